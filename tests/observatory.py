"""MDN's HTTP Observatory, which grades what a site's headers allow; run by Node, offline."""

import json
import subprocess
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE, VERSION = "@mdn/mdn-http-observatory", "1.4.8"
SCRIPT = Path(__file__).with_suffix(".mjs")
ENOUGH = 130


def grades(node: Path | str, folder: Path, answers: list[dict]) -> dict[str, dict]:
    """
    Score and faults by address: {"score": 130, "faults": []}.

    `folder` is where npm has installed the package; the script says what an answer holds.
    """
    command = [node, SCRIPT, folder]
    done = subprocess.run(
        command, input=json.dumps(answers), text=True, check=True, capture_output=True
    )
    return json.loads(done.stdout)


def as_seen(url: str, status: int, headers, body: bytes, redirected) -> dict:
    """An answer in the form that the script reads."""
    text = body.decode(errors="replace")
    return {
        "url": url,
        "status": status,
        "headers": list(headers),
        "body": text,
        "redirected": redirected,
    }


def grades_of_site(node: Path | str, folder: Path, address: str, paths: list[str]) -> dict:
    """
    Grades of a running site at `address`, by the address that it has for the world.

    It is asked as a proxy asks that ends TLS for the host clinic.example.
    """
    return grades(node, folder, [_seen_at(address, path) for path in paths])


def _seen_at(address: str, path: str, host: str = "clinic.example") -> dict:
    plain, safe = (_ask(address, path, host, scheme) for scheme in ("http", "https"))
    redirected = [[f"http://{host}{path}", plain.status]]
    redirected += [[plain.headers["Location"], safe.status]]
    return as_seen(
        f"https://{host}{path}", safe.status, safe.headers.items(), safe.body, redirected
    )


def _ask(address: str, path: str, host: str, scheme: str):
    with closing(HTTPConnection(urlsplit(address).netloc)) as connection:
        connection.request("GET", path, headers={"Host": host, "X-Forwarded-Proto": scheme})
        answer = connection.getresponse()
        answer.body = answer.read()
        return answer

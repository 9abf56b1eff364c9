"""MDN's HTTP Observatory, which grades what a site's headers allow; run by Node, offline."""

import json
import subprocess
from pathlib import Path

PACKAGE, VERSION = "@mdn/mdn-http-observatory", "1.4.8"
SCRIPT = Path(__file__).with_suffix(".mjs")
ENOUGH = 130


def grades(node: str, folder: Path, answers: list[dict]) -> dict[str, dict]:
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

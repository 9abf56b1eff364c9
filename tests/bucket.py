"""An S3 server of the tests' own, as a process, and sites that keep their files in it."""

import atexit
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path

import boto3
from botocore.config import Config
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from clinic_site.bucket.address import options_of

from .bench.servers import free_port, wait_for
from .site_process import Answer, Site

TOKEN = "a" * 32
OWNER = """
from tests.people import client_of
print(client_of("superuser").cookies["sessionid"].value)
"""


class Bucket:
    """It keeps all in memory: it is made silent or unwilling, and not stopped."""

    def __init__(self, name: str):
        self.host, self.name = f"127.0.0.1:{free_port()}", name
        self.url = f"http://key:a%2Fsecret@{self.host}/{name}?region=eu-west-3"
        port = self.host.rpartition(":")[2]
        command = [sys.executable, "-m", "moto.server", "-p", port]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.server = subprocess.Popen(command, **quiet)
        atexit.register(self.server.kill)
        wait_for(int(port), self.server)
        place = {"LocationConstraint": "eu-west-3"}
        self.client.create_bucket(Bucket=name, CreateBucketConfiguration=place)

    @cached_property
    def client(self):
        options = options_of(self.url)
        return boto3.client(
            "s3",
            endpoint_url=options["endpoint_url"],
            region_name=options["region_name"],
            aws_access_key_id=options["access_key"],
            aws_secret_access_key=options["secret_key"],
            config=Config(s3={"addressing_style": "path"}),
        )

    @property
    def storages(self) -> dict[str, dict]:
        """For the settings."""
        backend, options = "clinic_site.bucket.storage.Bucket", options_of(self.url)
        return {
            name: {"BACKEND": backend, "OPTIONS": {**options, "location": folder}}
            for name, folder in (("default", "media"), ("editions", "editions"))
        }

    def objects(self) -> dict[str, bytes]:
        found = self.client.list_objects_v2(Bucket=self.name).get("Contents", [])
        return {entry["Key"]: self.read(entry["Key"]) for entry in found}

    def read(self, key: str) -> bytes:
        return self.client.get_object(Bucket=self.name, Key=key)["Body"].read()

    def write(self, key: str, content: bytes) -> None:
        self.client.put_object(Bucket=self.name, Key=key, Body=content)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """While no key is good for anything."""
        self._allow(b"0")
        try:
            yield
        finally:
            self._allow(b"inf")

    def _allow(self, requests: bytes) -> None:
        kind = {"Content-Type": "text/plain"}
        connection = HTTPConnection(self.host)
        connection.request("POST", "/moto-api/reset-auth", requests, kind)
        assert connection.getresponse().status == 200
        connection.close()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """While it takes every question and answers none."""
        self.server.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.server.send_signal(signal.SIGCONT)


@cache
def bucket() -> Bucket:
    """One for each process of the tests."""
    return Bucket("clinic")


class BucketSite(Site):
    """A machine with an empty disk; `folders` holds what the site had before it moved."""

    def __init__(self, folder: Path, database, folders: Path):
        super().__init__(folder, database, folders)
        self.environment |= {
            "BUCKET_URL": bucket().url,
            "MEDIA_ROOT": str(folder / "media"),
            "BACKUPS_ROOT": str(folder / "backups"),
        }

    def archive(self, name: str) -> BytesIO:
        return BytesIO(bucket().read(f"editions/{name}"))

    @cached_property
    def owner(self) -> dict[str, str]:
        """The headers of somebody who is logged in and may do everything."""
        process = self.begin("shell", "--verbosity", "0", "--command", OWNER)
        session, said = process.communicate()
        assert process.returncode == 0, said
        cookies = f"sessionid={session.strip()}; csrftoken={TOKEN}"
        return {"Cookie": cookies, "X-CSRFToken": TOKEN, "Accept-Language": "en"}

    def send(self, path: str, owner: dict[str, str], **typed) -> Answer:
        headers = {**owner, "Content-Type": MULTIPART_CONTENT}
        return self.ask("POST", path, encode_multipart(BOUNDARY, typed), headers)


def is_refused_to_strangers(key: str) -> bool:
    connection = HTTPConnection(bucket().host)
    connection.request("GET", f"/{bucket().name}/{key}")
    status = connection.getresponse().status
    connection.close()
    return status == 403

"""Pictures and archives in an S3-compatible bucket, which many machines share."""

import io
from typing import ClassVar

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from .reading import Reader, failing_as_a_disk

READ_AHEAD = 64 * 2**10  # bytes
IN_ONE_PIECE = 5 * 2**30  # bytes, the most that S3 takes so; a part that is left over costs money


class BucketFile(File):
    """Can be opened again after it was closed, as a row's file is."""

    def __init__(self, storage: "Bucket", name: str):
        self.storage = storage
        super().__init__(storage.reader(name), name)

    def open(self, mode=None):
        if self.closed:
            self.file = self.storage.reader(self.name)
        self.seek(0)
        return self


class Bucket(S3Storage):
    """One folder of the bucket. Nobody but the site reads it: visitors are served by editions."""

    file_overwrite = False
    default_acl = None
    security_token = None
    # A silent bucket fails after 16 seconds, before SQLite gives up a lock (20). Newer checksums
    # are not asked for: other makers' servers refuse them, and archives are compared with rows.
    client_config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        connect_timeout=4,
        read_timeout=8,
        retries={"mode": "standard", "total_max_attempts": 2},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    transfer_config = TransferConfig(use_threads=False, multipart_threshold=IN_ONE_PIECE)
    shared: ClassVar[dict] = {}

    @property
    def connection(self):
        """One for both folders and all threads, which boto3's clients bear: each costs 15 MB."""
        where = (self.endpoint_url, self.region_name, self.access_key, self.secret_key)
        if where not in self.shared:
            self.shared[where] = super().connection
        return self.shared[where]

    def reader(self, name: str) -> io.BufferedReader:
        key = self._normalize_name(clean_name(name))
        client = self.connection.meta.client
        return io.BufferedReader(Reader(client, Bucket=self.bucket_name, Key=key), READ_AHEAD)

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("An object is written whole, by save().")
        return BucketFile(self, name)

    def _save(self, name, content):
        with failing_as_a_disk():
            return super()._save(name, content)

    def delete(self, name):
        with failing_as_a_disk():
            super().delete(name)

    def exists(self, name):
        with failing_as_a_disk():
            return super().exists(name)

    def listdir(self, name):
        with failing_as_a_disk():
            return super().listdir(name)

    def size(self, name):
        with failing_as_a_disk():
            return super().size(name)

    def get_modified_time(self, name):
        with failing_as_a_disk():
            return super().get_modified_time(name)

    def url(self, name, *arguments, **options):
        raise NotImplementedError("No page names an address in the bucket.")

    def is_public(self, name: str) -> bool:
        """Whether anybody can read the object, without a key."""
        key = self._normalize_name(clean_name(name))
        client = self.unsigned_connection.meta.client
        try:
            client.head_object(Bucket=self.bucket_name, Key=key)
        except ClientError:
            return False
        return True

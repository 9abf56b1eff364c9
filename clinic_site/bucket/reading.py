"""
Objects are read, and fail, as files on a disk do: with an OSError.

Who reads or writes files need not know where they lie.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from .failure import Unavailable


@contextmanager
def failing_as_a_disk() -> Iterator[None]:
    """No message names an address or a key."""
    try:
        yield
    except ClientError as error:
        code = error.response.get("Error", {}).get("Code", "")
        if code in ("404", "NoSuchKey"):
            raise FileNotFoundError("No such object in the bucket.") from None
        raise Unavailable(f"The bucket refuses: {code}.") from error
    except (BotoCoreError, Boto3Error, HTTPError) as error:
        raise Unavailable(f"The bucket does not answer: {type(error).__name__}.") from error


class Reader(io.RawIOBase):
    """An object, from wherever it is read: of an archive of a whole site a page takes little."""

    def __init__(self, client, **named: str):
        self.client, self.named, self.position, self.body = client, named, 0, None
        with failing_as_a_disk():
            head = client.head_object(**named)
        self.size, self.etag = head["ContentLength"], head["ETag"]

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begins = {io.SEEK_SET: 0, io.SEEK_CUR: self.position, io.SEEK_END: self.size}
        position = begins[whence] + offset
        if position < 0:
            raise ValueError("before the beginning")
        if position != self.position:
            self.hang_up()
        self.position = position
        return position

    def readinto(self, buffer) -> int:
        if self.position >= self.size:
            return 0
        with failing_as_a_disk():
            if self.body is None:
                rest = {"Range": f"bytes={self.position}-", "IfMatch": self.etag}
                self.body = self.client.get_object(**self.named, **rest)["Body"]
            count = self.body.readinto(buffer)
        self.position += count
        return count

    def hang_up(self) -> None:
        if self.body is not None:
            self.body.close()
        self.body = None

    def close(self) -> None:
        self.hang_up()
        super().close()

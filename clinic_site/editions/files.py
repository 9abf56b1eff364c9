"""The files of an edition, answered from memory by WhiteNoise."""

import hashlib
import re
from http import HTTPStatus
from pathlib import Path
from wsgiref.headers import Headers

from django.conf import settings
from django.utils.http import parse_etags
from whitenoise import WhiteNoise
from whitenoise.responders import Response, StaticFile

from ..security_headers import security_headers
from .archive import CONTENT, PAGES
from .printed import Printed

KEPT_IN_MEMORY = 16 * 2**20  # bytes of an edition; a practice's whole site is a tenth of it
NAMED_BY_CONTENT = re.compile(r"\.[0-9a-f]{12}\.\w+$")
# A browser asks each time whether the page has changed; a shared cache once a minute,
# and it may go on with what it has for a day when this server does not answer.
CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-if-error=86400"


# XML that does not name its encoding is for each reader to guess (RFC 7303).
KINDS = {".xml": "application/xml; charset=utf-8", ".svg": "image/svg+xml; charset=utf-8"}
KINDS |= {".webmanifest": "application/manifest+json"}
KINDS |= {".jpg": "image/jpeg", ".webp": "image/webp"}


class PrintedFile(StaticFile):
    """A file of an edition in each encoding; what fits is read once."""

    def __init__(self, path, headers, encodings=None, stat_cache=None):
        super().__init__(path, headers, encodings, stat_cache)
        self.bodies: dict[str, bytes] = {}

    def is_not_modified(self, environ):
        """As WhiteNoise, and for the lists and weak tags that caches send (RFC 9110, 13.1.2)."""
        if tags := environ.get("HTTP_IF_NONE_MATCH"):
            found = {tag.removeprefix("W/") for tag in parse_etags(tags)}
            return self.etag in found or "*" in found
        return super().is_not_modified(environ)

    def get_response(self, method, environ):
        if self.is_not_modified(environ):
            return self.not_modified_response
        path, headers = self.get_path_and_headers(environ)
        body = self.bodies.get(path) if method == "GET" else b""
        return Response(HTTPStatus.OK, headers, Path(path).read_bytes() if body is None else body)


class PrintedEdition(WhiteNoise):
    """The files of one unpacked edition, by address."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.security_headers = security_headers(is_secure=settings.HTTPS)
        super().__init__(None, mimetypes=KINDS)
        self.add_files(folder / PAGES)
        self.keep_in_memory()
        self.content = Printed(folder / CONTENT)

    def add_file_to_dictionary(self, url, path, stat_cache=None):
        """`fr/index.html` is served at /fr/, and nowhere else."""
        if not self.is_compressed_variant(path, stat_cache):
            address = url.removesuffix("index.html")
            self.files[address] = self.get_static_file(path, address, stat_cache)

    def get_static_file(self, path, url, stat_cache=None):
        headers = Headers(list(self.security_headers.items()))
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        if url[1:4] in ("fr/", "en/"):
            headers["Content-Language"] = url[1:3]
        content = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        headers["ETag"] = f'"{content[:24]}"'
        encodings = {"br": f"{path}.br", "gzip": f"{path}.gz"}
        return PrintedFile(path, headers.items(), encodings, stat_cache)

    def add_cache_headers(self, headers, path, url):
        # A picture's name is never given to another file.
        if NAMED_BY_CONTENT.search(url) or url.startswith(settings.MEDIA_URL):
            headers["Cache-Control"] = f"max-age={self.FOREVER}, public, immutable"
        else:
            headers["Cache-Control"] = CACHE_CONTROL

    def keep_in_memory(self) -> None:
        """The compressed variants first: nearly every browser takes one."""
        files = [
            (encoding.pattern == "", path, file)
            for file in self.files.values()
            for encoding, path, _headers in file.alternatives
        ]
        room = KEPT_IN_MEMORY
        for _is_plain, path, file in sorted(files, key=lambda entry: entry[:2]):
            room -= Path(path).stat().st_size
            if room < 0:
                break
            file.bodies[path] = Path(path).read_bytes()

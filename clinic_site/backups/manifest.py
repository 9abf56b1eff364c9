"""What a backup says of itself, written last: what is in it, and how it all must read."""

import json
from dataclasses import asdict, dataclass, field
from datetime import datetime

from .failure import Failed

FORMAT = 1
LARGEST = 64 * 2**20  # bytes; a hundred thousand files are told of in a tenth


@dataclass
class Manifest:
    """`rows`: how many by table. `files`: bytes and SHA-256 by name. `gone`: named, not found."""

    made_at: str
    engine: str
    rows: dict[str, int]
    migrations: list[str]
    files: dict[str, dict] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    def text(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def read_manifest(text: bytes) -> Manifest:
    """Raises Failed where the text is not a manifest, or one of a later format."""
    try:
        said = json.loads(text)
        made_by = int(said["format"])
    except (ValueError, KeyError, TypeError):
        raise Failed("This is no backup of this site: its manifest cannot be read.") from None
    if made_by > FORMAT:
        raise Failed(f"A newer version of the site made it (format {made_by}): install that first.")
    try:
        manifest = Manifest(**said)
        is_right = manifest.moment and all(file["sha256"] for file in manifest.files.values())
    except (ValueError, KeyError, TypeError, AttributeError):
        is_right = False
    if not is_right:
        raise Failed("This is no backup of this site: its manifest is not whole.")
    return manifest

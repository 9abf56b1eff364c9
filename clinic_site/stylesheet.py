"""One stylesheet for patients, made from one file per component when files are collected."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLESHEET = "css/site.css"
IMPORT = re.compile(r'@import url\("(?P<name>[^"]+)"\);\n?')


def bundled(name: str = STYLESHEET) -> str:
    """The text of the stylesheet `name` with its imports put in their places."""
    path = Path(finders.find(name))
    return IMPORT.sub(lambda match: (path.parent / match["name"]).read_text(), path.read_text())


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """
    WhiteNoise's storage, which also replaces the stylesheet's imports by what they import.

    A phone then asks for one file instead of twenty. During development the
    browser follows the imports itself: there is no build step.
    """

    def post_process(self, paths, dry_run=False, **options):
        if not dry_run and STYLESHEET in paths:
            self.delete(STYLESHEET)
            self._save(STYLESHEET, ContentFile(bundled()))
            paths = {**paths, STYLESHEET: (self, STYLESHEET)}
        yield from super().post_process(paths, dry_run, **options)

"""The French catalogue: complete, compiled from its source, and in French typography."""

import gettext
import os
import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .conftest import find_or_skip

ROOT = Path(__file__).resolve().parent.parent
SOURCE = Path("locale", "fr", "LC_MESSAGES", "django.po")
CODE = ["clinic_site", "procedures", "templates", "locale", "manage.py"]


def catalogue(root: Path = ROOT) -> Catalog:
    return read_po((root / SOURCE).open("rb"), locale="fr", abort_invalid=True)


def keys(catalogue: Catalog) -> set[tuple]:
    """What identifies each message: its context, its text and its plural."""
    return {(message.context, message.id) for message in catalogue if message.id}


def translations(catalogue: Catalog) -> list[str]:
    """Every French text, each form of a plural on its own."""
    strings = [message.string for message in catalogue if message.id]
    return [form for text in strings for form in ([text] if isinstance(text, str) else text)]


def compiled(stream) -> dict:
    """The texts of a compiled catalogue, without its header, and its rule of plurals."""
    read = gettext.GNUTranslations(stream)
    texts = {key: text for key, text in read._catalog.items() if key != ""}
    return {**texts, "plurals": [read.plural(number) for number in range(12)]}


def faulty(pattern: str) -> list[str]:
    return [text for text in translations(catalogue()) if re.search(pattern, text)]


def test_the_compiled_catalogue_says_what_its_source_says():
    expected = BytesIO()
    write_mo(expected, catalogue())
    expected.seek(0)

    with (ROOT / SOURCE).with_suffix(".mo").open("rb") as stream:
        assert compiled(stream) == compiled(expected)


def test_every_message_is_translated_and_none_is_fuzzy_or_obsolete():
    french = catalogue()

    assert "" not in translations(french)
    assert [message.id for message in french if message.fuzzy] == []
    assert list(french.obsolete) == []


def test_the_catalogue_holds_the_messages_of_the_code_and_no_other(tmp_path):
    find_or_skip("xgettext")
    for name in CODE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / SOURCE).unlink()

    command = [sys.executable, "manage.py", "makemessages", "--locale", "fr"]
    subprocess.run(command, cwd=tmp_path, env=os.environ, check=True, capture_output=True)

    found, kept = keys(catalogue(tmp_path)), keys(catalogue())
    assert (found - kept, kept - found) == (set(), set())


def test_placeholders_and_markup_survive_the_translation():
    pattern = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+|\{\w*\}")
    different = [
        message.id
        for message in catalogue()
        if isinstance(message.id, str)
        and sorted(pattern.findall(message.id)) != sorted(pattern.findall(message.string))
    ]

    assert different == []


@pytest.mark.parametrize(
    ("rule", "pattern"),
    [
        ("an ordinary space before a high sign", r" [:;!?»]"),
        ("no space before a high sign", r"[^\s\u00a0\u202f][;!?»]|\w:(\s|$)"),
        ("an ordinary space after an opening quotation mark", r"«[^\u00a0\u202f]"),
        ("a straight apostrophe", r"'"),
        ("a straight quotation mark", r"(?<!=)\"(?![>\s])"),
        ("three dots for an ellipsis", r"\.\.\."),
        ("a number parted from its unit", r"\d (?:%|€|\d)"),
        ("two spaces", r"  "),
    ],
)
def test_french_typography_is_kept(rule, pattern):
    assert (rule, faulty(pattern)) == (rule, [])

"""docs/asvs.md names what there is, and counts right; and three of its rows are shown here."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core import signing
from django.utils.crypto import salted_hmac

from clinic_site.contact.doubts import new_stamp, stamp_fault
from clinic_site.contact.forms import EnquiryForm
from clinic_site.editions.draft_link import expiry_of, new_token
from clinic_site.people.forms import CodeForm
from clinic_site.people.two_factor import hashed
from clinic_site.pictures.intake import MAX_BYTES
from clinic_site.pictures.reencode import MAX_PIXELS
from procedures.personal_calendar.forms import FURTHEST

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = (ROOT / "docs" / "asvs.md").read_text()
VERDICTS = ["met", "partly", "not met", "deployment", "does not apply"]
# How many requirements of level 1 each chapter of version 5.0.0 has: 70 in all.
LEVEL_1 = {1: 8, 2: 4, 3: 8, 4: 2, 5: 4, 6: 13, 7: 6, 8: 4, 9: 4, 10: 5, 11: 3, 12: 3, 13: 1}
LEVEL_1 |= {14: 2, 15: 3}
ROW = re.compile(r"^\| (\d+)\.(\d+)\.(\d+) \| (.+) \|(?: ?)$", re.MULTILINE)
IN_TICKS = re.compile(r"`([^`]+)`")
PATH = re.compile(r"[\w.-]+(?:/[\w.-]+)*\.(?:py|md|txt|js)")


def rows() -> list[tuple[tuple[int, ...], list[str]]]:
    """The number of each requirement, and what it asks, the verdict, where, and its tests."""
    return [
        (tuple(map(int, numbers)), [cell.strip() for cell in cells.split(" |")])
        for *numbers, cells in ROW.findall(DOCUMENT)
    ]


def named_tests() -> set[str]:
    return set(re.findall(r"`(tests/[\w/]+\.py::\w+)`", DOCUMENT))


def names_in(path: Path) -> set[str]:
    return {node.name for node in ast.parse(path.read_text()).body if hasattr(node, "name")}


def test_every_requirement_of_level_1_has_a_row_in_its_order_and_chapter():
    numbers = [number for number, _cells in rows()]
    chapters = [
        [
            int(found.split(".")[0])
            for found in re.findall(r"^\| (\d+\.\d+\.\d+) ", part, re.MULTILINE)
        ]
        for part in re.split(r"^## V", DOCUMENT, flags=re.MULTILINE)[1:]
    ]

    assert numbers == sorted(set(numbers))
    assert Counter(number[0] for number in numbers) == LEVEL_1
    assert [set(found) for found in chapters] == [*({n} for n in LEVEL_1), set()]


def test_every_verdict_is_one_of_five_and_they_are_counted_right():
    found = Counter(cells[1] for _number, cells in rows())
    counted = dict(re.findall(rf"^\| ({'|'.join(VERDICTS)}) \| (\d+) \|", DOCUMENT, re.MULTILINE))

    assert {cells[1] for _number, cells in rows()} <= set(VERDICTS)
    assert counted == {verdict: str(found[verdict]) for verdict in VERDICTS}


def test_each_row_says_where_and_what_is_met_has_a_test():
    assert [number for number, cells in rows() if len(cells) != 4 or not cells[2]] == []
    assert [number for number, cells in rows() if cells[1] == "met" and "::" not in cells[3]] == []


def test_every_test_that_is_named_exists():
    named = [name.split("::") for name in named_tests()]

    assert len(named) > 50
    assert [
        n for n in named if not (ROOT / n[0]).exists() or n[1] not in names_in(ROOT / n[0])
    ] == []


def test_every_file_and_setting_that_is_named_exists():
    names = {name for name in IN_TICKS.findall(DOCUMENT) if "::" not in name}
    files = {name for name in names if PATH.fullmatch(name)}
    constants = {name for name in names if re.fullmatch(r"[A-Z][A-Z0-9_]+", name)} - {"EMAIL_URL"}

    assert [name for name in files if not (ROOT / name).exists()] == []
    assert [name for name in constants if not hasattr(settings, name)] == []
    assert (len(files) > 20, len(constants) > 10) == (True, True)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("name", f"at most {EnquiryForm.base_fields['name'].max_length} characters"),
        ("message", f"at most {EnquiryForm.base_fields['message'].max_length:,} characters"),
        ("day, day of the quote", f"at most {FURTHEST.years} years away"),
        ("password", f"{settings.AUTH_PASSWORD_VALIDATORS[0]['OPTIONS']['min_length']} characters"),
        ("code", f"at most {CodeForm.base_fields['code'].max_length} characters"),
        ("file", f"{MAX_BYTES // 2**20} MB and {MAX_PIXELS // 1_000_000} megapixels"),
    ],
)
def test_what_forms_take_is_what_the_document_says(field, words):
    (rule,) = re.findall(rf"^\| [a-z]+ \| {field} \| (.+) \|$", DOCUMENT, re.MULTILINE)

    assert words in rule


def test_the_time_to_mend_a_fault_is_written_down():
    part = (ROOT / "SECURITY.md").read_text().split("## How soon\n")[1].split("\n## ")[0]

    assert re.findall(r"(\d+) days", part) == ["3", "14", "31"]


def test_a_token_names_neither_its_algorithm_nor_its_key(settings):
    token, stamp = new_token(), new_stamp()
    forged = signing.TimestampSigner(salt="clinic_site.editions.draft_link", algorithm="sha1")

    assert expiry_of(token)
    with pytest.raises(signing.BadSignature):
        expiry_of(forged.sign_object(9_999_999_999))
    settings.SECRET_KEY = "another" * 9
    with pytest.raises(signing.BadSignature):
        expiry_of(token)
    assert stamp_fault(stamp) == "stamp"


@pytest.mark.usefixtures("real_hashes")
def test_what_is_signed_or_hashed_is_so_with_sha_256():
    algorithm, iterations, *_rest = make_password("a").split("$")
    with_sha_1 = salted_hmac("clinic_site.people.recovery", "abcdefghij").hexdigest()

    assert signing.Signer().algorithm == "sha256"
    assert (algorithm, int(iterations) >= 600_000) == ("pbkdf2_sha256", True)
    assert not with_sha_1.startswith(hashed("abcde-fghij"))

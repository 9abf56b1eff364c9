"""Publishers that compete, and publishers that die: patients read on, and nothing is left over."""

import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from .site_process import FOOTER, Site, new_site, wait_until

# Moments that last too short for chance to meet them, as what dies instead of going on.
DIE = "import os, signal\ndef die(*args, **options): os.kill(os.getpid(), signal.SIGKILL)\n"
WRITING = """
from django.core.files.base import File
chunks = File.chunks
def first_chunk_only(self, size=None):
    yield next(chunks(self, 1000))
    die()
File.chunks = first_chunk_only
"""
MOMENTS = {
    "half the archive written": WRITING,
    "archive written, number not taken": (
        "from clinic_site.editions.models import Edition; Edition.save = die"
    ),
    "number taken": "from clinic_site.editions import archive; archive.remove_orphans = die",
}
PUBLISH = "\nfrom django.core.management import call_command\ncall_command('publish')"


def edition_numbers(site: Site, number: int) -> set[int]:
    """Those that the pages of edition `number` call themselves."""
    texts = [page.decode() for path, page in site.pages(number).items() if path.endswith("/")]
    return {int(found) for text in texts for found in FOOTER.findall(text)}


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def named_archives(site: Site) -> set[str]:
    return {name for _number, name, _sha256 in site.editions()}


def newest(site: Site) -> int:
    return site.editions()[0][0]


def serves_the_newest(site: Site) -> bool:
    return site.serves(site.pages(newest(site)))


def kill_after(process: subprocess.Popen, seconds: float) -> None:
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def seconds_to_publish(site: Site) -> float:
    started = time.monotonic()
    site.manage("publish")
    return time.monotonic() - started


def publishes_and_clears_up(site: Site) -> None:
    wait_until(lambda: serves_the_newest(site))
    site.manage("publish")
    wait_until(lambda: serves_the_newest(site))
    last_two = {f"{number}-{sha256[:12]}" for number, _name, sha256 in site.editions()[:2]}
    wait_until(lambda: names_in(site.copies) == {"current", *last_two})
    assert names_in(site.archives) == named_archives(site)
    assert names_in(site.temporary) == set()


def test_two_who_publish_at_once_get_two_editions_or_one_is_refused(tmp_path):
    with new_site(tmp_path) as site:
        both = [site.begin("publish") for _person in range(2)]
        outcomes = [(process.communicate()[1], process.returncode) for process in both]

        refusals = [(said, code) for said, code in outcomes if code != 0]
        assert [(said.count("\n"), said[:13], code) for said, code in refusals] in (
            [],
            [(1, "CommandError:", 1)],
        )
        numbers = [number for number, *_archive in site.editions()]
        assert numbers == [[3, 2, 1], [2, 1]][len(refusals)]
        assert [edition_numbers(site, number) for number in numbers] == [{n} for n in numbers]
        wait_until(lambda: serves_the_newest(site))
        assert names_in(site.archives) == named_archives(site)


def test_a_publisher_killed_at_any_moment_leaves_the_edition_before_or_its_own(tmp_path):
    chance = random.Random(4)
    with new_site(tmp_path) as site:
        duration = seconds_to_publish(site)
        for _kill in range(5):
            before = newest(site)
            process = site.begin("publish")

            kill_after(process, chance.uniform(0.2, 1) * duration)

            assert process.returncode in (-signal.SIGKILL, 0)
            assert newest(site) in (before, before + 1)
            wait_until(lambda: serves_the_newest(site))
        publishes_and_clears_up(site)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_publisher_killed_at_the_worst_moment_leaves_nothing_behind(tmp_path, moment):
    with new_site(tmp_path) as site:
        process = site.begin("shell", "-c", DIE + MOMENTS[moment] + PUBLISH)

        process.communicate()

        assert process.returncode == -signal.SIGKILL
        assert newest(site) == (2 if moment == "number taken" else 1)
        wait_until(lambda: serves_the_newest(site))
        publishes_and_clears_up(site)

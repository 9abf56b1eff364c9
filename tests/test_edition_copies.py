"""The copies of editions on a machine, and the link to the current one."""

import shutil
from pathlib import Path

import pytest

from clinic_site.editions.copies import CURRENT
from clinic_site.editions.serving import Current

from .publish import publish_first_content, publish_now


@pytest.fixture
def copies(settings, tmp_path, first_content, collected) -> Path:
    """Where a machine of its own unpacks editions; it serves the first one."""
    settings.EDITIONS_ROOT = tmp_path
    publish_first_content()
    return tmp_path


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_link_leads_to_the_current_copy_and_only_the_last_one_is_kept_beside_it(copies):
    folders = [publish_now().folder for _time in range(2)]

    assert (copies / CURRENT).readlink() == Path(folders[-1])
    assert names_in(copies) == {CURRENT, *folders}


def test_a_restored_folder_in_the_place_of_the_link_gives_way_to_it(copies):
    link = copies / CURRENT
    first = link.resolve()
    link.unlink()
    shutil.copytree(first, link)  # as a backup that follows links

    restarted = Current()
    restarted.load_last()
    restarted.refresh()

    assert (link.is_symlink(), link.resolve()) == (True, first)
    assert names_in(copies) == {CURRENT, first.name}
    assert restarted.edition.folder == first

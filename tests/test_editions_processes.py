"""What visitors read while editions are published: web servers of two workers each."""

import re
import signal
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from .site_pages import CONTACT, PROCEDURE
from .site_process import Answer, Site, new_site, running, wait_until

PAGES = [*PROCEDURE, "/fr/", "/en/glossary/", "/sitemap.xml", CONTACT[0]]
NAME = re.compile(r"Cabinet (\d+)")  # stands in several places of each page
NAMED = {1: set(), 2: {"2"}, 3: {"3"}, 4: {"4"}}  # which names the pages of an edition say


def rename(site: Site, name: str) -> None:
    site.database.sql(f"UPDATE practice_practice SET name = '{name}'")


def visit(site: Site, is_over: Event) -> list[tuple[str, Answer]]:
    """Ask for the pages again and again."""
    answers = []
    while not is_over.wait(0.05):  # which leaves some of the machine to the publisher
        answers += [(path, site.get(path)) for path in PAGES]
    return answers


def is_of_one(path: str, answer: Answer, printed: set[tuple[str, bytes]]) -> bool:
    """Whether the page is one of those printed; the form is computed, and says what it is of."""
    if path in CONTACT:
        return set(NAME.findall(answer.content.decode())) == NAMED[answer.edition]
    return (path, answer.content) in printed


def answers_only(site: Site, number: int) -> bool:
    """So often that every worker has been asked."""
    return all(site.get(PROCEDURE[0]).edition == number for _request in range(40))


def test_while_editions_are_published_each_answer_is_whole_and_of_one_of_them(tmp_path):
    is_over = Event()
    with new_site(tmp_path) as site, ThreadPoolExecutor(4) as pool:
        visitors = [pool.submit(visit, site, is_over) for _thread in range(4)]
        try:
            for number in (2, 3, 4):
                rename(site, f"Cabinet {number}")
                site.manage("publish")
                wait_until(lambda number=number: answers_only(site, number), seconds=2)
        finally:
            is_over.set()
        answers = [answer for visitor in visitors for answer in visitor.result()]
        printed = {(path, page) for number in NAMED for path, page in site.pages(number).items()}

    assert {answer.status for _path, answer in answers} == {200}
    assert [path for path, answer in answers if not is_of_one(path, answer, printed)] == []
    assert {answer.edition for path, answer in answers if path in PROCEDURE} == set(NAMED)


def test_what_is_saved_during_the_printing_does_not_wait_and_is_not_in_a_part_of_it(tmp_path):
    with new_site(tmp_path) as site:
        process = site.begin("publish")
        assert process.stdout.readline().startswith("1/")
        process.send_signal(signal.SIGSTOP)
        try:
            rename(site, "Cabinet 2")
        finally:
            process.send_signal(signal.SIGCONT)
        assert (process.communicate()[1], process.returncode) == ("", 0)
        wait_until(lambda: answers_only(site, 2))
        pages = [page for path, page in site.pages(2).items() if path.endswith("/")]
        pages.append(site.get(CONTACT[0]).content)

    assert [NAME.findall(page.decode()) for page in pages] == [[]] * len(pages)


def test_two_machines_with_one_database_serve_an_edition_within_two_seconds(tmp_path):
    with new_site(tmp_path) as site:
        second = Site(tmp_path / "node-2", site.database, site.archives)
        with running(second):
            wait_until(lambda: site.serves(site.pages(1)) and second.serves(second.pages(1)))

            site.manage("publish")

            wait_until(lambda: answers_only(site, 2) and answers_only(second, 2), seconds=2)
            assert (site.serves(site.pages(2)), second.serves(second.pages(2))) == (True, True)

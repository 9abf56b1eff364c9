"""A visitor who has the page already is told so, in few bytes."""

from collections.abc import Iterator

from .answers import ask
from .budgets import Row, at_most
from .servers import gunicorn
from .site import PAGE, Site


def rows(site: Site) -> Iterator[Row]:
    with gunicorn("clinic_site.wsgi", site.port, site.environment):
        first = ask(site.port, PAGE, Accept_Encoding="br")
        tag = dict(first.headers)["ETag"]
        again = ask(site.port, PAGE, Accept_Encoding="br", If_None_Match=tag)
    yield Row("Status of a repeat visit (304)", str(again.status), again.status == 304)
    size = len(again.head) + len(again.body)
    yield at_most(400, "The whole answer to a repeat visit", size, "bytes")

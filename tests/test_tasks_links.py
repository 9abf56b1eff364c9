"""No role is led to a page that is refused to it."""

from html import unescape
from re import findall

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from clinic_site.people.roles import ROLES

from .enquiries import make_enquiry, make_message
from .people import enter, make_person
from .pictures import make_picture


def kind_of(address: str) -> str:
    """The name of the view: of many rows of a kind, one is enough."""
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:  # served by the web server
        return ""
    return match.view_name


def links_in(response) -> list[str]:
    if "html" not in response["Content-Type"] or response.streaming:
        return []
    found = findall(r'href="(/[^"#]*|\?[^"#]*)', response.text)
    here = response.request["PATH_INFO"]
    return [unescape(each) if each[0] == "/" else here + unescape(each) for each in found]


def answers_from(client: Client, start: str) -> dict[str, int]:
    """By kind of page: what the first link to one of it answers, from page to page."""
    waiting, answers = [start], {}
    while waiting:
        address = waiting.pop()
        kind = kind_of(address)
        if not kind or kind in answers:
            continue
        response = client.get(address, follow=True)
        answers[kind] = response.status_code
        waiting += links_in(response)
    return answers


@pytest.mark.parametrize("role", ROLES)
def test_every_link_that_a_role_is_shown_opens(edition, role):
    make_message(make_enquiry())
    make_picture(with_variants=False)
    client = enter(Client(), make_person(role))
    client.cookies["language"] = "fr"
    answers = answers_from(client, "/admin/")
    assert {kind: status for kind, status in answers.items() if status != 200} == {}
    assert len(answers) >= 10

"""Every page of the admin opens, in both languages, and runs under the site's policy."""

import re
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertRedirects

from clinic_site.contact.models import Enquiry
from procedures.models import Procedure

from .admin_form import address
from .enquiries import make_enquiry, make_message
from .markup import Element, elements
from .pictures import make_picture
from .site_pages import in_both_languages

pytestmark = pytest.mark.usefixtures("edition")

# The pages that Django would have for a row, and that this site refuses.
REFUSED = {
    "practice_practice_add",
    "practice_practice_delete",
    "practice_page_add",
    "practice_page_delete",
    "contact_enquiry_add",
    "editions_edition_delete",
    "procedures_complication_add",
    "auth_user_delete",
}
OWN = [
    "index",
    "launch",
    "password_change",
    "two_factor",
    "two_factor_phone",
    "editions_edition_compare",
    "editions_edition_on_date",
]


@pytest.fixture
def enquiry(db) -> Enquiry:
    enquiry = make_enquiry(doubts="trap,links")
    make_message(enquiry, failed_at=timezone.now())
    make_message(enquiry, kind="visitor")
    make_picture((30, 20))
    return enquiry


def admin_pages() -> dict[str, str]:
    """The address of every page of the admin, with its first row where a page is about one."""
    pages = {name: reverse(f"admin:{name}") for name in OWN}
    for label in ("auth", "pictures", "practice", "contact", "procedures", "editions"):
        pages[label] = reverse("admin:app_list", args=[label])
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        row = model.objects.first()
        pages[f"{name}_changelist"] = reverse(f"admin:{name}_changelist")
        pages[f"{name}_add"] = reverse(f"admin:{name}_add")
        for page in ("change", "history", "delete"):
            pages[f"{name}_{page}"] = address(row, page)
    return pages


def refused_by_the_policy(element: Element) -> bool:
    """Whether a browser under the site's policy would not run or apply the element."""
    attributes = element.attributes
    source = attributes.get("src") or (attributes.get("href") if element.tag == "link" else "")
    inline = element.tag == "style" or (element.tag == "script" and "src" not in attributes)
    return (
        bool(source and urlsplit(source).netloc)
        or (inline and "nonce" not in attributes and attributes.get("type") != "application/json")
        or any(name == "style" or re.match(r"on[a-z]", name) for name in attributes)
    )


@in_both_languages
def test_every_page_opens_and_runs_under_the_policy(admin_client, enquiry, language):
    wrong = {}
    for name, url in admin_pages().items():
        response = admin_client.get(url, headers={"accept-language": language}, follow=True)
        if name in REFUSED:
            assert response.status_code == 403, name
            continue
        html = response.content.decode()
        assert response.status_code == 200, name
        assert elements(html, "html")[0].attributes["lang"] == language, name
        if found := [element for element in elements(html) if refused_by_the_policy(element)]:
            wrong[name] = [(element.tag, element.attributes) for element in found]

    assert wrong == {}


def test_the_policy_check_would_find_a_breach():
    html = (
        '<script>x()</script><p style="color: red">a</p><p onclick="x()">a</p><style>a{}</style>'
        '<script src="https://cdn.example/x.js"></script><link href="//cdn.example/x.css">'
    )

    assert [refused_by_the_policy(element) for element in elements(html)] == [True] * 6


def test_the_nonce_of_a_form_is_the_one_that_its_policy_allows(admin_client):
    response = admin_client.get(address(Procedure.objects.get()))

    nonces = {
        element.attributes["nonce"]
        for element in elements(response.content.decode(), "script", "style")
        if "nonce" in element.attributes
    }
    allowed = set(re.findall(r"'nonce-([^']+)'", response.headers["Content-Security-Policy"]))
    assert nonces == allowed
    assert len(nonces) == 1


def test_the_practice_s_list_is_its_form(admin_client):
    assertRedirects(
        admin_client.get(reverse("admin:practice_practice_changelist")),
        reverse("admin:practice_practice_change", args=[1]),
    )


@in_both_languages
def test_staff_choose_the_language_of_the_admin(admin_client, language):
    response = admin_client.post(
        reverse("set_language"), {"language": language, "next": "/admin/"}, follow=True
    )

    assert elements(response.content.decode(), "html")[0].attributes["lang"] == language


def test_a_visitor_is_asked_to_log_in_on_every_page(client, enquiry, admin_user):

    answers = {client.get(url)["Location"].split("?")[0] for url in admin_pages().values()}

    assert answers == {reverse("admin:login")}

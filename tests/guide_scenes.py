"""What the pictures of the guide show, in order: each scene goes on where the last one ended."""

from base64 import b32decode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from clinic_site.pictures.models import Picture
from procedures.models import Procedure

from .browser import page_in
from .enquiries import make_enquiry, make_message
from .guide_pictures import PHONE, SHARP, take
from .people import PASSWORD, code_of, make_person
from .pictures import make_picture

LOCALES = {"fr": "fr-FR", "en": "en-GB"}
DECODED = "picture => picture.decode()"
MESSAGES = {
    "fr": "Bonjour, combien de temps faut-il prévoir entre deux consultations ?",
    "en": "Hello, how much time should I plan between two consultations?",
}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_guide_is_pictured(browser, served, language, settings):
    settings.LEAFLETS = True  # or publishing says that there are none
    make_person("Owners", first_name="Claire", last_name="Exemple")
    options = {"locale": LOCALES[language], "device_scale_factor": SHARP}
    with page_in(browser, PHONE, color_scheme="light", **options) as page:
        page.language = language
        page.admin = f"{served}/admin"
        for picture in SCENES:
            picture(page)


def first_login(page):
    page.goto(f"{page.admin}/")
    page.fill("[name=username]", "claire")
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.locator(".second-factor__picture").evaluate(DECODED)
    key = page.inner_text(".second-factor__key")
    take(page, "phone", ".second-factor ol", ".second-factor .submit-row")
    page.fill("[name=code]", code_of(b32decode(key.replace(" ", "")).hex()))
    page.click(".submit-row [type=submit]")
    page.click("a.button.default")


def a_duration(page):
    open_procedure(page)
    page.click("#fact_set-group summary")
    fact = page.locator("[id^=fact_set-]:has([name$=-key][value=garment])").last
    fact.locator("[name$=-upper]").fill("7")
    fact.locator(".uses summary").click()
    fact.evaluate("element => element.id = 'pictured'")
    take(page, "fact", "#pictured h3", "#pictured .field-lower")
    take(page, "uses", "#pictured .field-uses")
    page.click("[name=_save] >> nth=0")


def a_reference(page):
    open_procedure(page)
    page.click("#section_set-group summary")
    page.locator("#section_set-0 .pick").first.click()
    page.locator(".offers li").first.wait_for()
    take(page, "pick", ".offers")
    page.keyboard.press("Escape")


def both_languages(page):
    open_procedure(page)
    french = page.locator("#id_summary_fr")
    french.fill(french.input_value().replace(".", " encore.", 1))
    page.click("[name=_save] >> nth=0")
    open_procedure(page)
    take(page, "outdated", ".form-row.field-summary_fr")


def a_picture(page):
    texts = {
        "alt_fr": "L’entrée du cabinet, avec une rampe.",
        "alt_en": "The entrance, with a ramp.",
    }
    picture = make_picture((1200, 800), with_variants=False, focal_x=60, focal_y=60, **texts)
    Path(picture.file.path).write_bytes(an_entrance(picture))
    page.goto(f"{page.admin}/pictures/picture/{picture.pk}/change/")
    page.locator(".focal__picture").evaluate(DECODED)
    take(page, "picture", ".field-preview")


def an_entrance(picture: Picture) -> bytes:
    """A door and a ramp, drawn."""
    image = Image.new("RGB", (picture.width, picture.height), "#e8e2d6")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 640, 1200, 800), "#b9b2a6")
    draw.rectangle((600, 200, 860, 640), "#5d6f73")
    draw.ellipse((810, 420, 834, 444), "#e8e2d6")
    draw.polygon([(120, 700), (600, 640), (860, 640), (860, 700)], "#8f897e")
    file = BytesIO()
    image.save(file, "JPEG")
    return file.getvalue()


def publishing(page):
    page.goto(f"{page.admin}/editions/edition/add/")
    take(page, "publish", ".publish > .module:last-child")


def history(page):
    page.goto(f"{page.admin}/procedures/procedure/{Procedure.objects.get().pk}/history/")
    take(page, "history", "#change-history")


def undoing(page):
    open_procedure(page)
    page.click("#question_set-group summary")
    page.check("[name=question_set-0-DELETE]")
    page.click("[name=_save] >> nth=0")
    take(page, "undo", ".messagelist")


def enquiries(page):
    who = {"language": page.language, "phone": "", "message": MESSAGES[page.language]}
    make_enquiry(name="Paul Exemple", email="paul@example.com", **who)
    enquiry = make_enquiry(name="Jeanne Exemple", email="jeanne@example.com", **who)
    make_message(enquiry)
    page.goto(f"{page.admin}/contact/enquiry/{enquiry.pk}/change/")
    take(page, "enquiry", ".object-tools", ".field-message")


def front(page):
    page.goto(f"{page.admin}/")
    take(page, "front", "#content h1", ".open-points >> nth=-1")


SCENES = [first_login, a_duration, a_reference, both_languages, a_picture]
SCENES += [publishing, history, undoing, enquiries, front]


def open_procedure(page):
    page.goto(f"{page.admin}/procedures/procedure/{Procedure.objects.get().pk}/change/")

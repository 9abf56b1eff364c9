"""How the tests add a picture in the admin, in English."""

from .admin_form import ENGLISH
from .pictures import jpeg, upload

ADD = "/admin/pictures/picture/add/"
LIST = "/admin/pictures/picture/"
TYPED = {"alt_fr": "L’entrée", "alt_en": "The entrance", "focal_x": "70", "focal_y": "20"}


def add(client, body=None, **values):
    files = {"upload": upload(jpeg() if body is None else body)} if body != b"" else {}
    values = {**TYPED, **values, **files, "_save": "Save"}
    return client.post(ADD, {k: v for k, v in values.items() if v is not None}, headers=ENGLISH)

"""The admin's page for publishing, and what the admin's pages of editions say."""

from .markup import text_of

PUBLISH = "/admin/editions/edition/add/"


def said(response) -> str:
    return text_of(response.text, "main")


def streamed(response) -> str:
    return b"".join(response.streaming_content).decode()

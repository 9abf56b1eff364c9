"""Takes in an enquiry: its row and those of its messages, all or nothing."""

import hashlib

from django.db import IntegrityError, transaction

from ..practice.models import Practice
from . import doubts
from .forms import EnquiryForm
from .models import Enquiry, Sender
from .writing import messages_for


class TooMany(Exception):
    """So many forms were sent within an hour that this one is not taken."""


def receive(form: EnquiryForm, request) -> None:
    """
    Store a valid form. What it says when it returns is committed: nothing more can lose it.

    The same form with the same words, sent twice by a double click, is stored
    once. Raises TooMany; and django.db.Error where the database cannot store.
    """
    digest = digest_of(form)
    if Enquiry.objects.filter(digest=digest).exists():
        return
    sender = doubts.sender_hash(request)
    from_here, in_all = doubts.sent_lately(sender)
    if from_here >= doubts.REFUSED_FROM_ONE_ADDRESS or in_all >= doubts.REFUSED_IN_ALL:
        raise TooMany
    enquiry = form.save(commit=False)
    enquiry.digest = digest
    enquiry.doubts = ",".join(
        doubts.doubts(
            trap=form.data.get("website", ""),
            stamp=form.data.get("stamp", ""),
            words=f"{enquiry.name}\n{enquiry.message}",
            sent_lately=from_here,
        )
    )
    try:
        with transaction.atomic():
            enquiry.save()
            Sender.objects.create(sender_hash=sender)
            if not enquiry.doubts:
                write(enquiry, request.content)
    except IntegrityError:
        if not Enquiry.objects.filter(digest=digest).exists():
            raise


def write(enquiry: Enquiry, content) -> None:
    """Put the messages of `enquiry` into the outbox; within a transaction."""
    # One at a time: two at once would not see that the other thanks the same person.
    Practice.objects.select_for_update().first()
    for message in messages_for(enquiry, content):
        message.save()


def digest_of(form: EnquiryForm) -> str:
    """The same for a form that is sent twice, another as soon as a word or the form is another."""
    answers = [str(form.cleaned_data[name]) for name in form.Meta.fields]
    said = [form.data.get("stamp", ""), form.instance.language, *answers]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()

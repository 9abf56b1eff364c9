"""docs/operators.md names what there is, in commands that a shell understands."""

import re
import subprocess

from .shipped_nginx import DEPLOY
from .test_settings import PRODUCTION, ROOT, manage, variables

GUIDE = (ROOT / "docs" / "operators.md").read_text()
BLOCKS = re.findall(r"^```sh.*?\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)


def test_every_file_that_it_copies_is_shipped_and_every_shipped_file_is_copied():
    copied = set(re.findall(r"/srv/clinic/deploy/([\w./-]+)", "".join(BLOCKS)))

    assert copied == {
        *("clinic-manage", "env", "nginx/nginx.conf", "nginx/clinic", "systemd/."),
        *("nginx/node/.", "nginx/balancer/."),
        *("journald-clinic.conf", "certbot-reload"),
    }
    assert [name for name in copied if not (DEPLOY / name).exists()] == []
    assert {path.name for path in DEPLOY.iterdir()} == {name.split("/")[0] for name in copied}


def test_it_starts_what_is_to_be_started():
    started = set(re.findall(r"clinic-\w+\.(?:socket|service|timer)", "".join(BLOCKS)))
    units = {path.name for path in (DEPLOY / "systemd").iterdir() if path.is_file()}
    by_timer = {name.replace(".timer", ".service") for name in units if name.endswith(".timer")}

    assert started == units - by_timer


def test_a_shell_understands_its_commands():
    scripts = [(DEPLOY / name).read_text() for name in ("clinic-manage", "certbot-reload")]
    for block in [*BLOCKS, *scripts]:
        checked = subprocess.run(["sh", "-n"], input=block, capture_output=True, text=True)
        assert checked.stderr == ""


def test_the_shipped_settings_need_nothing_but_a_key():
    lines = [line for line in (DEPLOY / "env").read_text().splitlines() if line[:1] != "#"]
    given = dict(line.split("=", 1) for line in lines)

    result = manage(
        *("check", "--deploy", "--fail-level", "WARNING"),
        **given | {"SECRET_KEY": PRODUCTION["SECRET_KEY"], "ENV_FILE": "/dev/null"},
    )

    assert set(given) <= {*variables()}
    assert (result.returncode, result.stderr) == (0, "")

"""`ical.js`, the calendar parser of Thunderbird and Nextcloud, run by Node."""

import json
import os
import subprocess

from .conftest import find_or_skip
from .node_packages import installed

PACKAGE, VERSION = "ical.js", "2.2.1"
SCRIPT = """
import ICAL from "ical.js";
import { readFileSync } from "node:fs";

const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const moment = (time) => time && (time.isDate ? time.toString() : time.toUnixTime());
const event = (component) => {
  const value = (name) => component.getFirstPropertyValue(name);
  return {
    uid: value("uid"),
    sequence: value("sequence"),
    title: value("summary"),
    text: value("description") ?? "",
    place: value("location") ?? "",
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
    start: moment(value("dtstart")),
    end: moment(value("dtend")),
    alarms: component.getAllSubcomponents("valarm").map(
      (alarm) => alarm.getFirstPropertyValue("trigger").toSeconds()
    ),
  };
};
console.log(JSON.stringify({
  name: calendar.getFirstPropertyValue("name"),
  product: calendar.getFirstPropertyValue("prodid"),
  events: calendar.getAllSubcomponents("vevent").map(event),
}));
"""


def read(content: bytes) -> dict:
    """What ical.js reads: days as "2027-06-15", moments in seconds since 1970."""
    command = [find_or_skip("node", "nodejs"), "--input-type=module", "--eval", SCRIPT]
    # Far from Paris: what it knows of the clocks there stands in the file.
    environment = {**os.environ, "TZ": "America/New_York"}
    done = subprocess.run(
        command,
        input=content,
        cwd=installed(PACKAGE, VERSION),
        env=environment,
        check=True,
        capture_output=True,
    )
    return json.loads(done.stdout)

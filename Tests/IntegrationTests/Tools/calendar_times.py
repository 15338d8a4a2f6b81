"""The moments of slots and of calendars' events, found without hubgen.

Reads {"slots": [{zone, rules, hour, minute, from, until}], "calendars": [{zone, text, from, until}]}
and prints a list of lists of moments for each. A slot's days are those of dateutil's rules; a time
that the clock skips is the moment after the gap, of one that comes twice the first counts.
"""

import json
import sys
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from dateutil import tz
from dateutil.rrule import rrulestr


def moment(naive, zone):
    """The first moment at which clocks in the zone show this time or a later one."""
    aware = naive.replace(tzinfo=zone, fold=0)
    if tz.datetime_exists(aware):
        return int(aware.astimezone(timezone.utc).timestamp())
    low = int(naive.replace(tzinfo=timezone.utc).timestamp()) - 40 * 3600
    high = low + 80 * 3600
    while high - low > 1:
        middle = (low + high) // 2
        shown = datetime.fromtimestamp(middle, zone).replace(tzinfo=None)
        low, high = (middle, high) if shown < naive else (low, middle)
    return high


def slot(entry):
    zone = tz.gettz(entry["zone"])
    start, end = (datetime.fromtimestamp(entry[key], timezone.utc) for key in ("from", "until"))
    first = datetime.combine((start - timedelta(days=3)).date(), time(entry["hour"], entry["minute"]))
    days = set()
    for rule in entry["rules"]:
        days.update(rrulestr(rule, dtstart=first).between(first, end.replace(tzinfo=None) + timedelta(days=3), inc=True))
    found = {moment(day, zone) for day in days}
    return sorted(m for m in found if entry["from"] <= m < entry["until"])


def calendar(entry):
    zone = ZoneInfo(entry["zone"])

    def seconds(value):
        if not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if value.tzinfo is None:
            return moment(value, tz.gettz(entry["zone"]))
        return int(value.timestamp())

    start, end = (datetime.fromtimestamp(entry[key], zone) for key in ("from", "until"))
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(entry["text"])).between(
        start - timedelta(days=40), end + timedelta(days=2)
    )
    stretches = set()
    for event in events:
        begin, finish = seconds(event.start), seconds(event.end)
        if begin < finish and begin < entry["until"] and finish > entry["from"]:
            stretches.add((begin, finish))
    return sorted(stretches)


spec = json.load(open(sys.argv[1]))
json.dump(
    {
        "slots": [slot(entry) for entry in spec["slots"]],
        "calendars": [calendar(entry) for entry in spec["calendars"]],
    },
    sys.stdout,
)

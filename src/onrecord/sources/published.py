"""Dates of publication: to ISO 8601 where they are clear, to nothing where they are not."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

from onrecord.sources.characters import line

_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TIME = (
    r"(?:[.,]?\s+(?:at\s+|[-–—|]\s*)?(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?h(?:rs)?)?(?:\s?\(?(?P<zone>gmt|utc|z|e[sd]t|c[sd]t|m[sd]t|p[sd]t|et|bst|ce?s?t|[a-z]{2,5})\)?)?)?"
)
_WRITTEN = (
    re.compile(_WEEKDAY + _DAY + r"\s+(?:of\s+)?" + _MONTH + r",?\s+(?P<year>\d{4})" + _TIME, re.IGNORECASE),
    re.compile(_WEEKDAY + _MONTH + r"\s+" + _DAY + r",?\s+(?P<year>\d{4})" + _TIME, re.IGNORECASE),
)
#: Time first, as some pages have it: "17:30, 14 March 2025".
_TIME_FIRST = re.compile(
    r"(?P<time>\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{3})?),?\s+(?:on\s+)?(?P<date>\D*\d.*)",
    re.IGNORECASE,
)
_NUMERIC = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})")
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?([.,]\d+)?\s?(Z|[+-]\d\d(?::?\d\d)?|UTC|GMT)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
#: Zones whose letters mean one thing in news. "IST" (India, Israel, Ireland) or "CST" (Chicago, Shanghai) do not.
_ZONES = {"gmt": 0, "utc": 0, "z": 0, "est": -5, "edt": -4, "pst": -8, "pdt": -7, "cet": 1, "cest": 2}
#: Records that give seconds or milliseconds since 1970 do so for the years 1990 to 2100.
_SECONDS = range(631_152_000, 4_102_444_800)


def iso8601(value: str | float | None) -> str | None:
    """The date, with its time and zone where they are given: "2025-03-14", "2025-03-14T17:30:00+02:00".

    Read are ISO 8601, RFC 2822 (mail and feeds), written dates in English ("Friday, March 14, 2025, 5:30 p.m."),
    numbers with an unmistakable order ("14/03/2025", "2025/03/14") and seconds or milliseconds since 1970.
    None for everything else: "03/04/2025" is two dates, "yesterday" is none. A time whose zone is named in letters
    that mean several zones is left out.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _since_1970(value)
    text = line(value).removesuffix(".")
    if len(text) > 80:
        return None
    try:
        return _iso(text) or _compact(text) or _written(text) or _mail(text) or _numeric(text)
    except (ValueError, OverflowError):  # 30 February
        return None


def _since_1970(value: float) -> str | None:
    for seconds in (value, value / 1000):
        if _SECONDS.start <= seconds < _SECONDS.stop:
            return _stamp(datetime.fromtimestamp(int(seconds), UTC))
    return None


def _stamp(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _iso(text: str) -> str | None:
    if not (m := _ISO.fullmatch(text)):
        return None
    day, clock, seconds, fraction, zone = m.groups()
    date.fromisoformat(day)
    if not clock:
        return day
    zone = (zone or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    if len(zone) in {3, 5}:  # +02, +0200
        zone = f"{zone[:3]}:{zone[3:] or '00'}"
    written = f"{day}T{clock}{seconds or ':00'}{(fraction or '').replace(',', '.')}{zone}"
    datetime.fromisoformat(f"{day}T{clock}{seconds or ':00'}{zone.replace('Z', '+00:00')}")
    return written


def _compact(text: str) -> str | None:
    if not (m := _COMPACT.fullmatch(text)) or not "1900" <= m[1] <= "2100":
        return None
    year, month, day, hour, minute, second, zone = m.groups()
    return _iso(f"{year}-{month}-{day}" + (f"T{hour}:{minute}:{second or '00'}{zone or ''}" if hour else ""))


def _written(text: str) -> str | None:
    if m := _TIME_FIRST.fullmatch(text):
        text = f"{m['date']} {m['time']}"
    for form in _WRITTEN:
        if m := form.fullmatch(text):
            break
    else:
        return None
    day = date(int(m["year"]), _MONTHS[m["month"][:3].lower()], int(m["day"])).isoformat()
    if not m["hour"] or not (m["minute"] or m["half"]):
        return day
    hour = int(m["hour"])
    if m["half"]:
        if not 1 <= hour <= 12:
            return day
        hour = hour % 12 + 12 * (m["half"].lower() == "p")
    zone = m["zone"]
    if zone and zone.lower() not in _ZONES:
        return day
    moment = datetime.fromisoformat(f"{day}T{hour:02}:{m['minute'] or '00'}:{m['second'] or '00'}")
    return (
        _stamp(moment.replace(tzinfo=timezone(timedelta(hours=_ZONES[zone.lower()]))))
        if zone
        else moment.isoformat()
    )


def _mail(text: str) -> str | None:
    # Nothing but the full form: the standard library's parser finds a date in almost anything.
    if not re.fullmatch(
        r"(?:[a-z]{3},\s)?\d{1,2}\s[a-z]{3}\s\d{4}\s\d\d?:\d\d(?::\d\d)?\s[+-]\d{4}", text, re.IGNORECASE
    ):
        return None
    parts = parsedate_tz(text)
    if parts is None:
        return None
    moment = datetime(*parts[:6])  # noqa: DTZ001 - the zone comes below, if there is one
    if text.endswith("-0000"):  # RFC 2822: a time without a zone
        return moment.isoformat()
    return _stamp(moment.replace(tzinfo=timezone(timedelta(seconds=parts[9] or 0))))


def _numeric(text: str) -> str | None:
    if not (m := _NUMERIC.fullmatch(text)):
        return None
    a, b, c = map(int, m.groups())
    if len(m[1]) == 4 and len(m[3]) <= 2:
        return date(a, b, c).isoformat()
    if len(m[3]) == 4 and len(m[1]) <= 2:
        if a > 12 or a == b:
            return date(c, b, a).isoformat()
        if b > 12:
            return date(c, a, b).isoformat()
    return None

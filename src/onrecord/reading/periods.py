"""The calendar: temporal expressions, and the days that they stand for.

Written by hand and not with dateparser: what newspapers write in English is a closed set of forms, most of them
relative, and a library that guesses the rest ("may", "the second") would cost a third of a second at its first call.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Literal

from onrecord.reading.knowledge.numbers import numbers
from onrecord.tables import alternatives, rows

Tense = Literal["past", "future"]
_DAY = timedelta(days=1)
#: Nobody writes a day without its year when it is that far off.
_FAR = 300
#: A day without a year, in a clause whose tense is not clear, is the one near the article, if there is one.
_NEAR = 45


@dataclass(frozen=True, slots=True)
class Period:
    """Days from the first to the last; date.min and date.max where an end is open."""

    first: date
    last: date

    @property
    def iso(self) -> str:
        """ISO 8601, as short as the period allows: day, month, year, else interval."""
        first, last = self.first, self.last
        if first == last:
            return first.isoformat()
        if first == date.min:
            return f"../{last.isoformat()}"
        if last == date.max:
            return f"{first.isoformat()}/.."
        if self == year(first.year):
            return f"{first:%Y}"
        if self == month(first.year, first.month):
            return f"{first:%Y-%m}"
        return f"{first.isoformat()}/{last.isoformat()}"


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression in a text: half-open offsets with its preposition, the offset of the date itself.

    first, second  the words of the date; of both dates for "from March to May"
    makes          what the preposition makes of it (dates.tsv); "" without one
    """

    start: int
    core: int
    end: int
    first: str
    second: str | None
    makes: str

    @property
    def absolute(self) -> bool:
        """Whether it names its year itself."""
        return bool(_YEAR_IN.search(self.second or self.first))

    def alone(self) -> Expression:
        """The expression without its preposition."""
        # A month or a year alone may be a name or a number ("May", "2000 men"): "bare" says so.
        bare = self.second is None and _BARE.fullmatch(self.first)
        return replace(self, start=self.core, makes="bare" if bare else "")


def day(year_: int, month_: int, day_: int) -> Period | None:
    """One day; None where the calendar has none ("31 February")."""
    try:
        return Period(date(year_, month_, day_), date(year_, month_, day_))
    except ValueError:
        return None


def month(year_: int, month_: int) -> Period:
    """A whole month."""
    return Period(date(year_, month_, 1), date(year_, month_, calendar.monthrange(year_, month_)[1]))


def year(year_: int) -> Period:
    """A whole year."""
    return Period(date(year_, 1, 1), date(year_, 12, 31))


@cache
def words(kind: str) -> dict[str, str]:
    """The words of one kind in dates.tsv with their value."""
    table = rows("onrecord.reading.knowledge", "dates.tsv", columns=4)
    return {word: value for k, cell, value, _ in table if k == kind for word in alternatives(cell)}


def _numbers() -> dict[str, int]:
    """Words that count days, weeks and years: those of dates.tsv and those for numbers."""
    return {word: int(value) for word, value in words("number").items()} | dict(numbers())


def _any(kind: str) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s") for w in sorted(words(kind), key=len, reverse=True))


_UNIT = r"day|week|month|year|decade|quarter|weekend"
_Y = r"(?:19|20)\d\d"
_YEAR_IN = re.compile(rf"\b{_Y}\b")
_M = rf"(?:{_any('month')})"
_RANGE = re.compile(
    r"\d\w*\s?(?:[-–]|to)\s?\d+(?![-\d])"
)  # one expression with both its ends: "June 26 to 27"
_BARE = re.compile(rf"{_M}|{_Y}")
_W = rf"(?:{_any('weekday')})"
_D = r"(?:[12]\d|3[01]|0?[1-9])"
_TH = r"(?:st|nd|rd|th)?"
_N = rf"(?:\d{{1,3}}|(?i:{'|'.join(sorted(_numbers(), key=len, reverse=True))}))"
_REL = rf"(?i:{_any('relative')})"
_PART = rf"(?:(?i:{_any('part')})[\s-])?"
_HOURS = r"(?:\s(?:morning|afternoon|evening|night))?"
_OF_DAY = r"(?:(?i:(?:the\s)?(?:early\s|late\s)?(?:morning|afternoon|evening|night|small hours))\sof\s)?"
_ITS_YEAR = rf"(?:,?\s(?:of\s)?(?P<y>{_Y})|\s(?:of\s)?(?P<rel>{_REL})\syear)?"
_NTH = r"(?:(?i:first|second|third|fourth|last)|[1-4](?:st|nd|rd|th))"
_OF_YEAR = rf"(?:(?P<y>{_Y})|(?P<rel>{_REL})\syear|the\syear)\b"
_EDGE = r"(?i:the\s)?(?P<edge>(?i:end|close|beginning|start|middle))\sof\s"

_Match = Mapping[str, str | None]
_Rule = Callable[[_Match, "date | None", "Tense | None"], "Period | None"]


def _on_day(m: _Match, base: date | None, tense: Tense | None) -> Period | None:
    number, which = int(m["d"] or 0), int(words("month")[m["m"] or ""])
    last = int(m.get("d2") or number)

    def make(in_year: int) -> Period | None:
        first, second = day(in_year, which, number), day(in_year, which, last)
        return Period(first.first, second.last) if first and second and number <= last else None

    found = _in_year(m, base, tense, make)
    if found and (name := m.get("w")) and found.first.weekday() != int(words("weekday")[name]):
        return None  # no such day: one of the two is wrong, and nobody can tell which
    return found


def _on_iso(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    return day(int(m["y"] or 0), int(m["m"] or 0), int(m["d"] or 0))


def _in_month(m: _Match, base: date | None, tense: Tense | None) -> Period | None:
    which = int(words("month")[m["m"] or ""])
    if m.get("this") and base:
        # "Last March" is this year's to one reader and last year's to the next, unless only one is possible.
        shift = int(words("relative")[_plain(m["this"])])
        if shift == 0:
            return month(base.year, which)
        if (shift < 0) != (which > base.month) or which == base.month:
            return None
        return month(base.year + shift, which)
    return _in_year(m, base, tense, lambda in_year: month(in_year, which), far=400)


def _in_year(
    m: _Match,
    base: date | None,
    tense: Tense | None,
    make: Callable[[int], Period | None],
    far: int = _FAR,
) -> Period | None:
    """What `make` gives for the year that is named, else for the year that the tense asks for."""
    if m.get("y"):
        return make(int(m["y"] or 0))
    if base is None:
        return None
    if m.get("rel"):
        return make(base.year + int(words("relative")[_plain(m["rel"])]))
    around = [p for p in map(make, (base.year - 1, base.year, base.year + 1)) if p]
    if tense == "past":
        fit = [p for p in around if p.first <= base][-1:]
    elif tense == "future":
        fit = [p for p in around if p.last >= base][:1]
    else:
        fit, far = around, _NEAR
    near = [p for p in fit if -far <= (p.first - base).days <= far or p.first <= base <= p.last]
    return near[0] if len(near) == 1 else None


def _on_weekday(m: _Match, base: date | None, tense: Tense | None) -> Period | None:
    if base is None:
        return None
    wanted = int(words("weekday")[m["w"] or ""])
    past, future = (
        base - _DAY * ((base.weekday() - wanted) % 7),
        base + _DAY * ((wanted - base.weekday()) % 7),
    )
    if m.get("this"):
        shift = int(words("relative")[_plain(m["this"])])
        if shift == 0:
            return Period(future, future) if tense != "past" else Period(past, past)
        found = past - _DAY * 7 if past == base and shift < 0 else past
        if shift > 0:
            found = future + _DAY * 7 if future == base else future
        monday = base - _DAY * base.weekday()
        # "Next Thursday", written on a Monday, may be this week's or the next one's.
        clear = _plain(m["this"]) == "this past" or not monday <= found < monday + _DAY * 7
        return Period(found, found) if clear else None
    if tense is None:
        return None
    return Period(past, past) if tense == "past" else Period(future, future)


def _unit(at: date, unit: str) -> Period | None:
    """The day, week, month, quarter, year or decade that a day lies in."""
    if unit == "day":
        return Period(at, at)
    if unit == "week":
        monday = at - _DAY * at.weekday()
        return Period(monday, monday + _DAY * 6)
    if unit == "weekend":
        saturday = at - _DAY * at.weekday() + _DAY * 5
        return Period(saturday, saturday + _DAY)
    if unit == "month":
        return month(at.year, at.month)
    if unit == "quarter":
        first = (at.month - 1) // 3 * 3 + 1
        return Period(date(at.year, first, 1), month(at.year, first + 2).last)
    if unit == "year":
        return year(at.year)
    return Period(date(at.year // 10 * 10, 1, 1), date(at.year // 10 * 10 + 9, 12, 31))


def _shifted(at: date, unit: str, count: int) -> date | None:
    """A day so many units later; None outside the calendar."""
    if unit in ("day", "week", "weekend"):
        return at + _DAY * count * (1 if unit == "day" else 7)
    months = at.year * 12 + at.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    if not 12 <= months < 9999 * 12:
        return None
    in_year, which = divmod(months, 12)
    return date(in_year, which + 1, min(at.day, calendar.monthrange(in_year, which + 1)[1]))


def _in_unit(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    if base is None:
        return None
    shift = int(words("relative")[_plain(m["this"])]) if m.get("this") else 0
    unit = m["u"] or ""
    if unit == "day":
        return None  # "this day" is the day told of
    at = _shifted(base, unit, shift)
    found = _unit(at, unit) if at else None
    if unit == "weekend" and found and shift and found.first <= base <= found.last:
        return None
    return found


def _spell(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    """The time from now or up to now: "the next 12 months", "the past year", "within two weeks"."""
    if base is None:
        return None
    back = m["way"] in ("past", "last", "previous")
    there = _shifted(base, m["u"] or m.get("one") or "", (-1 if back else 1) * _number(m.get("n") or "one"))
    if there is None:
        return None
    return Period(there, base) if back else Period(base, there)


def _ago(m: _Match, base: date | None, tense: Tense | None) -> Period | None:
    forward = m.get("ago") is None
    if base is None or (forward and tense != "future"):
        return None  # "built in two years": how long it took
    at = _shifted(base, m["u"] or "", _number(m["n"]) * (1 if forward else -1))
    return _unit(at, m["u"] or "") if at else None


def _on_day_word(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    at = base + _DAY * int(words("day")[_plain(m["word"])]) if base else None
    return Period(at, at) if at else None


def _in_part(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    """A quarter or a half of a year."""
    in_year = int(m["y"] or 0) if m["y"] else None
    if in_year is None and base is not None:
        in_year = base.year + (int(words("relative")[_plain(m["rel"])]) if m["rel"] else 0)
    if in_year is None:
        return None
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}.get(_plain(m["nth"])[:6])
    if nth is None:
        nth = int(m["nth"] or 0)
    size = 3 if m["u"] == "quarter" else 6
    nth = nth or 12 // size
    if nth * size > 12:
        return None
    return Period(date(in_year, (nth - 1) * size + 1, 1), month(in_year, nth * size).last)


def _in_years(m: _Match, base: date | None, tense: Tense | None) -> Period | None:  # noqa: ARG001
    first = int(m["y"] or 0)
    if m.get("s"):
        return Period(date(first, 1, 1), date(first + 9, 12, 31)) if first % 10 == 0 else None
    last = int(m.get("y2") or first)
    if last < 100:
        last += first // 100 * 100
    return Period(date(first, 1, 1), date(last, 12, 31)) if first <= last else None


def _number(text: str | None) -> int:
    text = _plain(text)
    return int(text) if text.isdigit() else _numbers()[text]


def _plain(text: str | None) -> str:
    return " ".join((text or "").lower().split())


#: In order: what comes first is tried first, so longer forms stand before their parts.
_RULES: tuple[tuple[str, _Rule], ...] = (
    (rf"(?P<y>{_Y})-(?P<m>\d\d)-(?P<d>\d\d)", _on_iso),
    (rf"(?P<d>{_D}){_TH}\s?(?:-|–|to)\s?(?P<d2>{_D}){_TH}\s(?P<m>{_M})\b{_ITS_YEAR}", _on_day),
    (rf"(?P<m>{_M})\s(?P<d>{_D}){_TH}\s?(?:-|–|to)\s?(?P<d2>{_D})(?!\w){_ITS_YEAR}", _on_day),
    (rf"{_OF_DAY}(?:(?P<w>{_W}),?\s(?:the\s)?)?(?P<d>{_D}){_TH}(?:\sof)?\s(?P<m>{_M})(?!\w){_ITS_YEAR}", _on_day),
    (rf"{_OF_DAY}(?:(?P<w>{_W}),?\s)?(?P<m>{_M})\s(?P<d>{_D}){_TH}(?![\d,.]*\d){_ITS_YEAR}", _on_day),
    (rf"{_OF_DAY}(?:(?P<w>{_W}),?\s)?(?P<m>{_M})\s(?P<d>{_D}){_TH},\s(?P<y>{_Y})", _on_day),
    (rf"{_EDGE}(?P<m>{_M})(?!\w){_ITS_YEAR}", _in_month),
    (rf"{_EDGE}(?P<y>{_Y})\b", _in_years),
    (rf"{_EDGE}(?:the|(?P<this>{_REL}))\s(?P<u>week|month|year|decade|quarter)\b", _in_unit),
    (rf"(?P<this>{_REL})\syear(?:-|’s |'s |\s)end\b", lambda m, b, t: _in_unit({**m, "u": "year"}, b, t)),
    (r"(?:the\s)?(?:year-end|year['’]s end|year end)\b", lambda m, b, t: _in_unit({**m, "u": "year"}, b, t)),
    (rf"{_PART}(?:(?P<this>{_REL})\s)?(?P<m>{_M})(?!\w){_ITS_YEAR}", _in_month),
    (rf"(?i:the\s)?(?P<nth>{_NTH})\s(?P<u>quarter|half)\sof\s{_OF_YEAR}", _in_part),
    (rf"{_PART}(?:the\s)?{_OF_DAY}(?:(?P<this>{_REL})\s)?(?P<w>{_W})\b{_HOURS}", _on_weekday),
    (rf"(?P<word>(?i:{_any('day')}))\b", _on_day_word),
    (rf"(?i:the|this)\s(?P<way>past|last|previous|next|coming)\s(?:(?P<n>{_N})\s(?P<u>day|week|month|year|decade)s?|(?P<one>day|week|month|year|decade))\b", _spell),
    (rf"(?P<way>(?i:within))\s(?:the\s)?(?P<n>{_N})\s(?P<u>day|week|month|year|decade)s?\b", _spell),
    (rf"{_PART}(?P<this>{_REL})\s(?P<u>{_UNIT})\b", _in_unit),
    (rf"(?P<n>{_N})\s(?P<u>day|week|month|year|decade)s?\s(?P<ago>ago)\b", _ago),
    (rf"(?i:in)\s(?P<n>{_N})\s(?P<u>day|week|month|year|decade)s?(?:['’]\stime)?\b", _ago),
    (rf"(?i:the\s)?(?P<y>{_Y})(?P<s>s)\b", _in_years),
    (rf"(?P<y>{_Y})\s?[-–]\s?(?P<y2>{_Y}|\d\d)(?![\d-])", _in_years),
    (rf"{_PART}(?P<y>{_Y})(?![\d,.-]*\d)\b", _in_years),
)  # fmt: skip


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], _Rule], ...]:
    return tuple((re.compile(pattern), rule) for pattern, rule in _RULES)


@cache
def _pattern() -> re.Pattern[str]:
    """A preposition, a date, and for "from" and "between" a second one."""
    point = "(?:" + "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern) for pattern, _ in _RULES) + ")"
    prepositions = "|".join(
        re.escape(w).replace(r"\ ", r"\s") for w in sorted(words("preposition"), key=len, reverse=True)
    )
    return re.compile(
        rf"(?<![\w$€£.,/-])(?:(?P<prep>(?i:{prepositions}))\s(?:the\s)?)?(?P<first>{point})"
        rf"(?:\s?(?P<joint>to|until|till|through|and|or|[-–—])\s?(?:the\s)?(?P<second>{point}))?(?![\w%])"
    )


@cache
def _hint() -> re.Pattern[str]:
    """A word that every date has one of: most sentences have none, and are done with."""
    return re.compile(rf"{_Y}|\b(?:{_M}|{_W})|(?i:\b(?:{_UNIT}|{_any('day')})s?\b)")


@lru_cache(maxsize=512)
def expressions(text: str) -> tuple[Expression, ...]:
    """The temporal expressions of a text, in order; those that give no date ("every Monday") are left out."""
    return tuple(_expressions(text)) if _hint().search(text) else ()


def _expressions(text: str) -> Iterator[Expression]:
    for m in _pattern().finditer(text):
        makes = words("preposition").get(_plain(m["prep"]), "")
        end, second, joint = m.end(), m["second"], m["joint"] or ""
        if makes == "vague" or joint == "or" or re.match(r"\s(?:or|and)\s" + _W, text[end:]):
            continue
        if second is not None and not (
            (makes == "between") == (joint == "and") and (makes in ("between", "from", "") or joint in "-–—")
        ):
            continue  # "on Monday and Tuesday": more than one date
        if second is None and makes == "between":
            continue
        found = Expression(m.start(), m.start("first"), end, m["first"], second, makes)
        yield found if makes else found.alone()


def period(found: Expression, base: date | None, tense: Tense | None) -> Period | None:
    """The days that an expression stands for in an article of this day; None where that is not certain."""
    if found.second is not None:
        last = _point(found.second, base, tense)
        if last is None:
            return None
        # "From January to March 2025": the first takes its year from the second.
        first = _point(found.first, last.first, "past")
        return None if first is None or first.first > last.first else Period(first.first, last.last)
    point = _point(found.first, base, "past" if found.makes == "since" else tense)
    if point is None or _RANGE.search(found.first) or found.makes in ("at", "bare", "", "for", "within"):
        return point
    if found.makes == "until":
        return Period(date.min, point.last)
    if found.makes == "before":
        # "Before the end of the month" may still be on its last day.
        edge = re.search(r"\b(?:end|close)\b", found.first)
        return Period(date.min, point.last if edge else point.first - _DAY)
    return Period(point.first if found.makes in ("from", "since") else point.last + _DAY, date.max)


def _point(text: str, base: date | None, tense: Tense | None) -> Period | None:
    for pattern, rule in _compiled():
        if m := pattern.fullmatch(text):
            return rule(m.groupdict(), base, tense)
    return None

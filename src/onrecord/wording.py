"""Values in plain words, for whoever reads a report or a table: numbers, sums, parties, stages, sources."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Figure, Item, Money, Party, Quantity, Reading, Span, Stage, State, Statement, When

#: The way of a decision, from the first thought to the deed. What was asked for, refused or withdrawn stands beside it.
_LADDER: tuple[Stage, ...] = ("considered", "planned", "proposed", "pledged", "approved", "underway", "done")
#: From here on a sum is said in words; the names are those of the short scale, which the English-language press uses.
_LARGE = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def place(span: Span) -> str:
    """Where a span stands: "text 12–20"."""
    return f"{span.field} {span.start}–{span.end}"


def places(spans: Sequence[Span]) -> str:
    """Where several spans stand: "text 12–20, text 30–35"."""
    return ", ".join(place(span) for span in spans)


def number(value: float) -> str:
    """A number in digits: "1,200", "0.5"."""
    return f"{value:,.15g}"


def bounds(value: float | None, least: float | None, most: float | None, state: State) -> str:
    """A number, range or bound: "about 20", "10–15", "at least 3"; empty where there is none."""
    if value is not None:
        return ("about " if state == "approximate" else "") + number(value)
    if least is not None and most is not None:
        return f"{number(least)}–{number(most)}"
    if least is not None:
        return f"at least {number(least)}"
    if most is not None:
        return f"at most {number(most)}"
    return ""


def figure(given: Figure) -> str:
    """A figure with its unit: "about 40 percent"."""
    words = bounds(given.value, given.min, given.max, given.state) or "not disclosed"
    return f"{words} {given.unit}" if given.unit else words


def quantity(given: Quantity) -> str:
    """How many: "12,000 rounds", "at most 31", "an undisclosed number"; empty where the words give no number for sure."""
    words = bounds(given.value, given.min, given.max, given.state)
    if not words:
        return "an undisclosed number" if given.state == "undisclosed" else ""
    if not given.unit:
        return words
    return f"{words} {given.unit if given.value == 1 else _plural(given.unit)}"


def item(given: Item) -> str:
    """An item with its quantity: "2 batteries of Patriot missiles", "16 anti-ship missiles"."""
    many = quantity(given.quantity) if given.quantity is not None else ""
    if not many:
        return given.name
    counted = given.quantity is not None and given.quantity.unit is not None
    return f"{many} of {given.name}" if counted or many.startswith("an ") else f"{many} {given.name}"


def money(given: Money) -> str:
    """A sum: "about 640 million EUR"; the article's own words where they leave amount or currency open."""
    if given.amount is None or given.currency is None:
        return f"“{given.span.text}”"
    size, name = next(((size, f" {name}") for size, name in _LARGE if abs(given.amount) >= size), (1, ""))
    words = f"{number(given.amount / size)}{name} {given.currency}"
    return f"about {words}" if given.state == "approximate" else words


def when(given: When) -> str:
    """A time in words: "2025-03-06", "by 2027-12-31", "2025-03-03 to 2025-03-09"."""
    first, _, last = given.value.partition("/")
    if not last:
        return first
    if first == "..":
        return f"by {last}"
    return f"from {first}" if last == ".." else f"{first} to {last}"


def parties(those: Sequence[Party]) -> str:
    """Their names as one reads them out: "Finland, Sweden and Latvia"."""
    return listed([party.name for party in those])


def listed(names: Sequence[str]) -> str:
    """Names as one reads them out."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def ladder(stage: Stage) -> str:
    """The stages of a decision with the one that it has reached in brackets; one beside the ladder stands alone.

    >>> ladder("pledged")
    'considered - planned - proposed - [pledged] - approved - underway - done'
    >>> ladder("refused")
    '[refused]'
    """
    if stage not in _LADDER:
        return f"[{stage}]"
    return " - ".join(f"[{rung}]" if rung == stage else rung for rung in _LADDER)


def source(statement: Statement, *, role: bool = True) -> str:
    """Who says it: "Kari Solberg, Defence Minister", "two officials (not named)"."""
    if statement.speaker is not None:
        return ", ".join(filter(None, (statement.speaker.name, statement.speaker.role if role else None)))
    return f"{statement.described.text} (not named)" if statement.described is not None else "nobody named"


def on_whose_word(reading: Reading, attribution: int | None, *, role: bool = True) -> str:
    """Whose word an event or effect rests on; the article's own where it is on nobody's."""
    return "the article" if attribution is None else source(reading.statements[attribution], role=role)


def _plural(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in tuple("aeiou"):
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("x", "z", "ch", "sh")) else "s")

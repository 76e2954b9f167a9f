"""Whether the body bears the headline out: the first thing in a report."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType
from rich.text import Text

from onrecord.model import Claim, Reading, Verdict
from onrecord.report.layout import heading, indented, words_at

_SUMMARY: dict[Verdict, str] = {
    "supported": "The headline is borne out",
    "overstated": "The headline says more than the body",
    "contradicted": "The headline is not borne out: the body says the opposite",
    "unsupported": "The headline is not borne out: the body does not speak of it",
    "uncheckable": "The headline claims nothing that can be checked",
}
_CLAIM: dict[Verdict, tuple[str, str]] = {
    "supported": ("borne out", "green"),
    "overstated": ("not fully borne out", "yellow"),
    "contradicted": ("not borne out", "red"),
    "unsupported": ("not borne out", "red"),
    "uncheckable": ("nothing to check", "dim"),
}


def verdict(reading: Reading) -> Iterable[RenderableType]:
    """The verdict on the headline, then each of its claims with the reason and the sentences that decide it."""
    if reading.headline is None:
        return
    yield heading(_SUMMARY[reading.headline.verdict])
    for claim in reading.headline.claims:
        yield indented(_claim(claim))
        for span in claim.evidence:
            yield indented(words_at([span]), 4)
    yield Text()


def _claim(claim: Claim) -> Text:
    """One line: "“Norway sends tanks”: not borne out. The body says that it weighs it."."""
    words, style = _CLAIM[claim.verdict]
    line = Text(f"“{claim.span.text}”", style="bold")
    line.append(f"  [{claim.span.field} {claim.span.start}–{claim.span.end}]  ", style="not bold dim")
    line.append(words, style=f"not bold {style}")
    line.append(f": {_inside(claim.reason)}" if claim.reason else "", style="not bold")
    return line


def _inside(reason: str) -> str:
    """The reason as it goes on after a colon: "The body says ..." without its capital; names keep theirs."""
    first, _, _ = reason.partition(" ")
    return reason[:1].lower() + reason[1:] if first in {"The", "It", "A", "An", "No", "Nothing"} else reason

"""Headlines made from headlines, so that the network sees more contradictions than the challenge has.

Turned into its opposite, a headline that the body agreed with is one that it disagrees with. A headline that calls a
claim false agrees with the body that disagrees with the claim, and the other way about.
"""

from __future__ import annotations

import random
import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("opposites.tsv")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?![\w]|[.,]\d)")
_VERB = re.compile(r"\b(is|are|was|were|will|has|have|can|could|may|did|does)\b", re.IGNORECASE)
_DENIALS = (
    "No, {}", "{}: hoax", "{}? It is not true", "Report that {} is false", "Fake: {}", "{} is a hoax", "Rumour that {} debunked",
    "{}, claim denied", "{}? Not so",
)  # fmt: skip


@cache
def opposites() -> dict[str, str]:
    """Words and their opposites, each way; the first of several."""
    found: dict[str, str] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            a, b = line.split("\t")
            found.setdefault(a, b)
            found.setdefault(b, a)
    return found


def denied(headline: str, rng: random.Random) -> str:
    """The headline of a report that the claim is false."""
    return rng.choice(_DENIALS).format(headline.rstrip(" .?!"))


def turned(headline: str, rng: random.Random) -> str | None:
    """The headline with one number, word or verb turned into its opposite; None where there is none to turn."""
    ways: list[str] = []
    for match in _NUMBER.finditer(headline):
        value = int(match[0])
        other = rng.choice([v for v in (value * 3 + 1, value // 3, value * 10, value + 7) if v != value])
        ways.append(f"{headline[: match.start()]}{other}{headline[match.end() :]}")
    for match in re.finditer(r"[^\W\d_]+(?:'t)?", headline):
        if opposite := opposites().get(match[0].lower()):
            new = opposite.capitalize() if match[0][0].isupper() else opposite
            ways.append(f"{headline[: match.start()]}{new}{headline[match.end() :]}")
    if verb := _VERB.search(headline):
        ways.append(f"{headline[: verb.end()]} not{headline[verb.end() :]}")
    return rng.choice(ways) if ways else None


def derived(headline: str, stance: str, rng: random.Random) -> tuple[str, str] | None:
    """A headline made from this one, with the stance of the same body to it; None where there is none to be made."""
    if stance == "disagree":
        return denied(headline, rng), "agree"
    if stance == "discuss":  # a body that takes no side takes none to the denial either
        return denied(headline, rng), "discuss"
    if stance == "agree":
        new = turned(headline, rng) if rng.random() < 0.6 else denied(headline, rng)
        return (new, "disagree") if new else None
    return None

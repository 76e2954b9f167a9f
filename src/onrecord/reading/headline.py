"""Does the headline hold: each of its claims held against what the body says.

Two judges: the comparison of events (the same actors and matter at an earlier stage, denied, or fewer), and a network
that reads headline and sentences together. The first is asked first, since it can name its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Claim, Event, HeadlineCheck, Item, Stage, Verdict
from onrecord.reading import knowledge
from onrecord.reading.evidence import key, telling, words_of
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.index import table
from onrecord.reading.quantities import Quantity, quantities

#: From worst to best; the headline's verdict is the worst of its claims'.
_WORST: tuple[Verdict, ...] = ("contradicted", "unsupported", "overstated", "supported", "uncheckable")
_RANK: dict[Stage, int] = {
    "requested": 0, "considered": 1, "planned": 2, "proposed": 3, "pledged": 5, "approved": 5, "underway": 6, "done": 7,
}  # fmt: skip
_STOPPED = frozenset(("refused", "withdrawn"))
#: The least stage that a plain present tense in a headline claims.
_PROMISED = 5
_PARTS = re.compile(r"\s*(?:;|\s[–—-]\s|—|\s\|\s|:(?=\s)|(?<=[a-z])\.(?=\s+[A-Z])|(?<=\?)\s)\s*")
_AS = re.compile(r",?\s+(?:as|while|amid)\s+|,\s+")
#: Types that one news item can be told under.
_AKIN = (frozenset(("AID", "MOBILIZE")), frozenset(("AGREE", "CONSULT")), frozenset(("MOBILIZE", "RETREAT")))
_CLOSE = 0.1
_SMALL = 3
_ALL = frozenset(("all", "every", "entire", "total", "whole", "both"))


class Judge(Protocol):
    """A second opinion: anything that says how a headline stands to sentences read together."""

    @property
    def labels(self) -> Sequence[str]:
        """Of "unrelated", "discuss", "agree" and "disagree", in the order of the probabilities."""
        ...

    def judge_together(self, headline: str, sentences: Sequence[str]) -> Iterable[float]:
        """The probability of each label."""
        ...


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict on one claim, with its reason and the events and sentences that decide it."""

    verdict: Verdict
    reason: str
    evidence: tuple[model.Span, ...] = ()


def check(
    article: Article,
    title: Doc,
    body: Doc,
    claimed: Sequence[Event],
    told: Sequence[Event],
    judge: Judge | None = None,
) -> HeadlineCheck:
    """The verdict on a headline.

    claimed  the events of the headline
    told     those of the body
    judge    a second opinion on what the events do not decide
    """
    sentences = [s for s in body.sents if s.text.strip()]
    pieces = parts(title)
    claims = tuple(
        _claim(article, part, body, sentences, claimed, told, judge, topic=_is_topic(pieces, i))
        for i, part in enumerate(pieces)
    )
    verdicts = [c.verdict for c in claims] or ["uncheckable"]
    return HeadlineCheck(verdict=min(verdicts, key=_WORST.index), claims=claims)


def recased(headline: str, text: str) -> str:
    """A headline in capitals as a sentence has it, so that it can be parsed; every character keeps its place.

    A word keeps its capital where the text has it only so.
    """
    words = [w for w in _CASED.findall(headline) if len(w) > 3]
    if len(words) < 2 or sum(w[0].isupper() for w in words) < _CAPITALS * len(words):
        return headline
    known = set(_CASED.findall(text))

    def plain(match: re.Match[str]) -> str:
        word = match[0]
        low, title = word.lower(), word.capitalize()
        new = word if word in known and low not in known else low if low in known else None
        if new is None and (title in known or _is_name(title)):
            new = title
        if new is None:
            new = word if len(word) < _CAPITAL_WORD and word.isupper() else low
        return new if len(new) == len(word) else word

    first = headline[: len(headline) - len(headline.lstrip())]
    body = _CASED.sub(plain, headline[len(first) :])
    return first + body[:1].upper() + body[1:] if len(body[:1].upper()) == 1 else headline


_CASED = re.compile(r"[^\W\d_]+(?:[.’'][^\W\d_]+)*\.?")
#: The share of capitalised words that makes a headline one in capitals, and what is an acronym at most.
_CAPITALS, _CAPITAL_WORD = 0.8, 4


def _is_name(word: str) -> bool:
    return (
        knowledge.country(word) is not None
        or knowledge.demonym(word) is not None
        or knowledge.capital(word) is not None
    )


def parts(title: Doc) -> list[Span]:
    """The claims of a headline: "A; B" makes two, and so does "A as B" where both have a verb."""
    found: list[Span] = []
    for start, end in _pieces(title.text):
        span = title.char_span(start, end, alignment_mode="expand")
        if span is not None:
            found += _clauses(span)
    return found or [title[:]]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in _PARTS.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _clauses(span: Span) -> list[Span]:
    """A part cut at "as" or a comma, where what stands on either side has a verb of its own."""
    for gap in _AS.finditer(span.text):
        left = span.doc.char_span(span.start_char, span.start_char + gap.start(), alignment_mode="expand")
        right = span.doc.char_span(span.start_char + gap.end(), span.end_char, alignment_mode="expand")
        if left is None or right is None or len(left) < 2 or len(right) < 2:
            continue
        if (
            (_has_verb(left) or " as " in gap[0])
            and _has_verb(right)
            and not _only_says(right)
            and not _only_says(left)
        ):
            return [left, *_clauses(right)]
    return [span]


def _is_topic(pieces: Sequence[Span], at: int) -> bool:
    """Whether a part without a verb only says what the teaser behind it is about: "Ash over the Azores: what we know"."""
    if at + 1 >= len(pieces) or _has_verb(pieces[at]):
        return False
    return claims_nothing(pieces[at + 1].text)


def _has_verb(span: Span) -> bool:
    return any(t.pos_ == "VERB" and t.dep_ not in ("amod", "compound") for t in span)


def _only_says(span: Span) -> bool:
    """Whether a part says no more than who says it: ", army says"."""
    return len(span) <= 4 and any(
        t.lemma_.lower() in ("say", "warn", "report", "tell", "claim") for t in span
    )


@cache
def _teasers(kind: str) -> tuple[str, ...]:
    return tuple(words for words, k, _ in table("teasers.tsv", 3) if k == kind)


def claims_nothing(text: str) -> bool:
    """Whether a part of a headline is a question, a teaser or a rubric."""
    plain = " ".join(text.replace("’", "'").lower().split()).strip(" .:!–—-|")
    if plain.endswith("?") or not plain:
        return True
    if plain in _teasers("label") or any(plain.startswith(f"{w} ") or plain == w for w in _teasers("first")):
        return True
    return any(w in plain for w in _teasers("inside"))


def _claim(
    article: Article,
    part: Span,
    body: Doc,
    sentences: Sequence[Span],
    claimed: Sequence[Event],
    told: Sequence[Event],
    judge: Judge | None,
    *,
    topic: bool,
) -> Claim:
    span = article.span("headline", part.start_char, part.end_char)
    mine = [e for e in claimed if e.trigger in span]
    found = next(
        (f for e in mine if (f := by_event(e, told, part)) is not None and f.verdict != "supported"), None
    )
    if topic or (claims_nothing(part.text) and (found is None or part.text.rstrip().endswith("?"))):
        return Claim(span=span, verdict="uncheckable", reason="It claims nothing that could be checked.")
    found = found or by_number(part, body, article)
    found = found or next((f for e in mine if (f := by_event(e, told, part)) is not None), None)
    found = found or by_words(article, part, sentences, judge)
    return Claim(span=span, verdict=found.verdict, reason=found.reason, evidence=found.evidence)


def by_event(event: Event, told: Sequence[Event], part: Span) -> Found | None:
    """What the body's events of the same matter say of one that the headline claims; None where there are none."""
    same = [e for e in told if is_same_matter(event, e)]
    same = [e for e in same if e.type == event.type] or same
    if not same:
        return None
    evidence = tuple(dict.fromkeys(s for e in same[:3] for s in e.evidence[:1]))
    live = [e for e in same if not e.negated and e.stage not in _STOPPED]
    denied = event.negated or event.stage in _STOPPED
    if denied:
        if not live or any(e.negated or e.stage in _STOPPED for e in same):
            return Found("supported", "The body says the same.", evidence)
        return Found("contradicted", f"The body says that it is {_in_words(live[0])}.", evidence)
    if not live:
        first = same[0]
        return Found("contradicted", f"The body says that it is {_in_words(first)}.", evidence)
    best = max(live, key=lambda e: _RANK[e.stage])
    evidence = tuple(dict.fromkeys((*best.evidence[:1], *evidence)))[:3]
    if _RANK[event.stage] >= _PROMISED and _RANK[best.stage] < _PROMISED:
        reason = f"The body says that it is only {_in_words(best)}" + _awaits(live)
        return Found("overstated", reason + ".", evidence)
    if (
        _RANK[event.stage] >= _PROMISED
        and any(e.approver for e in live)
        and _RANK[best.stage] < _RANK["approved"]
    ):
        return Found(
            "overstated", f"The body says that it is {_in_words(best)}" + _awaits(live) + ".", evidence
        )
    if (fewer := _fewer(event.items, [i for e in same for i in e.items])) is not None:
        mine, theirs = fewer
        return Found("overstated", f"The body speaks of {theirs}, not of {mine}.", evidence)
    stopped = [e for e in same if e.stage in _STOPPED or e.negated]
    if stopped and any(t.lower_ in _ALL for t in part):
        return Found("overstated", "The body tells of exceptions.", evidence)
    return Found("supported", f"The body says that it is {_in_words(best)}.", evidence)


def is_same_matter(a: Event, b: Event) -> bool:
    """Whether two events are about one matter: akin in type, and not at odds in who, whom and what."""
    if a.type != b.type and not any(a.type in kin and b.type in kin for kin in _AKIN):
        return False
    hits = 0
    for mine, theirs in ((a.actor, b.actor), (a.recipient, b.recipient)):
        x, y = ({p.country for p in side if p.country} for side in (mine, theirs))
        if x and y:
            if not x & y:
                return False
            hits += 1
    x, y = (
        {key(w) for i in e.items for w in (*words_of(i.name), *((i.category,) if i.category else ()))}
        for e in (a, b)
    )
    if x and y:
        hits += 1 if x & y else -1
    if (b.negated or b.stage in _STOPPED) and not x & y and a.frame != b.frame and a.stage not in _STOPPED:
        return False  # another act that the same did not do
    return hits > (0 if a.type == b.type else 1)


def _in_words(event: Event) -> str:
    """How far an event has got, for a sentence."""
    if event.negated:
        return "not so"
    said = {"requested": "asked for", "withdrawn": "called off", "pledged": "promised"}
    return said.get(event.stage, event.stage)


def _awaits(events: Sequence[Event]) -> str:
    name = next((e.approver.name for e in events if e.approver is not None), None)
    return f", and that {name} still has to agree" if name else ""


def _fewer(claimed: Sequence[Item], told: Sequence[Item]) -> tuple[str, str] | None:
    """The numbers of a thing that the headline has more of than the body."""
    for item in claimed:
        mine = _most(item)
        heads = {key(w) for w in words_of(item.name)}
        theirs = [
            n for t in told if heads & {key(w) for w in words_of(t.name)} and (n := _most(t)) is not None
        ]
        if mine is not None and theirs and mine > max(theirs) * (1 + _CLOSE):
            return f"{mine:,.0f}", f"{max(theirs):,.0f}"
    return None


def _most(item: Item) -> float | None:
    q = item.quantity
    if q is None:
        return None
    return next((n for n in (q.value, q.max, q.min) if n is not None), None)


def by_number(part: Span, body: Doc, article: Article) -> Found | None:
    """A number of the headline that the body does not have."""
    mine = [
        q
        for q in quantities(part.doc)
        if part.start <= q.start < part.end and q.value is not None and q.value > _SMALL
    ]
    if not mine:
        return None
    numbers = [(n, q) for q in quantities(body) for n in (q.value, q.min, q.max) if n is not None]
    for q in mine:
        if any(abs(n - q.value) <= _CLOSE * max(n, q.value) for n, _ in numbers):  # type: ignore[type-var,operator]
            continue
        if any(part.doc[q.start].text.strip("$€£") == t.text for t in body):
            continue
        like = [(n, other) for n, other in numbers if _counts_alike(q, other)]
        if not like:
            continue
        n, other = max(like, key=lambda x: x[0])
        sentence = _sentence(article, body[other.start].sent)
        shown = f"The body has {body[other.start : other.end].text}, not {part.doc[q.start : q.end].text}."
        return Found("overstated" if q.value > n else "contradicted", shown, (sentence,))  # type: ignore[operator]
    return None


def _counts_alike(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers count the same: one noun, or one of them people without a noun ("saves 300")."""
    if a.unit or b.unit:
        return a.unit == b.unit
    if a.head is not None and b.head is not None:
        if key(a.head.text) == key(b.head.text):
            return True
        kind = item_category(a.head)
        return kind is not None and kind == item_category(b.head)
    return b.head is not None and b.head.lemma_.lower() in (
        "people",
        "passenger",
        "person",
        "man",
        "woman",
        "child",
    )


def by_words(article: Article, part: Span, sentences: Sequence[Span], judge: Judge | None) -> Found:
    """What the most telling sentences say of a claim that names no event."""
    texts = [s.text.strip() for s in sentences]
    chosen = telling(part.text, texts)
    evidence = tuple(_sentence(article, sentences[i]) for i in chosen[:3])
    share, missing = coverage(part, texts)
    opinion: dict[str, float] = {}
    if judge is not None and texts:
        said = judge.judge_together(part.text, [texts[i] for i in chosen])
        opinion = dict(zip(judge.labels, map(float, said), strict=True))
    if opinion.get("disagree", 0.0) > _SURE:
        return Found("contradicted", "The body says otherwise.", evidence)
    lacking = _unnamed_states(part, texts)
    if (lacking or (missing and share < _COVERED)) and opinion.get("agree", 0.0) < _AGREED:
        return Found("unsupported", f"The body does not speak of {lacking or missing}.", evidence)
    return Found("supported", "The body says the same.", evidence)


#: From these probabilities on the network is believed; chosen on the annotated articles for few false alarms.
_SURE, _AGREED, _COVERED = 0.35, 0.85, 0.34


def _unnamed_states(part: Span, sentences: Sequence[str]) -> str:
    """The first state of a claim that the body does not name in any form; empty where it names all."""
    told = {iso3 for s in sentences for w in words_of(s) if (iso3 := _state(w)) is not None}
    for token in part:
        iso3 = None if knowledge.is_ambiguous(token.text) else _state(token.text)
        if iso3 is not None and iso3 not in told and not any(token.text in s for s in sentences):
            return token.text
    return ""


def _state(word: str) -> str | None:
    country = knowledge.country(word)
    if country is not None:
        return country.iso3
    return knowledge.capital(word) or knowledge.demonym(word)


def coverage(part: Span, sentences: Sequence[str]) -> tuple[float, str]:
    """The share of a claim's nouns, names and verbs that the body has, and the first name or noun it lacks."""
    said = {key(w) for s in sentences for w in words_of(s)}
    telling_words = [
        t for t in part if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") and t.is_alpha and not t.is_stop
    ]
    if not telling_words:
        return 1.0, ""
    lacking = [t for t in telling_words if not _is_said(t, said)]
    nouns = [t.text for t in lacking if t.pos_ in ("NOUN", "PROPN")]
    return 1 - len(lacking) / len(telling_words), nouns[0] if nouns else ""


def _is_said(token: Token, said: set[str]) -> bool:
    k = key(token.text)
    if k in said or key(token.lemma_) in said:
        return True
    return len(k) > 4 and any(w.startswith(k[:5]) for w in said)


def _sentence(article: Article, sentence: Span) -> model.Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return article.span("text", start, start + len(text.strip()))

"""A number of a headline held against the body's numbers for the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc, Span

from onrecord.model import Article
from onrecord.reading.claimed import about, doers, main_word
from onrecord.reading.clauses import subjects
from onrecord.reading.evidence import doubts
from onrecord.reading.extents import says
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.money import codes
from onrecord.reading.likenesses import is_state, keys, likenesses
from onrecord.reading.money import money_of
from onrecord.reading.passages import Body
from onrecord.reading.quantities import Quantity, quantities

#: Up to which share two numbers differ by rounding, and up to what a number without a unit is left alone.
_CLOSE, _SMALL = 0.1, 3
#: The share of a claim's words, by weight, that a sentence must have for its sums and shares to be the claim's; and
#: for its numbers to count against one that stands elsewhere for something else.
_ABOUT, _SURELY = 0.4, 0.5
_PEOPLE = frozenset(("people", "passenger", "person", "man", "woman", "child"))


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A number of the claim and the body's for the same, which is another.

    mine, theirs  as they are written
    sentence      that of the body's
    more          whether the claim has more
    """

    mine: str
    theirs: str
    sentence: Span
    more: bool


def otherwise(part: Span, body: Doc, sentences: Body, article: Article) -> Otherwise | None:
    """The first sum or number of a claim that the body gives otherwise."""
    title = keys(part.doc)
    names = about(part, main_word(part), title)
    shares = dict(zip((s.start for s in sentences.sentences), sentences.shares(names), strict=True))
    return _sum_otherwise(part, sentences, shares, article) or _number_otherwise(
        part, body, sentences, shares, title
    )


def _sum_otherwise(part: Span, body: Body, shares: dict[int, float], article: Article) -> Otherwise | None:
    """The first sum of money of a claim that sentences about the same give otherwise, and no sentence gives so."""
    mine = [m for m, _ in money_of(article, part, field="headline") if m.amount]
    if not mine:
        return None
    told = [(m, s) for s in body.sentences for m, _ in money_of(article, s) if m.amount]
    for m in mine:
        alike = [(t, s) for t, s in told if _is_same_currency(m.currency, t.currency)]
        sizes = [t.amount for t, _ in alike if t.amount]
        size = m.amount or 0.0
        if any(abs(n - size) <= _CLOSE * max(n, size) for n in sizes):
            continue
        if any(abs(a + b - size) <= _CLOSE * size for a, b in combinations(sizes, 2)):
            continue
        near = [(t, s) for t, s in alike if shares.get(s.start, 0.0) >= _ABOUT]
        if near:
            best, sentence = max(near, key=lambda x: shares[x[1].start])
            return Otherwise(m.span.text, best.span.text, sentence, size > (best.amount or 0.0))
    return None


def _is_same_currency(a: str | None, b: str | None) -> bool:
    """Whether two sums can be compared; plain dollars may be anybody's."""
    return None in (a, b) or a == b or ("USD" in (a, b) and str(a)[-1] == str(b)[-1] == "D")


def _number_otherwise(
    part: Span, body: Doc, sentences: Body, shares: dict[int, float], title: Sequence[frozenset[str]]
) -> Otherwise | None:
    told = list(quantities(body))
    for q in quantities(part.doc):
        if not part.start <= q.start < part.end:
            continue
        size = _size(q)
        if size is None or q.unit in codes() or (size <= _SMALL and q.unit is None):
            continue
        mine = _counted(q, part, title)
        like = [t for t in told if _is_like(q, t, mine, sentences, shares)]
        fitting = [t for t in like if _fits(size, t)]
        if fitting and all(_is_of_whole(t) for t in fitting) and not says(part.text, "part"):
            whole = fitting[0]
            said = body[whole.start - 2 : whole.end].text
            return Otherwise(part.doc[q.start : q.end].text, said, body[whole.start].sent, more=True)
        if not like or fitting or _is_sum(size, like):
            continue
        elsewhere = [t for t in told if t not in like and _fits(size, t)] or _as_written(q, body)
        if elsewhere and not _toll(q) and not _surely(q, like, elsewhere, shares):
            continue
        sure = [t for t in like if not _is_doubted(t)] or like
        best = max(sure, key=lambda t: (shares.get(body[t.start].sent.start, 0.0), _size(t) or 0.0))
        theirs = _size(best) or 0.0
        mine_said, their_said = part.doc[q.start : q.end].text, body[best.start : best.end].text
        return Otherwise(mine_said, their_said, body[best.start].sent, size > theirs)
    return None


def _size(q: Quantity) -> float | None:
    return next((n for n in (q.value, q.max, q.min) if n is not None), None)


def _fits(size: float, q: Quantity) -> bool:
    if _is_doubted(q):
        return False
    if q.min is not None and q.max is not None and q.min <= size <= q.max:
        return True
    return any(abs(n - size) <= _CLOSE * max(n, size) for n in (q.value, q.min, q.max) if n is not None)


def _is_doubted(q: Quantity) -> bool:
    """Whether it is only said that the number is wrong: "dismissed talk of 40 dead"."""
    first = q.doc[q.start]
    beside = (t for t in (q.head.children if q.head is not None else ()) if t.dep_ == "amod")
    return any(t.lower_ in doubts() for t in (first, *first.ancestors, *beside))


def _is_sum(size: float, like: Iterable[Quantity]) -> bool:
    sizes = [n for t in like if (n := _size(t)) is not None]
    return any(abs(a + b - size) < 1e-6 * size for a, b in combinations(sizes, 2))


def _as_written(q: Quantity, body: Doc) -> list[Quantity]:
    """The same figures somewhere in the body, where they were not read as a number."""
    text = q.doc[q.start].text.strip("$€£")
    return [q] if any(t.text == text for t in body) else []


def _surely(
    q: Quantity, like: Sequence[Quantity], elsewhere: Sequence[Quantity], shares: dict[int, float]
) -> bool:
    """Whether the body's numbers for the same count although the claim's stands elsewhere, for another thing."""
    if q.head is None or any(t.head is None or t is q for t in elsewhere):
        return False
    return any(shares.get(t.doc[t.start].sent.start, 0.0) >= _SURELY for t in like)


def _counted(q: Quantity, part: Span, title: Sequence[frozenset[str]]) -> frozenset[str]:
    """The keys of what a number of the claim counts: of its noun, else of all its nouns."""
    if q.head is not None and q.head.pos_ != "PROPN":
        return title[q.head.i]
    nouns = [title[t.i] for t in part if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    return frozenset().union(*nouns)


def _is_like(a: Quantity, b: Quantity, mine: frozenset[str], body: Body, shares: dict[int, float]) -> bool:
    """Whether a number of the body counts the same."""
    sentence = b.doc[b.start].sent
    if not (a.unit or b.unit) and _toll(a) & _toll(b):
        return True
    if a.unit or b.unit:
        alike = a.unit == b.unit
        return alike and shares.get(sentence.start, 0.0) >= _ABOUT
    if a.head is not None and b.head is not None:
        if mine & body.keys[b.head.i]:
            return True
        kind = item_category(a.head)
        return kind is not None and kind == item_category(b.head)
    around = frozenset().union(*body.keys[sentence.start : sentence.end])
    if (
        b.head is None
        or b.head.pos_ not in ("NOUN", "PROPN")
        or (a.head is None and shares.get(sentence.start, 0.0) >= _SURELY)
    ):
        return bool(mine & around)
    if b.head.lemma_.lower() in _PEOPLE:
        return True
    return bool(mine & body.keys[b.head.i])


#: Rows of likenesses.tsv by which people are counted without a word for them: "12 dead", "the toll stands at 12".
_TOLLS = frozenset(("die", "hurt", "flee", "crowd"))
_OWN = frozenset(("amod", "compound", "nmod:poss", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))


def _toll(q: Quantity) -> frozenset[str]:
    """Which toll a number is: of the dead, the injured, those who fled or came."""
    head = q.head
    if q.end < len(q.doc) and (direct := likenesses(q.doc[q.end]) & _TOLLS):
        return direct  # "6,200 leave their homes", "12 dead"
    if head is not None and head.pos_ == "VERB":
        return likenesses(head) & _TOLLS
    if head is not None and head.lemma_.lower() not in _PEOPLE:
        return likenesses(head) & _TOLLS
    after = [t for t in q.doc[q.end : q.end + 2] if not t.is_sent_start and t.pos_ in ("ADJ", "VERB", "NOUN")]
    beside = frozenset().union(*(likenesses(t) for t in after)) & _TOLLS
    if beside:
        return beside
    verb = q.doc[q.end - 1]
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    words = [verb, *(w for c in verb.children if c.dep_ in _SUBJECTS for w in (c, *c.children))]
    return frozenset().union(*(likenesses(t) for t in words)) & _TOLLS


def _is_of_whole(q: Quantity) -> bool:
    """Whether the body has a part of what a number counts: "half of the 2,400 soldiers"."""
    before = q.doc[max(0, q.start - 3) : q.start]
    words = [
        t.lower_ for t in before if t.lower_ not in ("the", "its", "their", "his", "her", "those", "these")
    ]
    return len(words) > 1 and words[-1] == "of" and says(words[-2], "part")


def of_others(part: Span, body: Doc, sentences: Body) -> tuple[str, Span] | None:
    """The first number of a claim that the body gives, but of somebody else: the words, and the body's sentence."""
    verb = main_word(part)
    if verb is None:
        return None
    title = keys(part.doc)
    doing = [w for t in subjects(verb) if t in part for w in (t, *t.children) if w == t or w.dep_ in _OWN]
    who = {k for w in doing for k in title[w.i] if is_state(k)}
    told = list(quantities(body))
    for q in quantities(part.doc):
        size = _size(q)
        if not who or not part.start <= q.start < part.end or size is None or size <= _SMALL:
            continue
        same = [t for t in told if _fits(size, t) and (t.unit == q.unit)]
        if same and all(_is_of_others(t, who, sentences) for t in same):
            return body[same[0].start : same[0].end].text, body[same[0].start].sent
    return None


def _is_of_others(q: Quantity, who: set[str], body: Body) -> bool:
    """Whether others do what a number of the body is about, and those of the claim have no part in it."""
    verb = q.doc[q.end - 1]
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    theirs = {k for k in doers(verb, body) if is_state(k)} if verb.pos_ == "VERB" else set()
    beside = {k for w in verb.subtree if w.dep_ != "conj" for k in body.keys[w.i]}
    return bool(theirs) and not theirs & who and not beside & who

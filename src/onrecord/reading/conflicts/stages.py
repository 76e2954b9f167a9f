"""One matter that has happened in one place of an article and has not in another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Conflict, Event, Statement
from onrecord.reading.clauses import is_past
from onrecord.reading.conflicts.context import (
    NOUNS,
    explains,
    is_live,
    one_matter,
    pattern,
    retellings,
    same_voice,
    speaker_at,
)
from onrecord.reading.conflicts.counted import matter_of
from onrecord.reading.dates import date_spans
from onrecord.reading.knowledge.index import plain

#: Where a decision has got to that cannot be both: it was done, and it was not or will not be.
_CARRIED_OUT = frozenset(("done", "underway"))
_NOT_DONE = frozenset(("refused", "withdrawn", "considered"))
_PART = frozenset(
    ("some", "other", "others", "another", "first", "second", "third", "last", "rest", "remaining", "more", "half", "most",
     "similar", "earlier", "previous", "new", "if", "once", "until", "unless", "when")
)  # fmt: skip
_SUBJECTS = frozenset(("nsubj", "nsubj:pass"))
_NOT = frozenset(("not", "n't", "n’t", "never", "no"))
#: How many nouns or numbers two places must share where one of them speaks of "it".
_SHARED = 2


def clashing_stages(
    article: Article, doc: Doc, statements: Sequence[Statement], events: Sequence[Event]
) -> Iterator[Conflict]:
    """One matter that the article has carried out and not carried out."""
    yield from _carried_out(events)
    if not is_live(article.text):
        yield from _to_come(article, doc, statements)
        yield from _undone(article, doc, statements)
        yield from _merely(article, doc)
        yield from _none_at_all(article, doc, statements)


def _carried_out(events: Sequence[Event]) -> Iterator[Conflict]:
    matters: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        if event.attribution is None and event.date is None and event.evidence:
            for item in event.items:
                matters[event.type, plain(item.name)].append(event)
    reported: set[int] = set()
    for (_, what), group in matters.items():
        for one, other in combinations(group, 2):
            if other.trigger.start in reported or one.evidence[0] == other.evidence[0]:
                continue
            if _happened(one) is None or _happened(other) is None or _happened(one) == _happened(other):
                continue
            if not one_matter(one, other) or any(
                explains().search(e.text) for e in (*one.evidence, *other.evidence)
            ):
                continue
            reported.add(other.trigger.start)
            yield Conflict(
                kind="stage", a=one.trigger, b=other.trigger,
                reason=f"“{one.trigger.text}” and “{other.trigger.text}”: both are said of {what}, and only one can be.",
            )  # fmt: skip


def _happened(event: Event) -> bool | None:
    """Whether it has happened; None where it may yet."""
    if event.stage in _CARRIED_OUT:
        return not event.negated
    return False if event.stage in _NOT_DONE else None


@dataclass(frozen=True, slots=True)
class _Deed:
    """Verbs of one kind, and the words that say of their subject that it has not come to that."""

    verbs: frozenset[str]
    against: re.Pattern[str]


@cache
def _deeds() -> tuple[_Deed, ...]:
    return tuple(_Deed(frozenset(r.words), pattern(r.against)) for r in retellings("deed"))


def _undone(article: Article, doc: Doc, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """What has arrived and is still on its way; who was freed and is still held."""
    for deed in _deeds():
        against = list(deed.against.finditer(article.text))
        if not against:
            continue
        done = [t for t in doc if t.pos_ == "VERB" and t.lemma_.lower() in deed.verbs and _has_happened(t)]
        for m in against:
            words = doc.char_span(m.start(), m.end(), alignment_mode="expand")
            subject = _subject_before(words) if words is not None else None
            if words is None or subject is None:
                continue
            for verb in done:
                if verb.sent.start == words.sent.start or (mine := _done_to(verb, words, subject)) is None:
                    continue
                if date_spans(words.sent) and date_spans(verb.sent):
                    continue  # each of its own time
                voices = {speaker_at(verb.idx, statements), speaker_at(m.start(), statements)} - {None}
                if len(voices) > 1:
                    continue
                first, last = sorted((mine.left_edge, verb), key=lambda t: t.idx)
                last = max(last, mine, key=lambda t: t.idx)
                a = article.span("text", first.idx, last.idx + len(last))
                b = article.span("text", subject.left_edge.idx, _end(article, words))
                if a.start > b.start:
                    a, b = b, a
                yield Conflict(kind="stage", a=a, b=b, reason=f"“{a.text}” and “{b.text}”: only one can be.")
                return


def _to_come(article: Article, doc: Doc, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """What the article's own voice has told as done and then announces: "The ferry sailed", "The ferry will sail"."""
    verbs = frozenset().union(*(d.verbs for d in _deeds()), *(r.words for r in retellings("act")))
    told = [t for t in doc if t.pos_ == "VERB" and t.lemma_.lower() in verbs]
    done = [t for t in told if _has_happened(t)]
    if not done:
        return
    for coming in told:
        if not any(c.dep_ == "aux" and c.lower_ in ("will", "'ll", "’ll") for c in coming.children):
            continue
        if any(c.lower_ in _NOT or c.lower_ in ("again", "also", "then") for c in coming.children):
            continue
        theirs = _theme(coming)
        for verb in done:
            if (
                verb.lemma_ != coming.lemma_
                or verb.i > coming.i
                or not _is_known(theirs)
                or verb.sent.start == coming.sent.start
            ):
                continue
            mine = _theme(verb)
            if mine is None or theirs is None or mine.pos_ != "NOUN" or not _one_thing(mine, theirs):
                continue
            if (mine.dep_ == "nsubj") != (theirs.dep_ == "nsubj") or _numbers(theirs) - _numbers(mine):
                continue
            if not same_voice(speaker_at(verb.idx, statements), speaker_at(coming.idx, statements)):
                continue
            a, b = (_told(article, noun, act) for noun, act in ((mine, verb), (theirs, coming)))
            yield Conflict(
                kind="stage", a=a, b=b, reason=f"“{a.text}” in one place, “{b.text}” in the other."
            )
            return


def _numbers(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children if c.dep_ == "nummod"}


def _is_known(noun: Token | None) -> bool:
    """Whether a noun is taken up as known: "the soldiers"."""
    return noun is not None and any(c.lower_ in ("the", "these", "its", "their") for c in noun.children)


def _theme(verb: Token) -> Token | None:
    """What a verb tells of: its object, else its subject."""
    for deps in (("obj",), ("nsubj:pass",), _SUBJECTS):
        if (found := next((c for c in verb.children if c.dep_ in deps), None)) is not None:
            return found
    return None


def _told(article: Article, noun: Token, verb: Token) -> model.Span:
    """The words from a noun to what is told of it, in either order."""
    start, end = min(noun.left_edge.idx, verb.idx), max(noun.idx + len(noun), verb.idx + len(verb))
    return article.span("text", start, end)


def _done_to(verb: Token, words: Span, subject: Token) -> Token | None:
    """What a verb tells of, where it is what the words of the other place are said of.

    "Has yet to approve the loan" speaks of parliament and the loan, "has yet to be approved" of the loan alone.
    """
    subjects = [c for c in verb.children if c.dep_ in _SUBJECTS]
    objects = [c for c in verb.children if c.dep_ == "obj"]
    denied = words[-1] if words[-1].pos_ == "VERB" else words.root
    theirs = next((c for c in denied.children if c.dep_ in ("obj", "obl")), None)
    passive = any(c.dep_ == "nsubj:pass" for c in denied.children) or "be" in {t.lower_ for t in words}
    if objects and not passive and theirs is not None and denied.pos_ == "VERB":
        alike = _one_thing(objects[0], theirs) and any(_one_thing(s, subject) for s in subjects)
        return subjects[0] if alike else None
    found = next((t for t in (objects or subjects) if _one_thing(t, subject)), None)
    return found if found is None or not objects or subjects else None


def _end(article: Article, words: Span) -> int:
    """Where the clause that words stand in comes to its end, or the sentence does."""
    stop = re.search(r"[,.;:!?\n]", article.text[words.end_char :])
    return words.end_char + (stop.start() if stop else 0)


def _has_happened(verb: Token) -> bool:
    """Whether a verb tells as a fact what has happened."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "advmod", "mark")}
    if helpers & _NOT or verb.dep_ not in ("ROOT", "conj", "ccomp", "parataxis"):
        return False
    if helpers & {
        "will",
        "would",
        "could",
        "may",
        "might",
        "can",
        "should",
        "must",
        "to",
        "if",
        "yet",
    } or ("had" in helpers and verb.dep_ != "ccomp"):
        return False
    return is_past(verb)


def _subject_before(words: Span) -> Token | None:
    """The noun that words like "were still in" are said of: the last subject before them in the sentence."""
    before = [t for t in words.doc[words.sent.start : words.start] if t.dep_ in _SUBJECTS]
    last = before[-1] if before else None
    return last if last is not None and last.pos_ in NOUNS else None


def _one_thing(one: Token, other: Token) -> bool:
    """Whether two nouns are of one thing: the same noun, one of them known, and no part of it."""
    if matter_of(one) != matter_of(other):
        return False
    inside = [{t.lower_ for t in noun.subtree} for noun in (one, other)]
    if any(words & _PART for words in inside):
        return False
    kinds = [{t.lemma_.lower() for t in n.children if t.dep_ in ("compound", "amod")} for n in (one, other)]
    known = any(words & {"the", "its", "their", "his", "her"} for words in inside)
    return (known or one.pos_ == "PROPN") and (kinds[0] <= kinds[1] or kinds[1] <= kinds[0])


@cache
def _open() -> re.Pattern[str]:
    return pattern(word for row in retellings("open") for word in row.words)


@cache
def _settled() -> re.Pattern[str]:
    return pattern(word for row in retellings("open") for word in row.against)


def _merely(article: Article, doc: Doc) -> Iterator[Conflict]:
    """What is merely a suggestion in one place and signed off on in another."""
    for m in _open().finditer(article.text):
        words = doc.char_span(m.start(), m.end(), alignment_mode="expand")
        if words is None:
            continue
        start = doc[max(words.sent.start - 1, 0)].sent.start
        paragraph = article.text.rfind("\n\n", 0, m.start())
        matter = _matter(
            doc[max(start, _first_after(doc, start, words.sent.start, paragraph)) : words.sent.end]
        )
        for n in _settled().finditer(article.text):
            done = doc.char_span(n.start(), n.end(), alignment_mode="expand")
            if done is None or done.sent.start == words.sent.start:
                continue
            between = article.text[min(m.end(), n.end()) : max(m.start(), n.start())]
            sentence = done.sent
            told = {t.lower_ for t in sentence}
            if "\n\n" not in between or told & (_PART - {"new"}) or told & _NOT or told & _MAYBE:
                continue
            if date_spans(sentence) or len(_matter(doc[done.start : sentence.end]) & matter) < _SHARED:
                continue
            a, b = (
                article.span("text", w.sent.start_char, w.sent.start_char + len(w.sent.text.rstrip()))
                for w in (words, done)
            )
            if a.start > b.start:
                a, b = b, a
            yield Conflict(kind="stage", a=a, b=b, reason=f"“{m[0]}” in one place, “{n[0]}” in the other.")
            return


_MAYBE = frozenset(
    ("will", "would", "could", "may", "might", "should", "must", "whether", "before", "later", "then", "now")
)


def _first_after(doc: Doc, start: int, end: int, offset: int) -> int:
    return next((i for i in range(start, end) if doc[i].idx > offset), end)


def _matter(words: Span) -> set[str]:
    """What a stretch of text is about: its nouns and numbers."""
    return {
        t.lemma_.lower()
        for t in words
        if t.pos_ in (*NOUNS, "NUM") and not t.is_stop and t.ent_type_ != "DATE"
    }


def _none_at_all(article: Article, doc: Doc, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """What has not been done at all in one place and has in another: "has not sent any troops", "300 troops were sent"."""
    acts = _acts()
    told = [t for t in doc if t.pos_ == "VERB" and t.lemma_.lower() in acts]
    denied = [t for t in told if (noun := _theme(t)) is not None and _is_denied(t, noun)]
    for no in denied:
        for yes in told:
            mine, theirs = _theme(no), _theme(yes)
            if mine is None or theirs is None or yes.sent.start == no.sent.start or not _has_happened(yes):
                continue
            if acts[no.lemma_.lower()] != acts[yes.lemma_.lower()] or matter_of(mine) != matter_of(theirs):
                continue
            if (mine.dep_ == "nsubj") != (theirs.dep_ == "nsubj") or not _one_side(no, yes):
                continue
            voices = [speaker_at(t.idx, statements) for t in (no, yes)]
            if not same_voice(*voices) or any(explains().search(t.sent.text) for t in (no, yes)):
                continue
            a, b = (_told(article, noun, verb) for noun, verb in ((mine, no), (theirs, yes)))
            a, b = sorted((a, b), key=lambda span: span.start)
            yield Conflict(kind="stage", a=a, b=b, reason=f"“{a.text}” and “{b.text}”: only one can be.")
            return


@cache
def _acts() -> dict[str, str]:
    """Of each verb of giving, sending and doing the first of those that tell the same."""
    found = {word: word for row in retellings("deed") for word in row.words}
    return found | {word: row.words[0] for row in retellings("act") for word in row.words}


def _is_denied(verb: Token, noun: Token) -> bool:
    """Whether a verb says that it has not been done to any: "has not sent any troops", "no troops were sent"."""
    perfect = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")} & {
        "has",
        "have",
        "had",
        "been",
        "was",
        "were",
    }
    negated = any(c.lower_ in _NOT for c in verb.children if c.dep_ == "advmod")
    beside = {c.lower_ for c in noun.children}
    return bool(perfect) and ((negated and "any" in beside) or (not negated and "no" in beside))


def _one_side(one: Token, other: Token) -> bool:
    """Whether the same does it to the same, as far as the two clauses name anybody."""
    sides = []
    for verb in (one, other):
        by = {
            t.lemma_.lower()
            for t in verb.children
            if t.dep_ in (*_SUBJECTS, "obl:agent") and t.pos_ == "PROPN"
        }
        to = {
            t.lemma_.lower()
            for t in verb.subtree
            if t.dep_ == "obl" and t.ent_type_ in ("LOCATION", "NORP", "ORGANIZATION")
        }
        sides.append((by, to))
    (by, to), (by_other, to_other) = sides
    return (not by or not by_other or by == by_other) and to == to_other and bool(to or (by & by_other))

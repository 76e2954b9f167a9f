"""When an event happens: the temporal expression that belongs to its trigger, resolved against the day of publication."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from onrecord.model import Article, Field, When
from onrecord.reading.periods import Expression, Period, Tense, expressions, period, words

#: How a date depends on what it dates.
_DATES = frozenset(
    (
        "obl",
        "obl:unmarked",
        "obl:tmod",
        "nmod",
        "nmod:unmarked",
        "nmod:tmod",
        "nmod:poss",
        "nmod:desc",
        "advmod",
        "compound",
        "amod",
        "nummod",
        "dep",
    )
)
_NOUNS = frozenset(("NOUN", "PROPN"))
#: A date behind one of these, which the parse hangs on the thing, belongs to the verb: "sent to Kyiv in March".
_THINGS = frozenset(("LOCATION", "EQUIPMENT", "VESSEL", "MONEY", "FACILITY"))
_FUTURE = frozenset(
    (
        "will",
        "'ll",
        "’ll",
        "wo",
        "shall",
        "would",
        "'d",
        "’d",
        "may",
        "might",
        "could",
        "can",
        "should",
        "must",
        "to",
    )
)
_PAST = frozenset(("was", "were", "did", "had", "have", "has", "having", "'ve", "’ve"))
_NOT = frozenset(("not", "n't", "n’t", "never"))
#: Relative words in a clause under a verb that is dated further back than this are counted from there, not from today.
_THE_SAME_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """A temporal expression in a Doc.

    span      its words, with the preposition
    root      the word of it that hangs on what it dates
    governor  what it dates; None where the expression is the predicate ("The vote is on Monday")
    """

    expression: Expression
    span: Span
    root: Token
    governor: Token | None


def date_of(article: Article, trigger: Token) -> When | None:
    """When the event that a trigger names happens; None where the text does not say, or not for certain.

    Relative dates ("on Monday", "next year") need the article's day of publication. "From January" and "since 2022"
    give an interval with an open end, "2026-01-01/..".
    """
    doc = trigger.doc
    dated = date_spans(trigger.sent)
    if not dated:
        return None
    base = _published(article)
    in_headline = doc.text != article.text
    for carrier in _carriers(trigger):
        own = [d for d in dated if _dates(d, carrier)]
        if own:
            verb = own[0].root if own[0].governor is None else carrier
            tense = _tense(verb, in_headline=in_headline)
            chosen = _one([(d, _resolved(d, carrier, dated, base, tense)) for d in own])
            if chosen is None:
                return None
            span, when = chosen
            field: Field = "headline" if in_headline else "text"
            return When(value=when.iso, span=article.span(field, span.start_char, span.end_char))
    return None


def date_spans(sentence: Span) -> list[Dated]:
    """The temporal expressions of a sentence, in order."""
    doc, offset, found = sentence.doc, sentence.start_char, []
    for expression in expressions(sentence.text):
        e = expression
        core = doc.char_span(offset + e.core, offset + e.end, alignment_mode="contract")
        span = doc.char_span(offset + e.start, offset + e.end, alignment_mode="contract")
        if core is None or span is None or not core.text:
            continue
        root = core.root
        first = doc[span.start]
        if first.dep_ == "case" and first.head not in span and first.i + 1 == core.start:
            e, span = e.alone(), core  # "at Monday's meeting"
        if e.makes == "bare" and (root.ent_type_ != "DATE" or root.dep_ not in _DATES):
            continue  # "May", "2000 men"
        if root.dep_ == "nummod" and root.ent_type_ != "DATE":
            continue
        cases = [c for c in root.children if c.dep_ == "case" and c.i < span.start]
        if cases or any(c.dep_ == "conj" and not span.start <= c.i < span.end for c in root.children):
            continue  # a preposition that we do not know, or two dates
        found.append(Dated(e, span, root, None if root.head == root else root.head))
    return found


def _published(article: Article) -> date | None:
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _carriers(trigger: Token) -> Iterator[Token]:
    """The words whose date is the trigger's, nearest first."""
    yield trigger
    token = trigger
    if token.pos_ in _NOUNS:
        for child in token.children:
            if child.dep_ in ("acl", "acl:relcl") and _lemma(child) in words("planned"):
                yield child
        if not (token.dep_ in ("nsubj", "nsubj:pass", "obj") and token.head.pos_ in ("VERB", "ADJ", "AUX")):
            return
        verb = token.head
        if token.dep_ == "nsubj:pass" and _lemma(verb) in words("planned"):
            yield verb
            return
        if not (
            _carries(verb, "object" if token.dep_ != "nsubj" else "subject")
            or (token.dep_ == "nsubj" and _lemma(verb) in words("planned"))
        ):
            return
        yield verb
        token = verb
    for _ in range(3):
        head = token.head
        if token.dep_ in ("xcomp", "advcl") and (_lemma(head) in words("goes_on") or _is_planned(head)):
            yield head
        elif token.dep_ != "conj" or head.pos_ != "VERB" or not _fronted(head, token):
            return
        else:
            yield head
        token = head


def _carries(verb: Token, noun: str) -> bool:
    """Whether a verb's date is that of the noun that is its subject or object."""
    known, lemma = words("carries"), _lemma(verb)
    after = verb.nbor().lower_ if verb.i + 1 < len(verb.doc) else ""
    takes = known.get(f"{lemma} {after}") or known.get(lemma)
    return takes is not None and (noun == "object" or takes == "subject")


def _is_planned(verb: Token) -> bool:
    """Whether it plans for its subject: "is expected to", "due to", and not "expects to"."""
    passive = verb.pos_ == "ADJ" or any(c.dep_ == "aux:pass" for c in verb.children) or verb.dep_ == "acl"
    return passive and _lemma(verb) in words("planned")


def _fronted(first: Token, second: Token) -> bool:
    """Whether a date before the first of two joined verbs holds for both: "On Monday, Oslo signed and sent ..."."""
    dated = date_spans(first.sent)
    return (
        any(d.governor == first and d.span.end <= first.i for d in dated)
        and not any(c.dep_ in ("nsubj", "nsubj:pass") for c in second.children)
        and (_tense(second) == _tense(first) or not any(c.dep_ == "aux" for c in second.children))
    )


def _lemma(token: Token) -> str:
    return token.lemma_.lower() or token.lower_


def _dates(d: Dated, carrier: Token) -> bool:
    """Whether an expression dates this word."""
    if d.governor is None:
        return carrier.head == d.root and carrier.dep_ == "nsubj"
    if d.root.dep_ not in _DATES:
        return False
    if d.expression.makes == "for" and not (
        _lemma(d.governor) in words("planned") or d.expression.first.lower().startswith("the ")
    ):
        return False  # "aid for 2027" may well be given today
    if d.governor == carrier:
        return not (d.expression.makes == "from" and carrier.pos_ in _NOUNS)
    return (
        d.governor.ent_type_ in _THINGS
        and carrier.pos_ == "VERB"
        and d.governor.head == carrier
        and d.governor.dep_ in ("obj", "obl")
        and d.expression.makes in ("at", "until", "")
        and d.span.start > d.governor.i
    )


def _resolved(
    d: Dated, carrier: Token, dated: list[Dated], base: date | None, tense: Tense | None
) -> Period | None:
    if not d.expression.absolute and base is not None and not _told_today(carrier, dated, base):
        return None
    if d.expression.makes in ("before", "until") and any(c.lower_ in _NOT for c in carrier.children):
        return None  # "will not come before 2027" says when it does not
    return period(d.expression, base, tense)


def _told_today(carrier: Token, dated: list[Dated], base: date) -> bool:
    """Whether no verb above is dated some time back ("said in 2023 that it would deliver in March")."""
    for above in carrier.ancestors:
        for d in dated:
            if d.governor == above and (told := period(d.expression, base, "past")):
                return (base - told.last).days <= _THE_SAME_WEEK
    return True


def _one(found: list[tuple[Dated, Period | None]]) -> tuple[Span, Period] | None:
    """The only period, or the one that lies within all others; None where they differ or one is not certain."""
    best: tuple[Span, Period] | None = None
    for d, when in found:
        if when is None:
            return None
        if best is None or (best[1].first <= when.first and when.last <= best[1].last):
            best = d.span, when
        elif not (when.first <= best[1].first and best[1].last <= when.last):
            return None
    return best


def _tense(token: Token, *, in_headline: bool = False) -> Tense | None:
    """Whether a clause speaks of what was or of what is to be, where its verb shows it."""
    if token.pos_ in _NOUNS:
        verb = token.head
        there = token.dep_ == "obl" and any(
            c.lower_ in ("at", "in", "during", "after") for c in token.children
        )
        there = there or (token.dep_ == "nsubj" and _carries(verb, "subject"))
        return "past" if there and verb.pos_ == "VERB" and _tense(verb) == "past" else None
    helpers = {c.lower_ for c in token.children if c.dep_ in ("aux", "aux:pass", "cop", "mark")}
    lemma = _lemma(token)
    if helpers & {"would", "could", "may", "might", "should", "must"} and "have" in helpers:
        return "past"
    if "to" in helpers and token.dep_ == "xcomp" and lemma and _lemma(token.head) in words("goes_on"):
        return _tense(token.head, in_headline=in_headline)
    if helpers & _FUTURE:
        return "future"
    if _lemma(token) in words("planned") and (
        helpers or token.dep_ in ("acl", "acl:relcl") or token.pos_ == "ADJ"
    ):
        return "future" if not helpers & _PAST else None
    if helpers & _PAST:
        return "past"
    if helpers & {"is", "are", "'s", "’s", "'re", "am", "be", "being"}:
        return None if in_headline else "future"
    if token.pos_ != "VERB" or token.dep_ == "amod":
        return None
    form = token.lower_
    if form.endswith("ing"):
        return (
            _tense(token.head) if token.dep_ in ("xcomp", "advcl", "conj") and token.head != token else None
        )
    if form == lemma + "s" or (form.endswith("s") and form != lemma):
        return None if in_headline else "future"
    if form != lemma:
        return "past"
    if token.dep_ == "conj":
        return _tense(token.head, in_headline=in_headline)
    subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
    if in_headline or subject is None:
        return None
    plural = subject.lower_ in ("they", "we", "i", "you") or (
        subject.pos_ == "NOUN" and subject.lower_.endswith("s")
    )
    return "future" if plural else None

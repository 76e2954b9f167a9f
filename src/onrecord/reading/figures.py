"""Numbers that an article gives for something countable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Field, Figure
from onrecord.reading.money import money_of
from onrecord.reading.quantities import Quantity, quantities

#: Dependents of a counted noun that are part of what is counted.
_KEPT = frozenset(
    ("amod", "compound", "nmod", "case", "flat", "appos", "nmod:poss", "fixed", "nmod:desc", "nmod:unmarked")
)
_LONGEST = 10


def figures(article: Article, field: Field, doc: Doc) -> Iterator[Figure]:
    """The figures of a text, in order."""
    for quantity in _with_sums(article, field, doc):
        head = quantity.head
        if head is None and quantity.unit is None:
            continue
        if quantity.unit is not None:
            head = _measured(quantity)
        what = counted(head, quantity) if head is not None else ""
        if not what and quantity.unit is None:
            continue
        sentence = doc[quantity.start].sent
        yield Figure(
            what=what, value=quantity.value, min=quantity.min, max=quantity.max, unit=quantity.unit, state=quantity.state,
            span=article.span(field, quantity.start_char, quantity.end_char), evidence=_sentence(article, field, sentence),
        )  # fmt: skip


def _with_sums(article: Article, field: Field, doc: Doc) -> Iterator[Quantity]:
    """The quantities, where they are sums of money as those are read: "$15m", "CHF 75 million"."""
    sums = [
        (words, money)
        for sentence in doc.sents
        for money, _ in money_of(article, sentence, field=field)
        if money.amount is not None
        and money.currency is not None
        and (words := doc.char_span(money.span.start, money.span.end, alignment_mode="expand")) is not None
    ]
    for quantity in quantities(doc):
        words, money = next(
            ((w, m) for w, m in sums if w.start < quantity.end and quantity.start < w.end), (None, None)
        )
        if words is None or money is None or quantity.value is None:
            yield quantity
        elif words.start <= quantity.start and quantity.end <= words.end:
            yield replace(quantity, start=words.start, end=words.end, value=money.amount, unit=money.currency)
        else:
            yield replace(quantity, value=money.amount, unit=money.currency)


def _sentence(article: Article, field: Field, sentence: Span) -> model.Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return article.span(field, start, start + len(text.strip()))


def _measured(quantity: Quantity) -> Token | None:
    """What a sum, share or measure is of: "$40 million in aid", "20 percent of voters"."""
    doc, at = quantity.doc, quantity.end
    if at + 1 < len(doc) and doc[at].lower_ in ("in", "of", "for", "worth"):
        at += 1 + (doc[at].lower_ == "worth" and doc[at + 1].lower_ == "of")
        heads = [doc[at], *doc[at].ancestors] if at < len(doc) else []
        return next((t for t in heads if t.pos_ in ("NOUN", "PROPN") and t.i >= at), None)
    return None


def counted(head: Token, quantity: Quantity) -> str:
    """The counted thing in the article's words, without the number and its article."""
    inside = set(range(quantity.start, quantity.end))
    keep = {head.i}
    queue = [head]
    while queue:
        token = queue.pop()
        for child in token.children:
            if child.i not in inside and child.dep_ in _KEPT and abs(child.i - head.i) <= _LONGEST:
                keep.add(child.i)
                queue.append(child)
            elif child.dep_ == "det" and child.i not in inside and token != head:
                keep.add(child.i)
    first = min((i for i in keep if i > max(inside)), default=head.i) if head.i > max(inside) else head.i
    run = [first]
    while run[-1] + 1 in keep:
        run.append(run[-1] + 1)
    return head.doc[run[0] : run[-1] + 1].text if head.i in run else head.text

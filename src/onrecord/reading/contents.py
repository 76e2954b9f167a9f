"""What belongs to a gift: things that a later sentence adds to it, and sums of money that say what it is worth."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from onrecord.model import Article, Field, Money
from onrecord.reading.briefs import BULLETS
from onrecord.reading.drafts import Draft
from onrecord.reading.gifts import covers, held, is_worth, priced_again, sum_before
from onrecord.reading.items import items_of
from onrecord.reading.told import REACH


def add_contents(
    article: Article, sentence: Span, here: list[Draft], before: list[Draft], field: Field = "text"
) -> None:
    """Adds what a later sentence says is in a gift: "It includes tents", or the points of a list."""
    told = [d for d in here if d.frame.type == "AID"]
    last = next((d for d in reversed(told or before[-REACH:]) if d.frame.type == "AID"), None)
    if last is None:
        return
    more = any(d.items for d in told)  # "sent 14 guns, a package that also covers shells"
    heads = [t for verb in sentence if not more or verb.dep_ == "acl:relcl" for t in held(verb, named=more)]
    first = next((t for t in sentence if not t.is_space), None)
    if not more and first is not None and first.text in BULLETS and sentence.root.pos_ in ("NOUN", "PROPN"):
        heads.append(sentence.root)
    known = {i.name.casefold() for i in last.items}
    new = [i for h in heads for i in items_of(article, h, field=field) if i.category != "troops"]
    new = [i for i in new if i.name.casefold() not in known]
    if new:
        last.items = (*last.items, *dict.fromkeys(new))
        if last not in told:
            last.sentences.append(sentence)


def tie_sums(
    found: Sequence[tuple[Money, Token | None]],
    sums: set[int],
    sentence: Span,
    here: Sequence[Draft],
    before: Sequence[Draft],
    gifts: Sequence[Draft],
) -> None:
    """Ties a sentence's sums of money to events: to the one whose words they stand among, else to the nearest.

    found   the sums, each with the word that governs it
    sums    their words
    here    the events of the sentence
    before  those before it
    gifts   all gifts told so far, those of the sentence among them
    """
    for draft in here:
        before_it = (sum_before(t, sums) for t in (draft.trigger, *draft.themes))
        starts = {t.idx for t in (*draft.themes, *before_it) if t is not None}
        own = (m for m, _ in found if starts & set(range(m.span.start, m.span.end)))
        if draft.frame.type == "AID":
            draft.value = draft.value or next(own, None)
    given = [d.value for d in here]
    for money, governor in found:
        if money in given:
            continue
        for draft in here:
            if (
                draft.frame.type in ("AID", "MOBILIZE", "AGREE", "SANCTION")
                and draft.value is None
                and covers(draft, governor)
            ):
                draft.value = money
                break
        else:
            told = priced_again(governor, gifts, here) if governor is not None else None
            if told is not None and told.value is None:
                told.value = money
                told.sentences += [sentence] if told not in here else []
                continue
            aid = [d for d in reversed(before[-3:]) if d.frame.type == "AID" and d.value is None]
            if aid and governor is not None and is_worth(governor):
                aid[0].value = money
                aid[0].sentences.append(sentence)

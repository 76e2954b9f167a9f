"""What a gift holds: packages and what they include, sums and what they buy, vehicles and what they carry."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from onrecord.reading import knowledge
from onrecord.reading.clauses import (
    case,
    is_passive,
    objects,
    obliques,
    subjects,
)
from onrecord.reading.drafts import Draft
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.parties import noun_class

#: Words for what was told before: "The first included", "The items include".
_SUCH = word_list("gift_words.tsv", "such")
#: What may stand between a verb and its sum.
_BEFORE_SUMS = word_list("gift_words.tsv", "filler")


def held(verb: Token) -> list[Token]:
    """What a package is said to hold: "It includes tents", "the aid consists of flour", "the money will pay for seed"."""
    if verb.pos_ != "VERB" or knowledge.noun_class(verb.lemma_.lower()) != "holding":
        return []
    said = subjects(verb)
    if not any(
        t.lower_ in _SUCH or noun_class(t) in ("aid", "ship", "deal") or t.lemma_.lower() in giving("package")
        for t in said
    ):
        return []
    return objects(verb) or obliques(verb, ("of", "for", "towards", "on"))


def sum_behind(verb: Token, sums: set[int]) -> Token | None:
    """A sum that follows a verb at once, wherever the parse hangs it: "allocated USD 8 million to the fund"."""
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    at = verb.i + 1
    while at < verb.sent.end and at not in sums and verb.doc[at].lower_ in _BEFORE_SUMS:
        at += 1
    if at >= verb.sent.end or at not in sums:
        return None
    stop = at
    while stop < verb.sent.end and stop in sums:
        stop += 1
    return verb.doc[at:stop].root


def sum_before(gift: Token, sums: set[int]) -> Token | None:
    """The sum of which a word for aid says what it is: "40 million kroner in loans"."""
    marks = [c for c in gift.children if c.dep_ == "case" and c.i < gift.i]
    if marks and marks[0].lower_ in ("in", "of", "as") and marks[0].i - 1 in sums:
        return marks[0].nbor(-1)
    return None


def bought_with(trigger: Token, themes: Sequence[Token], sums: set[int]) -> list[Token]:
    """What a sum of money is for: "25 million riyals for tents", "a loan to buy boats"."""
    if not any(t.i in sums or noun_class(t) == "aid" for t in themes):
        return []
    found = [
        t
        for word in (trigger, *themes)
        for t in obliques(word, ("for", "in"))
        if item_category(t) not in (None, "troops")
    ]
    for word in (trigger, *themes):
        for child in word.children:
            if child.dep_ in ("advcl", "acl", "xcomp") and child.lemma_.lower() in (
                "buy",
                "purchase",
                "procure",
                "acquire",
            ):
                found += objects(child)
    return found


def included(trigger: Token) -> list[Token]:
    """What is named behind an act of giving as part of it: "outlined the help that it has sent, including tents"."""
    return [t for t in obliques(trigger, ("including",)) if item_category(t) not in (None, "troops")]


def carried(theme: Token) -> Token:
    """What a vehicle brings: "buses carrying 90 policemen arrived"."""
    for child in theme.children:
        if child.dep_ in ("acl", "acl:relcl") and child.lemma_.lower() in ("carry", "bring", "transport"):
            return next(iter(objects(child)), theme)
        if child.dep_ == "nmod" and case(child) == "with":
            return child
    return theme


def promised(theme: Token) -> Token:
    """What an offer, a request or a plan is of: "withdrew an offer of 12 boats", "weighs a request for tanks"."""
    if noun_class(theme) == "demand" or theme.lemma_.lower() in ("promise", "pledge", "notion", "option"):
        for child in theme.children:
            if child.dep_ == "nmod" and child.i > theme.i and case(child) in ("of", "for"):
                return child
    return theme


def covers(draft: Draft, governor: Token | None) -> bool:
    """Whether a sum stands among the words of an event: in its theme, or in its clause."""
    if governor is None:
        return False
    if governor == draft.trigger or governor in draft.themes:
        return True
    if draft.trigger.dep_ == "acl" and draft.trigger.head == governor and noun_class(governor) == "aid":
        return True  # "a fund of 5 million for providing tents"
    return any(a == draft.trigger or a in draft.themes for a in governor.ancestors)


def is_worth(governor: Token, sentence: Span) -> bool:
    """Whether a sentence says what something told before is worth: "It is worth 90 million euros"."""
    first = sentence.root
    said = subjects(first)
    words = {t.lower_ for t in sentence}
    return bool(words & {"worth", "value", "valued", "cost", "costs", "costing", "total"}) and bool(
        said or governor
    )

"""What a gift holds: packages and what they include, sums and what they buy, vehicles and what they carry."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading import knowledge
from onrecord.reading.clauses import (
    case,
    is_passive,
    objects,
    obliques,
    owners,
    receivers,
    subjects,
)
from onrecord.reading.drafts import Draft
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.mentions import told_before
from onrecord.reading.parties import noun_class

#: Words for what was told before: "The first included", "The items include".
_SUCH = word_list("gift_words.tsv", "such")
#: What may stand between a verb and its sum.
_BEFORE_SUMS = word_list("gift_words.tsv", "filler")
#: Verbs by which something has a price, and nouns for it; lemmas.
_PRICING = word_list("gift_words.tsv", "pricing")
_PRICES = word_list("gift_words.tsv", "price")
_AMOUNTING = word_list("gift_words.tsv", "amount")
#: Lemmas of what brings the things that it is with, and of what somebody gives under.
_VEHICLES = word_list("gift_words.tsv", "vehicle")
_PROGRAMMES = word_list("gift_words.tsv", "programme")


def held(verb: Token, *, named: bool = False) -> list[Token]:
    """What a package is said to hold: "It includes tents", "the aid consists of flour", "the money will pay for seed".

    named  whether the package has to be named as one: "a package that covers shells"
    """
    if verb.pos_ != "VERB" or knowledge.noun_class(verb.lemma_.lower()) != "holding":
        return []
    said = subjects(verb)
    if not any(
        (not named and t.lower_ in _SUCH)
        or noun_class(t) in ("aid", "ship", "deal")
        or t.lemma_.lower() in giving("package")
        for t in said
    ):
        return []
    found = objects(verb) or obliques(verb, ("of", "for", "towards", "on"))
    return [
        t for o in found for t in ((objects(o) or [o]) if o.pos_ == "VERB" else [o])
    ]  # "covers towing vehicles"


def sum_behind(verb: Token, sums: set[int]) -> Token | None:
    """A sum that follows a verb at once, wherever the parse hangs it: "allocated USD 8 million to the fund"."""
    if verb.pos_ != "VERB" or is_passive(verb):
        return None
    at = verb.i + 1
    while (
        at < verb.sent.end
        and at not in sums
        and (verb.doc[at].lower_ in _BEFORE_SUMS or verb.doc[at].dep_ == "compound:prt")
    ):
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


def included(trigger: Token, themes: Sequence[Token]) -> list[Token]:
    """What is named behind an act of giving as part of it, or as what vehicles bring.

    "Outlined the help that it has sent, including tents", "sent two planes with tents".
    """
    places = ("including", "with") if any(t.lemma_.lower() in _VEHICLES for t in themes) else ("including",)
    named = [t for t in obliques(trigger, places) if item_category(t) not in (None, "troops")]
    named += [
        t
        for t in obliques(trigger, ("with",))
        if t.left_edge.i
        and t.left_edge.nbor(-1).lower_ in ("together", "along")
        and t not in named
        and item_category(t)
    ]
    return named + [
        t.head
        for t in trigger.sent
        if t.i > trigger.i
        and t.lower_ in ("them", "which")
        and case(t) == "among"
        and t.head.pos_ == "NOUN"
        and not any(x.pos_ == "VERB" for x in trigger.doc[trigger.i + 1 : t.i])
    ]


def sponsors(trigger: Token) -> list[Token]:
    """Who stands behind the programme, law or deal by which something is given, or the vehicles and people that bring it.

    "A bill that lends Chad two radars", "its programme, under which seed has been distributed", "Wellington's frigate has
    landed tents": heads of noun phrases.
    """
    under = [
        c for c in trigger.children if c.dep_ in ("obl", "nmod") and case(c) in ("under", "through", "by")
    ]
    under += [
        trigger.doc[c.left_edge.i - 1 - (c.left_edge.nbor(-1).is_punct)]
        for c in under
        if c.lower_ == "which" and c.left_edge.i > 1
    ]
    under += subjects(trigger)
    under = [t for t in under if t.lemma_.lower() in _PROGRAMMES or item_category(t) is not None]
    return [o for t in under for o in owners(t)]


def promised_to(themes: Sequence[Token]) -> list[Token]:
    """Whom things were promised to, told beside them: "completed delivery of the boats we promised Chad"."""
    clauses = [c for t in themes for c in t.children if c.dep_ in ("acl:relcl", "acl") and c.pos_ == "VERB"]
    return [t for c in clauses for t in (*receivers(c), *obliques(c, ("to", "for")))]


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


def priced_again(governor: Token, gifts: Sequence[Draft], here: Sequence[Draft]) -> Draft | None:
    """The gift of which a sum's own words say what it is worth: "the gift, which the government puts at 3 million".

    governor  what the sum belongs to
    gifts     the gifts told so far
    here      the events of the sentence
    """
    if governor.pos_ == "VERB" and governor.lemma_.lower() in _PRICING:
        things = objects(governor) or subjects(governor)
    else:
        things = [governor] if governor.dep_ in ("nsubj", "appos", "nsubj:pass") else []
    for thing in things:
        gift = told_before(thing, gifts)
        if gift is not None:
            return gift
        if thing.lemma_.lower() in _PRICES and gifts:
            return gifts[-1]
        if thing.lemma_.lower() in giving("package") or noun_class(thing) == "aid":
            return next((d for d in here if d.frame.type == "AID" and d.trigger.i < thing.i), None)
    return None


def is_worth(governor: Token) -> bool:
    """Whether a sum is the price of something told before: "It is worth 90 million euros", "The package costs 3 million".

    governor  what the sum belongs to
    """
    price = governor.head if governor.dep_ == "nsubj" else governor
    named = [t for t in (governor, *subjects(price)) if t.lemma_.lower() in _PRICES]
    if any(
        not any(c.dep_ == "compound" for c in t.children) for t in named
    ):  # "the total value is", no "transport costs"
        return True
    if price.lemma_.lower() not in _AMOUNTING or price.pos_ == "NOUN":
        return False
    said = subjects(price)
    return any(t.lower_ in ("it", "they", "this", "these") or noun_class(t) == "aid" for t in said) or any(
        t.lemma_.lower() in giving("package") for t in said
    )

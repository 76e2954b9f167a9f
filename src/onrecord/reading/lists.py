"""Things that are listed together, and what packages and measures stand for."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.reading.knowledge.goods import bounds, giving
from onrecord.reading.things import kind_of

#: Dependents that go on with a list; parsers call the middle of "a, b and c" an apposition.
_LISTED = frozenset(("conj", "appos", "list", "parataxis", "dep"))
#: Kinds of words in giving.tsv that name no thing.
_NO_THINGS = ("nothing", "measure", "vague", "body")
_ABSTRACT = ("ics", "ss", "ness")
_GIVERS = frozenset(("LOCATION", "ORGANIZATION", "PERSON"))


def listed(head: Token) -> list[Token]:
    """The head and the nouns listed with it, in order, up to where another giver begins ("..., Finland 40 ...")."""
    found, queue = {head.i}, [head]
    while queue:
        token = queue.pop()
        for child in token.children:
            if child.dep_ == "flat" and child.i > token.i:
                queue.append(child)  # parsers hang a list on the last part of a name
            elif (
                child.i > head.i and child.i not in found and child.dep_ in _LISTED and _may_be_listed(child)
            ):
                found.add(child.i)
                queue.append(child)
    members = []
    for i in sorted(found):
        member = head.doc[i]
        if i != head.i and _begins_anew(member, head):
            break
        members.append(member)
    return members


def _may_be_listed(child: Token) -> bool:
    if child.dep_ == "conj":
        return child.pos_ in ("NOUN", "PROPN", "NUM", "SYM", "X", "VERB", "ADJ")
    thing = measured_by(child) or child
    return child.pos_ in ("NOUN", "PROPN", "NUM", "X") and kind_of(thing) is not None


def _begins_anew(member: Token, head: Token) -> bool:
    """Whether somebody's name and a number or article stand before this member: another one's gift follows."""
    doc, i = member.doc, member.i - 1
    while i > head.i and doc[i].pos_ not in ("PUNCT", "CCONJ"):
        is_giver = doc[i].ent_type_ in _GIVERS and doc[i].pos_ == "PROPN"
        if is_giver and (doc[i + 1].pos_ in ("NUM", "DET") or doc[i + 1].lower_ in bounds()):
            return True
        i -= 1
    return False


def is_unknown_thing(token: Token) -> bool:
    """Whether a noun that no table has may be a thing, listed as it is beside things: a plain plural."""
    if not (
        token.pos_ == "NOUN" and token.text.endswith("s") and token.text.islower() and not token.ent_type_
    ):
        return False
    if any(form in giving(kind) for form in (token.lower_, token.lemma_.lower()) for kind in _NO_THINGS):
        return False
    return kind_of(token) is None and not is_package(token) and not token.text.endswith(_ABSTRACT)


def last_of(head: Token) -> Token:
    """The head of a name that the parse takes apart: guns in "M109 155mm self-propelled guns"."""
    doc, at = head.doc, head.i + 1
    if head.ent_type_ != "EQUIPMENT":
        return head
    while at < head.sent.end and (
        doc[at].pos_ in ("NUM", "ADJ", "NOUN", "PROPN")
        or doc[at].text in ("-", "/")
        or doc[at].dep_ == "amod"
    ):
        at += 1
    last = doc[at - 1]
    if (
        last.i > head.i
        and last.pos_ == "NOUN"
        and last.ent_type_ == "EQUIPMENT"
        and last.head in (head, head.head)
        and kind_of(last)
    ):
        return last
    return head


def beside(head: Token) -> list[Token]:
    """Designations that share a head with another: Mi-17 in "Mi-17 and Mi-2 helicopters"."""
    return [
        child
        for child in head.lefts
        if child.ent_type_ == "EQUIPMENT" and _is_designation(child) and _goes_on(child, head)
    ]


def _goes_on(name: Token, head: Token) -> bool:
    """Whether "and" follows a name before a head, in the parse or in the text."""
    in_parse = name.dep_ in ("compound", "nmod", "amod") and any(
        c.dep_ in ("conj", "cc") for c in name.children
    )
    return in_parse or (name.i + 2 < head.i and name.nbor().dep_ == "cc" and name.nbor().pos_ == "CCONJ")


def _is_designation(token: Token) -> bool:
    return token.text[:1].isupper() or any(c.isdigit() for c in token.text)


def is_package(head: Token) -> bool:
    """Whether a noun is no thing itself but may hold some: "package", "delivery", "aid", "equipment"."""
    lemma = head.lemma_.lower()
    return (
        lemma in giving("package") or head.lower_ in giving("package") or lemma in giving("aid") or lemma in giving("general")
        or (head.ent_type_ == "MONEY" and head.pos_ in ("SYM", "NOUN", "PROPN", "NUM"))
    )  # fmt: skip


def measured_by(head: Token) -> Token | None:
    """What a measure, a number or a body counts: "rounds of ammunition", "dozens of radars", "a company of sappers"."""
    word = head.lower_
    counts = (
        word in giving("measure")
        or word in giving("body")
        or word in giving("vague")
        or head.lemma_.lower() in giving("amount")
        or head.pos_ == "NUM"
        or word in ("dozen", "pair", "couple", "handful", "variety", "majority")
    )
    if not counts:
        return None
    of = [
        child
        for child in head.children
        if child.dep_ == "nmod" and child.i > head.i and any(c.lower_ == "of" for c in child.children)
    ]
    if head.i + 1 < len(head.doc) and head.nbor().lower_ == "of":  # "dozens of 155mm howitzers", taken apart
        beyond = (c for c in head.children if c.dep_ == "nmod" and c.i > head.i + 1)
        of = of or [c for c in beyond if not any(x.dep_ == "case" for x in c.children)][:1]
    for child in reversed(of):  # parsers hang all of "hundreds of thousands of shells" on the first word
        deeper = measured_by(child)
        if deeper is not None:
            return deeper
        if child.lower_ not in giving("vague"):
            return child
    return None

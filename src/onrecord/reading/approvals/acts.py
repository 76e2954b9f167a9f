"""The approval as a verb: "MPs must still rubber-stamp it", "once its parliament agrees", "only the president can sign"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from onrecord.reading.approvals.deciders import Approval, is_body, is_state
from onrecord.reading.approvals.pending import (
    SUBJECTS,
    can_still,
    condition,
    has_day,
    has_modal,
    has_time,
    is_alone,
    is_asked,
    is_bound,
    is_due,
    is_going_on,
    is_infinitive,
    is_left_to,
    is_negated,
    is_not_yet,
    is_one_of,
    is_past,
    is_present,
    is_unwilling,
    is_yet,
    lemma,
    whom_asked,
    words_of,
)
from onrecord.reading.clauses import is_passive, objects, obliques, subjects

_KINDS = ("approve", "vote", "weigh", "refuse", "assent")


def acted_on(token: Token) -> Approval | None:
    """As in "MPs must still rubber-stamp it", "once its parliament agrees", "has yet to vote", "only the president can sign"."""
    if token.pos_ == "NOUN" and (found := _misread(token)) is not None:
        return found
    if not (
        token.pos_ == "VERB" or (token.pos_ == "NOUN" and token.dep_ in ("ROOT", "conj", "xcomp", "acl"))
    ):
        return None
    if (consulted := _consulted(token)) is not None:
        return consulted
    kind = _kind_of_act(token)
    if kind is None:
        return None
    who = _actors(token)
    if not who or not _is_awaited(token, kind, who):
        return None
    faint = (kind == "weigh" and condition(token) is None) or (kind == "refuse" and not is_body(who[0]))
    return Approval(who[0], token, _matter(token, who), faint=faint)


def _kind_of_act(verb: Token) -> str | None:
    """The kind in the table: approve ("ratify", "give its consent"), vote, weigh, assent ("agrees") or refuse ("block")."""
    for kind in _KINDS:
        if is_one_of(verb, kind):
            return kind
    if is_one_of(verb, "light") and any(is_one_of(o, "approval") for o in objects(verb)):
        return "approve"
    return None


def _misread(noun: Token) -> Approval | None:
    """As in "after the National Assembly consents", read as a noun of the assembly's."""
    if not noun.text.endswith("s") or not any(is_one_of(noun, k) for k in _KINDS if k != "weigh"):
        return None
    if not any(c.dep_ in ("case", "mark") and c.lower_ in words_of("once") for c in noun.children):
        return None
    who = next((c for c in noun.children if c.dep_ in ("compound", "amod") and is_body(c)), None)
    return Approval(who, noun) if who is not None else None


def _consulted(verb: Token) -> Approval | None:
    """As in "the council has to be consulted first", "parliament must still be won over"."""
    if not is_one_of(verb, "consult") or not (is_bound(verb) or is_yet(verb) or is_not_yet(verb)):
        return None
    who = next((c for v in (verb, verb.head) for c in v.children if c.dep_ in SUBJECTS), None)
    passive = any(c.dep_ == "aux:pass" for c in verb.children)
    return Approval(who, verb) if who is not None and passive and is_body(who) else None


def _actors(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.head.head.lemma_ == "have":
        return subjects(verb.head.head)  # "has 30 days to object"
    if is_infinitive(verb) and (asked := whom_asked(verb.head, verb)) is not None:
        return [asked]
    if is_left_to(verb):  # past the "it" of "it is for the president to decide"
        return [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.pos_ == "NOUN":
        # "the senate votes on 9 December", misread as a noun
        return [
            c for c in verb.children if c.dep_ in SUBJECTS or (c.dep_ == "compound" and verb.dep_ == "ROOT")
        ]
    own = [c for c in verb.children if c.dep_ in SUBJECTS and is_body(c)]
    found = [t for t in own or subjects(verb) if not (t.pos_ == "PRON" and t.lower_ not in ("he", "she"))]
    if not found and is_passive(verb):  # "is debated in parliament"
        found = [t for t in obliques(verb, ("in", "by")) if is_body(t)]
    if verb.text.endswith("ed") and condition(verb) is not None:  # "if approved by the house"
        found = [t for t in obliques(verb, ("by",)) if is_body(t)] or found
    return sorted(found, key=lambda t: not is_body(t)) if len(found) > 1 else found


def _is_awaited(verb: Token, kind: str, who: Sequence[Token]) -> bool:
    """Whether the act is still to come, and one that the matter hangs on."""
    body = is_body(who[0])
    if kind == "refuse":
        named = body or (is_state(who[0]) and bool(objects(verb)))
        return (body and has_time(verb)) or (named and can_still(verb)) or _would_stop(verb, who[0])
    if (once := condition(verb)) is not None:
        if is_past(verb) or (is_negated(verb) and once.lower_ != "until"):
            return False
        return kind != "assent" or body or (is_state(who[0]) and once.lower_ in words_of("given"))
    if has_time(verb) and body:
        return True
    if kind in ("approve", "assent") and is_asked(verb.head, verb) and (body or is_state(who[0])):
        return True
    if is_unwilling(verb):
        return body and kind == "approve"
    if kind == "assent":
        if lemma(verb) == "agree" and (is_bound(verb) or is_yet(verb) or is_not_yet(verb)):
            return body or is_yet(verb) or is_not_yet(verb) or any(c.lower_ == "first" for c in verb.children)
        return body and (is_yet(verb) or (is_alone(verb, who) and has_modal(verb)))
    if is_not_yet(verb):
        return kind == "approve" or body
    if is_negated(verb):
        return False
    if is_bound(verb) or is_yet(verb):
        return kind != "weigh" or body
    if is_alone(verb, who):
        return has_modal(verb)
    if is_left_to(verb):
        return True
    if is_past(verb) or not (body or (is_passive(verb) and who[0].ent_type_ == "PERSON")):
        return False
    if kind == "weigh" and (obliques(verb, ("with",)) or lemma(who[0]) in words_of("rulers")):
        return (
            False  # "will discuss it with his colleague"; a government that weighs something may do it itself
        )
    if is_due(verb) or (is_present(verb) and (kind == "vote" or (kind == "weigh" and has_day(verb)))):
        return True
    return kind == "weigh" and is_going_on(verb)


def _would_stop(verb: Token, who: Token) -> bool:
    """As in "unless the Senate objects", "if Congress does not block it"."""
    once = condition(verb)
    if once is None or is_past(verb):
        return False
    unless = once.lower_ in ("unless", "barring")
    return (is_body(who) or is_state(who)) and unless != is_negated(verb)


def _matter(verb: Token, who: Sequence[Token]) -> Token | None:
    if verb.dep_ == "acl:relcl" and verb.head.pos_ == "NOUN" and verb.head not in who:
        return verb.head
    above = verb.head
    if (
        verb.dep_ == "xcomp"
        and above.dep_ == "acl:relcl"
        and above.head.pos_ == "NOUN"
        and above.head not in who
    ):
        return above.head  # "an accord which both houses still have to ratify"
    found = [t for t in (objects(verb) or obliques(verb, ("on", "about", "over", "to"))) if t not in who]
    if not found and any(c.dep_ == "aux:pass" for c in verb.children):
        found = [t for t in _subject_above(verb) if t not in who]
    light = is_one_of(verb, "light")
    return next(
        (t for t in found if t.ent_type_ != "DATE" and not (light and is_one_of(t, "approval"))), None
    )


def _subject_above(verb: Token) -> list[Token]:
    """The subject that a verb shares: "an accord has yet to be drafted and will have to be ratified"."""
    while verb.dep_ in ("xcomp", "conj") and verb.head != verb:
        verb = verb.head
        if subject := [c for c in verb.children if c.dep_ in SUBJECTS]:
            return subject
    return []

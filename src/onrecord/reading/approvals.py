"""What a sentence says of an approval that is still to come: "would need parliament's consent", "until the house votes"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from onrecord.reading import knowledge
from onrecord.reading.clauses import case, is_passive, objects, obliques, subjects
from onrecord.reading.knowledge.index import table
from onrecord.reading.pending import (
    SUBJECTS,
    can_still,
    condition,
    has_modal,
    has_time,
    is_alone,
    is_bound,
    is_due,
    is_left_to,
    is_negated,
    is_not_yet,
    is_one_of,
    is_past,
    is_present,
    is_yet,
    lemma,
    words_of,
)
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.tables import alternatives

_KINDS = frozenset(("parliament", "government", "ministry", "judiciary", "court", "monarch", "international"))
#: What hangs on the noun of who approves without being part of the name.
NAME = CLAUSES | {
    "acl",
    "appos",
    "conj",
    "cc",
    "advcl",
    "case",
    "obl",
    "cop",
    "nsubj",
    "aux",
    "mark",
    "advmod",
}


@dataclass(frozen=True, slots=True)
class Approval:
    """What a sentence says of an approval that is still to come.

    who     head of the noun phrase of who has to approve
    cue     the word that says so
    matter  head of what has to be approved, where the words name it: "the ban", "it"
    name    who it is, where an adjective says it: "parliament" for "parliamentary"
    """

    who: Token
    cue: Token
    matter: Token | None = None
    name: str | None = None


def approver_in(sentence: Span) -> Approval | None:
    """The first one who a sentence says still has to approve something; None where it says nothing of that."""
    return next(approvals_in(sentence), None)


def approvals_in(sentence: Span) -> Iterator[Approval]:
    """All that a sentence says of approvals still to come, in the order of its words."""
    for token in sentence:
        for rule in (_asked_for, _acted_on, _brought_before, _left_to):
            found = rule(token)
            if found is not None and _can_approve(found):
                yield found
                break


# ---- the approval as a noun


def _asked_for(token: Token) -> Approval | None:
    """As in "needs the approval of parliament", "without the president's signature", "awaits a vote in the Senate"."""
    if token.pos_ not in ("NOUN", "PROPN") or not is_one_of(token, "approval"):
        return None
    cue = _why_open(token)
    if cue is None:
        return None
    above = cue if cue.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else token.head
    matter = next((c for c in above.children if c.dep_ in SUBJECTS and c is not token), None)
    who, name = _whose(token, above)
    return Approval(who, token, matter, name) if who is not None else None


def _whose(approval: Token, above: Token) -> tuple[Token | None, str | None]:
    """Who gives an approval, with the name where only an adjective says it: "of parliament", "its", "presidential"."""
    for child in approval.children:
        if child.dep_ == "nmod:poss":
            return (_meant(child) if child.lower_ in words_of("its") else child), None
    for place in (approval, above):
        for child in obliques(place, ("of", "by", "from", "in", "among")):
            if child.ent_type_ != "DATE":
                return child, None
    for child in approval.children:
        if child.dep_ in ("amod", "compound"):
            if (name := _adjectives().get(child.lower_)) is not None:
                return child, name
            if child.ent_type_ in ("ORGANIZATION", "LOCATION", "NORP") or is_body(child):
                return child, None
    return None, None


def _meant(pronoun: Token) -> Token | None:
    """The body that "its" stands for: the last one before it in the sentence."""
    before = [t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in (*SUBJECTS, "compound") and is_body(t)]
    return before[-1] if before else None


def _why_open(approval: Token) -> Token | None:
    """The word that leaves an approval to come: "needs", "without", "pending"; None where it is given or not needed."""
    if any(c.lower_ == "no" and c.dep_ == "det" for c in approval.children):
        return None
    lacking = next((c for c in approval.children if c.lower_ in words_of("lacking")), None)
    if lacking is not None and _is_unfulfilled(approval):
        return lacking
    above = approval
    for _ in range(3):
        if above.head == above:
            return None
        child, above = above, above.head
        if child.dep_ in SUBJECTS and _has_complement(above):
            return None  # "a decision would need ...", "the agreement is subject to ..."
        if is_negated(above) or any(c.lower_ == "without" for c in above.children):
            return None
        if is_one_of(above, "need") or above.lower_ in words_of("need"):
            return above
        if child.dep_ in SUBJECTS and above.lower_ in words_of("due"):
            return above
        if above.pos_ == "NOUN" and above.lower_ != "way" and child.dep_ != "conj":
            return None
        if above.lower_ in words_of("lacking") and above.dep_ == "advcl":
            return above
        if (
            above.lemma_ in ("have", "need") and child.dep_ in SUBJECTS
        ):  # "the nod has to come from parliament"
            above = next((c for c in above.children if c.dep_ == "xcomp"), above)
        if is_one_of(above, "come") and (
            is_bound(above) or any(c.lower_ == "ahead" for c in approval.children)
        ):
            return above
        if any(c.lower_ == "ahead" for c in approval.children) or above.lower_ == "way":
            return above
    return None


def _has_complement(word: Token) -> bool:
    """Whether a word that needs something has what it needs beside it, apart from its subject."""
    if not is_one_of(word, "need") or word.lower_.endswith("ed"):
        return False
    return any(c.dep_ in ("obj", "obl") and c.ent_type_ != "DATE" for c in word.children)


def _is_unfulfilled(approval: Token) -> bool:
    """Whether the clause that "without parliament's consent" stands in is none of the past."""
    above = approval.head
    still_to_come = words_of("lacking") - {"without"}
    if any(t.lower_ in still_to_come for t in (approval, *approval.children)):
        return True
    if any(
        c.lower_ == "not" for c in approval.children
    ):  # "without his signature not one ship leaves", misread
        return True
    return is_negated(above) or has_modal(above)


# ---- the approval as a verb


def _acted_on(token: Token) -> Approval | None:
    """As in "MPs must still rubber-stamp it", "once its parliament agrees", "has yet to vote", "only the president can sign"."""
    if not (
        token.pos_ == "VERB" or (token.pos_ == "NOUN" and token.dep_ in ("ROOT", "conj", "xcomp", "acl"))
    ):
        return None
    kind = _kind_of_act(token)
    if kind is None:
        return None
    who = _actors(token)
    if not who or not _is_awaited(token, kind, who):
        return None
    return Approval(who[0], token, _matter(token, who))


def _kind_of_act(verb: Token) -> str | None:
    """The kind in the table: approve ("ratify", "give its consent"), vote, weigh, assent ("agrees") or refuse ("block")."""
    for kind in ("approve", "vote", "weigh", "refuse", "assent"):
        if is_one_of(verb, kind):
            return kind
    if is_one_of(verb, "light") and any(is_one_of(o, "approval") for o in objects(verb)):
        return "approve"
    return None


def _actors(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.head.head.lemma_ == "have":
        return subjects(verb.head.head)  # "has 30 days to object"
    if is_left_to(verb):  # past the "it" of "it is for the president to decide"
        return [c for c in verb.children if c.dep_ == "nsubj"]
    if verb.pos_ == "NOUN":
        # "the senate votes on 9 December", misread as a noun
        return [
            c for c in verb.children if c.dep_ in SUBJECTS or (c.dep_ == "compound" and verb.dep_ == "ROOT")
        ]
    return [t for t in subjects(verb) if not (t.pos_ == "PRON" and t.lower_ not in ("he", "she"))]


def _is_awaited(verb: Token, kind: str, who: Sequence[Token]) -> bool:
    """Whether the act is still to come, and one that the matter hangs on."""
    if kind == "refuse":
        return is_body(who[0]) and (has_time(verb) or can_still(verb))
    if condition(verb) is not None:
        return not is_past(verb) and (kind != "assent" or is_body(who[0]))
    if has_time(verb) and is_body(who[0]):
        return True
    if kind == "assent":
        if lemma(verb) == "agree" and is_bound(verb):
            return is_body(who[0]) or any(c.lower_ == "first" for c in verb.children)
        return is_body(who[0]) and (is_yet(verb) or (is_alone(verb, who) and has_modal(verb)))
    if is_not_yet(verb):
        return kind == "approve" or is_body(who[0])
    if is_negated(verb):
        return False
    if is_bound(verb) or is_yet(verb):
        return True
    if is_alone(verb, who):
        return has_modal(verb)
    if is_left_to(verb):
        return True
    if is_past(verb) or not (is_body(who[0]) or (is_passive(verb) and who[0].ent_type_ == "PERSON")):
        return False
    return is_due(verb) or (kind == "vote" and is_present(verb))


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
    found = [t for t in (objects(verb) or obliques(verb, ("on", "about", "over"))) if t not in who]
    return next((t for t in found if t.ent_type_ != "DATE" and not is_one_of(t, "approval")), None)


# ---- the way that the matter goes


def _brought_before(token: Token) -> Approval | None:
    """As in "has to go through parliament", "must still clear the Senate", "was put before the cabinet, which decides in May"."""
    if token.pos_ != "VERB":
        return None
    if (
        is_one_of(token, "pass")
        and not is_negated(token)
        and (is_bound(token) or is_yet(token) or _now(token))
    ):
        through = obliques(token, ("through", "before", "to", "past"))
        if is_one_of(token, "hurdle") and not through:
            through = objects(token)
        if through and is_body(through[0]):
            return Approval(through[0], token, next(iter(subjects(token)), None))
    if is_one_of(token, "lay") and not is_negated(token):
        to = obliques(token, ("before", "to"))
        papers = words_of("paper") | words_of("gift") if token.lower_ == "put" else words_of("paper")
        what = next((t for t in objects(token) if lemma(t) in papers), None)
        if to and what is not None and is_body(to[0]):
            return Approval(to[0], token, what)
    return None


def _now(verb: Token) -> bool:
    """As in "now goes to the Senate": on its way there."""
    return is_present(verb) and any(
        lemma(s) in words_of("paper") | words_of("matter") for s in subjects(verb)
    )


def _left_to(token: Token) -> Approval | None:
    """As in "the cabinet has the last word", "the final say belongs to the king", "it is up to parliament", "on his desk"."""
    if lemma(token) == "have" and not is_negated(token) and any(_is_last_word(t) for t in objects(token)):
        who = subjects(token)
        return Approval(who[0], token) if who else None
    if is_one_of(token, "rest") and any(_is_last_word(t) or lemma(t) == "decision" for t in subjects(token)):
        to = obliques(token, ("to", "with"))
        return Approval(to[0], token) if to else None
    if token.lower_ == "up" and not is_negated(token) and (to := obliques(token, ("to",))):
        return Approval(to[0], token) if any(c.dep_ == "cop" for c in token.children) else None
    marks = " ".join(c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i)
    if marks == "up to" and not is_negated(token):
        return Approval(token, token)
    said = [c for c in token.children if c.dep_ in SUBJECTS]
    if not said or not any(c.dep_ == "cop" for c in token.children) or is_negated(token):
        return None
    if _is_last_word(said[0]) or lemma(said[0]) == "decision":
        if any(c.dep_ == "case" and c.lower_ in ("'s", "’s", "for") for c in token.children):
            return Approval(token, said[0])
        if case(token) == "in" and token.lower_ == "hands":
            holder = obliques(token, ("of",)) or [c for c in token.children if c.dep_ == "nmod:poss"]
            return Approval(holder[0], token) if holder else None
    if case(token) == "before" and is_body(token) and lemma(said[0]) in words_of("paper"):
        return Approval(token, token, said[0])
    if token.lower_ == "desk" and case(token) == "on":
        holder = [c for c in token.children if c.dep_ == "nmod:poss"]
        return Approval(holder[0], token, said[0]) if holder else None
    return None


def _is_last_word(noun: Token) -> bool:
    return lemma(noun) in words_of("say") and any(c.lower_ in words_of("last") for c in noun.children)


# ---- who can approve


def is_body(token: Token) -> bool:
    """Whether a word names a body or an office that decides for others: a parliament, a court, a president."""
    if token.lower_ in words_of("body") or lemma(token) in words_of("body"):
        return True
    if token.pos_ == "PROPN":
        words = phrase(token, without=NAME).text
        for name in (words, token.text):
            organization = knowledge.organization(name)
            if organization is not None:
                return organization.kind in _KINDS
    return False


def _can_approve(found: Approval) -> bool:
    """Whether the one named is one who can: a body, an office, a state or somebody by name."""
    who = found.who
    if found.name is not None or is_body(who) or who.lower_ in ("his", "her", "he", "she"):
        return True
    return who.pos_ in ("PROPN", "ADJ", "NOUN") and who.ent_type_ in (
        "ORGANIZATION",
        "LOCATION",
        "NORP",
        "PERSON",
    )


@cache
def _adjectives() -> dict[str, str]:
    """Who an adjective stands for."""
    found = [alternatives(word) for word, kind, _ in table("approvals.tsv", 3) if kind == "adjective"]
    return {adjective: noun for adjective, noun in found}  # noqa: C416 (types the pairs)

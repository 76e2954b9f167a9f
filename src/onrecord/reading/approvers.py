"""Who still has to approve: "would need parliament's consent", "only the president can", "until the house has voted"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol, TypeVar

from spacy.tokens import Span, Token

from onrecord.model import Article, Field, Party
from onrecord.reading import knowledge
from onrecord.reading.clauses import case, objects, obliques, subjects
from onrecord.reading.frames import Frame
from onrecord.reading.knowledge.index import table
from onrecord.reading.parties import Parties, noun_class
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.tables import alternatives

_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "nobody", "nothing", "none"))
#: Whose consent a pronoun gives is known where a body stands before it; "ours" and "yours" never are.
_ITS = frozenset(("its", "their"))
#: Who approves things in the name of a state: kinds of organizations.tsv and of offices.tsv.
#: How many events back an approval may name its matter, and how many sentences back it may leave it to be understood.
_REACH, _FEW = 12, 8
#: The type of the events that nouns of these classes of classes.tsv name.
_TYPES = {"deal": "AGREE", "measure": "SANCTION", "mission": "MOBILIZE", "aid": "AID"}
_KINDS = frozenset(("parliament", "government", "ministry", "judiciary", "court", "monarch", "international"))
_NAME = CLAUSES | {"acl", "appos", "conj", "cc", "advcl", "case", "obl", "cop", "nsubj", "aux", "mark", "advmod"}


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


class Waiting(Protocol):
    """What is asked of an event here: its word, what it is of, and who does it."""

    @property
    def frame(self) -> Frame: ...

    @property
    def trigger(self) -> Token: ...

    @property
    def themes(self) -> Sequence[Token]: ...

    @property
    def actor(self) -> Sequence[Party]: ...


D = TypeVar("D", bound=Waiting)


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


def party_of(approval: Approval, article: Article, parties: Parties, where: Field) -> Party | None:
    """The one who has to approve, as a party of an event; None where the words do not say who it is."""
    who = approval.who
    found = parties.of([who])
    if found and approval.name is None:
        return found[0]
    words = phrase(who, without=_NAME)
    while len(words) > 1 and words[0].lower_ in ("the", "a", "an"):
        words = words[1:]
    while len(words) > 1 and (words[-1].is_space or words[-1].is_punct):
        words = words[:-1]
    country = found[0].country if found else None
    span = article.span(where, words.start_char, words.end_char)
    return Party(name=approval.name or words.text, country=country, span=span)


def awaiting(approval: Approval, here: Sequence[D], before: Sequence[D]) -> D | None:
    """The event that waits for an approval: one of its own sentence, else the last one told before that fits.

    here    the events of the sentence, in order
    before  the events of the sentences before, in order
    """
    words = {approval.cue.i, approval.who.i}
    near = [
        d
        for d in here
        if d.trigger.i not in words and not _acts(approval.who, d) and _is_tied(approval.cue, d.trigger)
    ]
    for told in (near, before[-_REACH:]):
        if named := [d for d in told if _is_named(approval, d)]:
            return named[-1]
    fitting = _fitting(approval, near)
    if fitting:
        above = {t.i for t in approval.cue.ancestors}
        return next((d for d in fitting if d.trigger.i in above), fitting[-1])
    if not _may_be_told_before(approval):
        return None
    last = next(reversed(_fitting(approval, before[-_REACH:])), None)
    if last is None:
        return None
    sentences = sum(1 for t in approval.cue.doc[last.trigger.i : approval.cue.i] if t.is_sent_start)
    surest = last.frame.type == _TYPES.get(_kind_of_matter(approval) or "")
    return last if sentences <= _FEW or surest or len(before) == 1 else None


def _is_tied(cue: Token, trigger: Token) -> bool:
    """Whether an event of the sentence is told before the approval, or in one clause with it."""
    return trigger.i < cue.i or cue.is_ancestor(trigger) or trigger.is_ancestor(cue)


def _is_named(approval: Approval, draft: Waiting) -> bool:
    """Whether what has to be approved is the event's own word or what the event is of."""
    matter = approval.matter
    return matter is not None and _lemma(matter) in {_lemma(t) for t in (draft.trigger, *draft.themes)}


def _fitting(approval: Approval, drafts: Sequence[D]) -> list[D]:
    """The events that can be what has to be approved: an accord is AGREE, a ban SANCTION, a loan AID."""
    kind = _kind_of_matter(approval)
    of_type = [d for d in drafts if d.frame.type == _TYPES.get(kind or "")]
    if of_type or kind in ("measure", "mission"):
        return of_type
    return [d for d in drafts if d.frame.type == "AID"] if kind == "deal" else list(drafts)


def _kind_of_matter(approval: Approval) -> str | None:
    """The class of classes.tsv that what has to be approved is of."""
    matter = approval.matter
    if matter is not None and matter.pos_ == "NOUN":
        return "aid" if _lemma(matter) in _words("gift") else noun_class(matter)
    return "deal" if _lemma(approval.cue) in ("ratify", "ratification") else None


def _may_be_told_before(approval: Approval) -> bool:
    """Whether what has to be approved can be something that an earlier sentence tells of: "it", "the plan", or nothing."""
    clause = approval.cue.head
    if approval.cue.dep_ == "advcl" and any(c.pos_ == "PROPN" for c in clause.children if c.dep_ in _SUBJECTS):
        return False  # "Kenya would send police, provided its senate agrees" tells its own act
    matter = approval.matter
    if matter is None or matter.pos_ in ("PRON", "DET") or approval.cue.pos_ == "NOUN":
        return True
    if any(c.lower_ in ("this", "that", "these", "such") for c in matter.children):
        return True
    return _lemma(matter) in _words("matter") | _words("gift") | _words("paper") or noun_class(matter) in (*_TYPES, "demand")


def _acts(who: Token, draft: Waiting) -> bool:
    """Whether the one who approves is told as the one who acts in the event itself."""
    return any(p.span is not None and p.span.start <= who.idx < p.span.end for p in draft.actor)


# ---- the approval as a noun


def _asked_for(token: Token) -> Approval | None:
    """ "needs the approval of parliament", "without the president's signature", "awaits a vote in the Senate"."""
    if token.pos_ not in ("NOUN", "PROPN") or not _is_one_of(token, "approval"):
        return None
    cue = _why_open(token)
    if cue is None:
        return None
    above = cue if cue.pos_ in ("VERB", "AUX", "ADJ", "NOUN") else token.head
    matter = next((c for c in above.children if c.dep_ in _SUBJECTS and c is not token), None)
    who, name = _whose(token, above)
    return Approval(who, token, matter, name) if who is not None else None


def _whose(approval: Token, above: Token) -> tuple[Token | None, str | None]:
    """Who gives an approval, with the name where only an adjective says it: "of parliament", "its", "presidential"."""
    for child in approval.children:
        if child.dep_ == "nmod:poss":
            return (_meant(child) if child.lower_ in _ITS else child), None
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
    before = [t for t in pronoun.sent if t.i < pronoun.i and t.dep_ in (*_SUBJECTS, "compound") and is_body(t)]
    return before[-1] if before else None


def _why_open(approval: Token) -> Token | None:
    """The word that leaves an approval to come: "needs", "without", "pending"; None where it is given or not needed."""
    if any(c.lower_ == "no" and c.dep_ == "det" for c in approval.children):
        return None
    lacking = next((c for c in approval.children if c.lower_ in _words("lacking")), None)
    if lacking is not None and _is_unfulfilled(approval):
        return lacking
    above = approval
    for _ in range(3):
        if above.head is above:
            return None
        child, above = above, above.head
        if child.dep_ == "nsubj" and objects(above) and above.pos_ == "VERB" and above.lemma_ != "have":
            return None  # "a decision would need ..."
        if _is_negated(above) or any(c.lower_ == "without" for c in above.children):
            return None
        if _is_one_of(above, "need") or above.lower_ in _words("need"):
            return above
        if above.pos_ == "NOUN" and above.lower_ not in ("way",) and child.dep_ != "conj":
            return None
        if above.lower_ in _words("lacking") and above.dep_ == "advcl":
            return above
        if above.lemma_ in ("have", "need") and child.dep_ in _SUBJECTS:  # "the nod has to come from parliament"
            above = next((c for c in above.children if c.dep_ == "xcomp"), above)
        if _is_one_of(above, "come") and (_bound(above) or any(c.lower_ == "ahead" for c in approval.children)):
            return above
        if any(c.lower_ == "ahead" for c in approval.children) or above.lower_ == "way":
            return above
    return None


def _is_unfulfilled(approval: Token) -> bool:
    """Whether the clause that "without parliament's consent" stands in is none of the past."""
    above = approval.head
    if approval.lower_ in ("pending", "awaiting") or any(c.lower_ in ("pending", "awaiting", "barring") for c in approval.children):
        return True
    if any(c.lower_ == "not" for c in approval.children):  # "without his signature not one ship leaves", misread
        return True
    return _is_negated(above) or any(c.dep_ == "aux" and c.lemma_.lower() in _words("modal") for c in above.children)


# ---- the approval as a verb


def _acted_on(token: Token) -> Approval | None:
    """ "MPs must still rubber-stamp it", "once its parliament agrees", "has yet to vote", "only the president can sign"."""
    if not (token.pos_ == "VERB" or (token.pos_ == "NOUN" and token.dep_ in ("ROOT", "conj", "xcomp", "acl"))):
        return None
    kind = _kind_of_act(token)
    if kind is None:
        return None
    who = _actors(token)
    if not who or not _is_awaited(token, kind, who):
        return None
    return Approval(who[0], token, _matter(token, who))


def _kind_of_act(verb: Token) -> str | None:
    """approve (ratify, give its consent), vote (decides, not what), assent (agrees, speaks), refuse (blocks, objects)."""
    for kind in ("approve", "vote", "refuse", "assent"):
        if _is_one_of(verb, kind):
            return kind
    if _is_one_of(verb, "light") and any(_is_one_of(o, "approval") for o in objects(verb)):
        return "approve"
    return None


def _actors(verb: Token) -> list[Token]:
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.head.head.lemma_ == "have":
        return subjects(verb.head.head)  # "has 30 days to object"
    if verb.pos_ == "NOUN":
        # "the senate votes on 9 December", misread as a noun
        return [c for c in verb.children if c.dep_ in _SUBJECTS or (c.dep_ == "compound" and verb.dep_ == "ROOT")]
    return [
        t for t in subjects(verb) if not (t.pos_ == "PRON" and t.lower_ not in ("he", "she"))
    ]


def _is_awaited(verb: Token, kind: str, who: Sequence[Token]) -> bool:
    """Whether the act is still to come, and one that the matter hangs on."""
    if kind == "refuse":
        return is_body(who[0]) and (_has_time(verb) or _can_still(verb) or (_condition(verb) is not None and not _is_past(verb)))
    if _condition(verb) is not None:
        return not _is_past(verb) and (kind != "assent" or is_body(who[0]))
    if kind == "assent":
        return is_body(who[0]) and _is_yet(verb)
    if _is_not_yet(verb):
        return kind == "approve" or is_body(who[0])
    if _is_negated(verb):
        return False
    if _bound(verb) or _is_yet(verb):
        return True
    if _is_alone(verb, who):
        return any(c.dep_ == "aux" and c.lemma_.lower() in _words("modal") for c in verb.children)
    if _is_for(verb):
        return True
    if kind != "vote" and not (kind == "approve" and _is_due(verb)):
        return False
    return is_body(who[0]) and not _is_past(verb) and not _is_one_of(verb.head, "report") and (_is_due(verb) or _is_present(verb))


def _matter(verb: Token, who: Sequence[Token]) -> Token | None:
    if verb.dep_ == "acl:relcl" and verb.head.pos_ == "NOUN" and verb.head not in who:
        return verb.head
    above = verb.head
    if verb.dep_ == "xcomp" and above.dep_ == "acl:relcl" and above.head.pos_ == "NOUN" and above.head not in who:
        return above.head  # "an accord which both houses still have to ratify"
    found = [t for t in (objects(verb) or obliques(verb, ("on", "about", "over"))) if t not in who]
    return next((t for t in found if t.ent_type_ != "DATE" and not _is_one_of(t, "approval")), None)


def _condition(verb: Token) -> Token | None:
    """The conjunction that makes the act one on which another hangs: "once", "until", "provided"."""
    for child in verb.children:
        if child.dep_ in ("mark", "advmod", "advcl") and child.lower_ in _words("once"):
            return child
    head = verb.head
    if head is not verb and verb.dep_ in ("advcl", "ccomp", "xcomp") and head.lower_ in _words("once"):
        return head
    before = next((t for t in verb.subtree), verb)
    if before.i > verb.sent.start and before.nbor(-1).lower_ in _words("once") and before.nbor(-1).pos_ == "VERB":
        return before.nbor(-1)
    marks = [c for c in verb.children if c.dep_ == "mark" and c.lower_ == "as" and c.i > verb.sent.start]
    return next((m.nbor(-1) for m in marks if m.nbor(-1).lower_ in ("soon", "long")), None)


def _bound(verb: Token) -> bool:
    """Whether the act is owed: "must", "has to", "needs to", "is to"."""
    if any(c.dep_ == "aux" and c.lemma_.lower() in _words("bound") for c in verb.children):
        return not _is_negated(verb)
    above = verb.head
    if verb.dep_ in ("xcomp", "ccomp") and _is_infinitive(verb) and above.lemma_ in ("have", "need", "remain"):
        return not _is_negated(above) and not _is_past(above)
    return False


def _is_yet(verb: Token) -> bool:
    """ "has yet to", "is yet to", "still has to"."""
    above = verb.head if verb.dep_ in ("xcomp", "ccomp") else verb
    words = {c.lower_ for t in (verb, above) for c in t.children}
    return "yet" in words and "to" in words or "still" in words and _bound(verb)


def _is_not_yet(verb: Token) -> bool:
    """ "has not approved it", "will not vote until May"."""
    if not any(c.lower_ in _NEGATIONS - {"never"} and c.dep_ == "advmod" for c in verb.children):
        return False
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    if auxiliaries & {"has", "have", "’s"}:
        return True
    return "will" in auxiliaries and any(g.lower_ in ("until", "before") for c in verb.children for g in c.children)


def _is_alone(verb: Token, who: Sequence[Token]) -> bool:
    """ "only the Senate can", "the Senate alone can"."""
    near = [c for w in who for c in w.children] + [c for c in verb.children if c.dep_ == "advmod" and c.i < who[0].i]
    return any(c.lower_ in ("only", "alone") for c in near)


def _is_for(verb: Token) -> bool:
    """ "it is for the president to decide"."""
    return any(c.lower_ == "for" and c.dep_ == "mark" for c in verb.children) and _is_infinitive(verb)


def _is_due(verb: Token) -> bool:
    """ "will vote", "is due to vote", "is expected to vote", "is to vote"."""
    if any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "’ll", "'ll") for c in verb.children):
        return True
    if any(c.lower_ in _words("due") for c in verb.children):
        return True
    if not _is_infinitive(verb):
        return False
    return verb.head.lower_ in _words("due") or any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children)


def _is_present(verb: Token) -> bool:
    """ "votes on it on Friday": the present tense, for what a calendar has."""
    if any(c.dep_ in ("aux", "aux:pass", "cop") for c in verb.children) or _is_infinitive(verb) or verb.dep_ == "acl":
        return False
    return verb.lower_.endswith("s") or verb.lower_ == verb.lemma_.lower()


def _has_time(verb: Token) -> bool:
    """ "has 30 days to object", "have until May to block it"."""
    if verb.dep_ == "acl":
        return verb.head.head.lemma_ in ("have", "get") and any(c.dep_ == "nummod" for c in verb.head.children)
    return verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ == "have" and any(
        g.lower_ == "until" for c in verb.head.children for g in c.children
    )


def _can_still(verb: Token) -> bool:
    words = {c.lower_ for c in verb.children}
    return "still" in words and bool(words & {"can", "could", "may", "might"})


# ---- the way that the matter goes


def _brought_before(token: Token) -> Approval | None:
    """ "has to go through parliament", "must still clear the Senate", "was put before the cabinet, which decides in May"."""
    if token.pos_ != "VERB":
        return None
    if _is_one_of(token, "pass") and not _is_negated(token) and (_bound(token) or _is_yet(token) or _now(token)):
        through = obliques(token, ("through", "before", "to", "past"))
        if _is_one_of(token, "hurdle") and not through:
            through = objects(token)
        if through and is_body(through[0]):
            return Approval(through[0], token, next(iter(subjects(token)), None))
    if _is_one_of(token, "lay") and not _is_negated(token):
        to = obliques(token, ("before", "to"))
        what = next((t for t in objects(token) if _lemma(t) in _words("paper")), None)
        if to and what is not None and is_body(to[0]):
            return Approval(to[0], token, what)
    return None


def _now(verb: Token) -> bool:
    """ "now goes to the Senate": on its way there."""
    return _is_present(verb) and any(_lemma(s) in _words("paper") | _words("matter") for s in subjects(verb))


def _left_to(token: Token) -> Approval | None:
    """ "the cabinet has the last word", "the final say belongs to the king", "it is up to parliament", "on his desk"."""
    if _lemma(token) == "have" and not _is_negated(token):
        if any(_is_last_word(t) for t in objects(token)):
            who = subjects(token)
            return Approval(who[0], token) if who else None
    if _is_one_of(token, "rest") and any(_is_last_word(t) or _lemma(t) == "decision" for t in subjects(token)):
        to = obliques(token, ("to", "with"))
        return Approval(to[0], token) if to else None
    marks = " ".join(c.lower_ for c in token.children if c.dep_ == "case" and c.i < token.i)
    if token.dep_ == "ROOT" and marks == "up to" and not _is_negated(token):
        return Approval(token, token)
    said = [c for c in token.children if c.dep_ in _SUBJECTS]
    if not said or not any(c.dep_ == "cop" for c in token.children) or _is_negated(token):
        return None
    if _is_last_word(said[0]) or _lemma(said[0]) == "decision":
        if any(c.dep_ == "case" and c.lower_ in ("'s", "’s", "for") for c in token.children):
            return Approval(token, said[0])
        if case(token) == "in" and token.lower_ == "hands":
            holder = obliques(token, ("of",)) or [c for c in token.children if c.dep_ == "nmod:poss"]
            return Approval(holder[0], token) if holder else None
    if token.lower_ == "desk" and case(token) == "on":
        holder = [c for c in token.children if c.dep_ == "nmod:poss"]
        return Approval(holder[0], token, said[0]) if holder else None
    return None


def _is_last_word(noun: Token) -> bool:
    return _lemma(noun) in _words("say") and any(c.lower_ in _words("last") for c in noun.children)


# ---- who can approve


def is_body(token: Token) -> bool:
    """Whether a word names a body or an office that decides for others: a parliament, a court, a president."""
    if token.lower_ in _words("body") or _lemma(token) in _words("body"):
        return True
    if token.pos_ == "PROPN":
        words = phrase(token, without=_NAME).text
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
    return who.pos_ in ("PROPN", "ADJ", "NOUN") and who.ent_type_ in ("ORGANIZATION", "LOCATION", "NORP", "PERSON")


# ---- words


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for word, k, _ in table("approvals.tsv", 3) if k == kind)


@cache
def _adjectives() -> dict[str, str]:
    """Who an adjective stands for."""
    pairs = (alternatives(word) for word, kind, _ in table("approvals.tsv", 3) if kind == "adjective")
    return {adjective: noun for adjective, noun in pairs}


def _is_one_of(token: Token, kind: str) -> bool:
    """Whether a word, alone or with the one beside it ("green light", "sign off"), is of a kind."""
    words = _words(kind)
    lemma = _lemma(token)
    if lemma in words:
        return True
    if token.i and f"{token.nbor(-1).lower_} {lemma}" in words:
        return True
    if token.i > 1 and token.nbor(-1).text == "-" and f"{token.nbor(-2).lower_}-{lemma}" in words:
        return True
    return any(c.dep_ == "compound:prt" and f"{lemma} {c.lower_}" in words for c in token.children)


def _lemma(token: Token) -> str:
    return token.lemma_.lower()


def _is_negated(word: Token) -> bool:
    if word.i + 1 < len(word.doc) and any(c.lower_ == "longer" for c in word.children if c.dep_ == "advmod"):
        return True
    return any(c.lower_ in _NEGATIONS for c in word.children if c.dep_ in ("advmod", "nsubj", "nsubj:pass")) or any(
        g.lower_ in ("no", "neither", "not") for c in word.children if c.dep_ in _SUBJECTS for g in c.children if g.dep_ in ("det", "advmod")
    )


def _is_past(verb: Token) -> bool:
    """Whether a verb tells of the past: "approved", "had approved", "was approved"."""
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass")}
    if auxiliaries & {"had", "did", "was", "were"} and not _is_infinitive(verb):
        return True
    if auxiliaries or any(c.dep_ == "cop" for c in verb.children):
        return False
    return verb.lower_ != verb.lemma_.lower() and not verb.lower_.endswith(("s", "ing"))


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "mark" for c in verb.children)


__all__ = ["Approval", "Waiting", "approvals_in", "approver_in", "awaiting", "is_body", "party_of"]

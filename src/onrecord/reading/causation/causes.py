"""What a verb claims an effect of: its subject, or what stands for one."""

from __future__ import annotations

from spacy.tokens import Span, Token

from onrecord.reading import knowledge
from onrecord.reading.causation.clauses import (
    PASSIVE,
    SUBJECTS,
    clause_of,
    content_of,
    is_marked,
    is_opened,
    noun_of,
    told_before,
)
from onrecord.reading.causation.frames import Frame, words_of
from onrecord.reading.entities import Entities

#: Kinds of entities, and classes of nouns, that act: what they let or stop is a deed of theirs, no consequence.
_ACTORS = frozenset(("person", "organization", "country", "group"))


def cause_of(verb: Token, frame: Frame, entities: Entities, depth: int = 0) -> Span | None:
    """What a verb says it of: its subject, or what stands for one."""
    agent = next(
        (
            c
            for o in (verb, *verb.children)
            for c in o.children
            if c.dep_ == "obl:agent" or is_opened(c, "by")
        ),
        None,
    )
    is_passive = any(c.dep_ in PASSIVE or c.dep_ == "aux:pass" for c in verb.children)
    if agent is not None and (is_passive or verb.dep_ == "acl") and agent.pos_ in ("NOUN", "PROPN"):
        return noun_of(agent) if not _acts(agent, frame, entities) else None
    if is_passive or depth > 4:
        return None
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if subject is not None:
        return _of_subject(subject, verb, frame, entities)
    head = verb.head
    if verb.dep_ == "conj":
        if any(c.lower_ in words_of("result") for c in verb.children if c.dep_ == "advmod"):
            return clause_of(head)
        return (
            cause_of(head, frame, entities, depth + 1)
            if not any(c.dep_ in PASSIVE for c in head.children)
            else None
        )
    if verb.dep_ in ("acl", "acl:relcl"):
        if not verb.text.endswith("ing") or head.pos_ not in ("NOUN", "PROPN"):
            return None
        if "," in (verb.left_edge.text, verb.doc[max(verb.left_edge.i - 1, 0)].text):
            above = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
            return clause_of(above, verb) if above is not None else None
        is_ = any(c.dep_ == "cop" for c in head.children)
        owner = next((c for c in head.children if is_ and c.dep_ in SUBJECTS), head)
        is_verb = not is_ and any(c.dep_ in SUBJECTS for c in head.children)  # "this amounts to", misread
        if (
            is_verb
            or owner.pos_ == "PRON"
            or head.lemma_ in words_of("clue")
            or _acts(owner, frame, entities)
        ):
            return None
        return noun_of(owner, verb)
    if verb.dep_ in ("xcomp", "advcl") and is_marked(verb, "to") and _governs(head):
        passive = next((c for c in head.children if c.dep_ in PASSIVE), None)
        if passive is None and head.dep_ == "conj" and any(c.dep_ == "aux:pass" for c in head.children):
            passive = next((c for c in head.head.children if c.dep_ in SUBJECTS | PASSIVE), None)
        if passive is not None:
            return _of_subject(passive, head, frame, entities)
        return cause_of(head, frame, entities, depth + 1)
    if verb.dep_ == "advcl" and head.pos_ == "VERB":
        if (
            verb.text.endswith("ing")
            and not any(c.dep_ in ("mark", "case") for c in verb.children)
            and verb.i > head.i
        ):
            return clause_of(content_of(head), verb)
        if is_marked(verb, "to") and head.lemma_ in words_of("give") and verb.i > head.i:
            return clause_of(head, verb)
    return None


def _governs(head: Token) -> bool:
    return head.pos_ in ("VERB", "ADJ") and (head.lemma_ in words_of("governor"))


def _of_subject(subject: Token, verb: Token, frame: Frame, entities: Entities) -> Span | None:
    """The cause that a subject names: a relative pronoun's antecedent, what "this" points back to, or itself."""
    if subject.lower_ in words_of("relative") and verb.dep_ == "advcl:relcl":
        return clause_of(verb.head, verb) if verb.head.pos_ == "VERB" else None
    if subject.lower_ in words_of("relative") and verb.dep_ == "acl:relcl":
        head = verb.head
        above = next((t for t in head.ancestors if t.pos_ == "VERB"), None)
        aside = (
            frame.relation == "causes"
            and subject.i
            and subject.nbor(-1).text == ","
            and head.dep_ not in SUBJECTS
            and not (above is not None and (is_marked(above, "to") or above.dep_ == "acl"))
            and _whole(head, subject).lemma_ not in words_of("happening")
        )
        if aside or frame.kind == "that" or head.pos_ not in ("NOUN", "PROPN"):
            return clause_of(above, verb) if above is not None else None
        owner = _said_of(_whole(head, subject))
        if owner.pos_ == "PRON":
            owner = head
        return (
            noun_of(owner, verb)
            if not _acts(owner, frame, entities)
            and not (frame.relation == "causes" and _is_anyone(owner, verb))
            else None
        )
    if subject.pos_ in ("PRON", "DET") and subject.lower_ in words_of("pointing"):
        return told_before(verb)
    if subject.pos_ == "PRON":
        return _thing(subject, verb, frame, entities)
    if subject.dep_ == "csubj":
        return clause_of(subject)
    if subject.lemma_ in words_of("aim"):
        subject = next((c for c in subject.children if c.dep_ == "nmod"), subject)
    return noun_of(subject) if not _acts(subject, frame, entities) else None


def _said_of(noun: Token) -> Token:
    """What a noun is said of: the subject of "is a measure that", "is one of the sectors that"; else the noun itself."""
    top = noun.head if noun.dep_ == "nmod" and noun.head.pos_ in ("NUM", "PRON") else noun
    if top.dep_ == "appos" and top.head.pos_ in ("NOUN", "PROPN"):
        return top.head
    if not any(c.dep_ == "cop" for c in top.children) or (
        top == noun and noun.lemma_ not in words_of("vague")
    ):
        return noun
    return next(
        (c for c in top.children if c.dep_ in SUBJECTS and c.lower_ not in words_of("relative")), noun
    )


def _is_anyone(noun: Token, verb: Token) -> bool:
    """Whether a noun stands for any such thing: "areas that cause jams"."""
    return (
        noun.pos_ == "NOUN"
        and noun.i + 1 == verb.left_edge.i
        and not any(c.i < noun.i and c.dep_ != "case" for c in noun.children)
    )


def _whole(noun: Token, pronoun: Token) -> Token:
    """What ", which" takes up: the closure in "the closure of two bridges, which ...", both of two things."""
    while (
        pronoun.i
        and pronoun.nbor(-1).text == ","
        and noun.dep_ in ("nmod", "conj")
        and noun.head.pos_ == "NOUN"
    ):
        noun = noun.head
    return noun


def _thing(pronoun: Token, verb: Token, frame: Frame, entities: Entities) -> Span | None:
    """The pronoun "it" or "they", where the subject before them, which they may stand for, is nobody who acts."""
    if pronoun.lower_ not in words_of("thing") or frame.kind == "that":
        return None
    if frame.kind in ("made", "turned") and pronoun.lower_ == "it":
        return None  # "it makes it hard to tell"
    above = next((t for t in verb.ancestors if t.i < pronoun.i and t.pos_ == "VERB"), None)
    if above is None and verb.sent.start:
        above = verb.doc[verb.sent.start - 1].sent.root
    before = (
        next((c for c in above.children if c.dep_ in SUBJECTS | PASSIVE), None) if above is not None else None
    )
    if before is None or before.pos_ not in ("NOUN", "PROPN") or _acts(before, frame, entities):
        return None
    return pronoun.doc[pronoun.i : pronoun.i + 1]


def _acts(noun: Token, frame: Frame, entities: Entities) -> bool:
    """Whether somebody does it: states, bodies and persons allow and stop by deciding so."""
    draft = entities.at(noun)
    person = noun.ent_type_ == "PERSON" or (draft is not None and draft.kind == "person")
    if (
        person
        or knowledge.office(noun.lemma_.lower()) is not None
        or knowledge.anonymous(noun.lower_) is not None
    ):
        return True
    if frame.kind == "object" and frame.relation == "causes":
        return False
    return (draft is not None and draft.kind in _ACTORS) or knowledge.noun_class(noun.lower_) in words_of(
        "acting"
    )

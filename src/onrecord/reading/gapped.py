"""A verb that several share: "Sweden sends six boats, Finland 40 generators and Lithuania a command post".

The verb of all but the first is left out (gapping; Ross 1970), and parsers hang what remains of such a clause on whatever
stands near. So the clauses are found by their words: after a comma or "and" somebody's name, and at once a number, an
article or a sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from onrecord.model import Article, Field, Item, Party
from onrecord.reading.clauses import objects, subjects
from onrecord.reading.drafts import Draft
from onrecord.reading.items import items_of
from onrecord.reading.knowledge.goods import bounds
from onrecord.reading.parties import Parties

_NAMES = frozenset(("LOCATION", "ORGANIZATION", "NORP"))
_JOINTS = frozenset((",", ";", "and", "while", "but", "as", "well"))
#: What ends what is given: the end of the clause, or what only describes it or the giver, "a neighbour with boats of its own".
_STOPS = frozenset((".", "!", "?", ";", ":", "—", "–", "with", "in", "from", "on", "at", "near", "that", "which", "who", "whose"))  # fmt: skip
_TYPES = frozenset(("AID", "MOBILIZE"))
#: What stands before the noun that it belongs to.
_WITHIN = frozenset(("compound", "amod", "nummod", "det", "nmod:poss"))


@dataclass(frozen=True, slots=True)
class Gapped:
    """A clause without its verb: who does it, and the words behind the name."""

    name: Span
    rest: Span


def shared(draft: Draft, article: Article, parties: Parties, field: Field) -> list[Draft]:
    """A draft and those of the clauses behind it that leave out its verb; what is theirs is taken from it."""
    if (
        draft.frame.type not in _TYPES
        or draft.frame.pos != "VERB"
        or "subject" not in draft.frame.pattern.actor
    ):
        return [draft]
    clauses = [(c, t, items) for c in gapped(draft.trigger) for t, items in _given(c, article, field)]
    if not clauses:
        return [draft]
    start = clauses[0][0].name.start_char
    things = [t for t in (*draft.themes, *objects(draft.trigger)) if t.idx < start]
    things += [c for c in draft.trigger.children if c.dep_ == "obj" and c.idx < start and c not in things]
    own = {i.span.start: i for t in things for i in items_of(article, t, field=field) if i.span.start < start}
    to = _named_before(start, draft.recipient) or parties.of(
        t for c, _, _ in clauses for t in c.rest if t.ent_type_ in _NAMES and _is_receiver(t)
    )
    draft.actor = _named_before(start, draft.actor)
    draft.items = tuple(own[at] for at in sorted(own)) or tuple(
        i for i in draft.items if i.span.start < start
    )
    draft.recipient, draft.themes = to, list(dict.fromkeys(things))
    found = [draft]
    for clause, thing, items in clauses:
        who = parties.of([clause.name.root])
        if who:
            found.append(replace(draft, trigger=thing, actor=who, items=items, themes=[thing], value=None))
    return found


def gapped(verb: Token) -> Iterator[Gapped]:
    """The clauses behind a verb, in its sentence, that leave it out."""
    doc, end = verb.doc, verb.sent.end
    starts = [e for e in doc.ents if verb.i < e.start < end and e.label_ in _NAMES and _opens(e, end)]
    for i, name in enumerate(starts):
        stop = starts[i + 1].start if i + 1 < len(starts) else end
        rest = doc[name.end : stop]
        halt = next((t.i for t in rest if t.lower_ in _STOPS or t.pos_ in ("VERB", "AUX")), stop)
        if halt < stop and any(name.start <= t.i < name.end for t in subjects(doc[halt])):
            continue  # a clause with a verb of its own
        yield Gapped(name, doc[name.end : max(halt, name.end + 1)])


def _opens(name: Span, end: int) -> bool:
    """Whether a name stands between a joint and a number, an article or a sum."""
    doc = name.doc
    before = doc[name.start - 1 - (doc[name.start - 1].lower_ == "the")]
    if name.end >= end or before.lower_ not in _JOINTS:
        return False
    following = doc[name.end]
    return (
        following.pos_ in ("NUM", "SYM")
        or following.lower_ in ("a", "an", "another", "its", "some", "several", "every", "all")
        or following.lower_ in bounds()
    )


def _given(clause: Gapped, article: Article, field: Field) -> Iterator[tuple[Token, tuple[Item, ...]]]:
    """What a clause is about, with its items; nothing where no good is named."""
    # Parsers may take a later clause's word for the root.
    heads = (t for t in clause.rest if t.head.i < t.i or t.dep_ not in _WITHIN)
    for head in (clause.rest.root, *heads):
        items = [i for i in items_of(article, head, field=field) if i.span.end <= clause.rest.end_char]
        if items:
            yield head, tuple(items)
            return


def _named_before(start: int, parties: Sequence[Party]) -> tuple[Party, ...]:
    return tuple(p for p in parties if p.span is None or p.span.start < start)


def _is_receiver(token: Token) -> bool:
    """Whether "to" or "for" stands before the phrase of a name."""
    head = token
    while head.dep_ in ("amod", "compound", "nmod:poss") and head.head != head:
        head = head.head
    return any(c.dep_ == "case" and c.lower_ in ("to", "for") for t in (token, head) for c in t.children)

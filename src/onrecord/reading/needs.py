"""Whether the needs of a frame hold: what frames.tsv asks of a word's surroundings."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.model import Party
from onrecord.reading import knowledge
from onrecord.reading.clauses import (
    case,
    is_infinitive,
    is_passive,
    objects,
    receivers,
    subjects,
)
from onrecord.reading.drafts import Draft
from onrecord.reading.frames import DEEP, Frame, patterns
from onrecord.reading.givers import is_body
from onrecord.reading.items import is_aid, item_category
from onrecord.reading.knowledge.wordlists import word_list
from onrecord.reading.lists import is_package
from onrecord.reading.parties import Parties, is_group, is_political, is_public, is_state, noun_class
from onrecord.reading.told import is_list, is_told, is_unit, stands_in

#: Words for goods in general, which a state gives all the same.
_SUPPLIES = word_list("gift_words.tsv", "supplies")
_VEHICLES = word_list("gift_words.tsv", "vehicle")
#: Measures that are penalties only where they hit another state.
_AT_HOME = word_list("clause_words.tsv", "home")
_NO_GIFTS = frozenset(("deal", "measure", "demand", "talks", "mission"))
#: Types in which others than states take part: gunmen, protesters, workers.
_IN_PUBLIC = frozenset(
    ("ACCUSE", "ASSAULT", "COERCE", "CONCEDE", "COOPERATE", "PROTEST", "RETREAT", "SUPPORT", "THREATEN")
)
#: Types that are what somebody in public office does: whoever meets, asks or refuses, not whoever is met or asked.
_BY_OFFICE = frozenset(("AGREE", "CONSULT", "REJECT", "REQUEST"))
#: Types that are between two states, or are no event among states at all: a state's penalties on its own people.
_BOTH_SIDES = frozenset(("AGREE", "CONSULT", "SANCTION"))
#: Needs that tell senses of a word apart by how it stands.
_OF_SENSE = frozenset(
    ("active", "but", "case", "finite", "firm", "main", "nothing", "open", "theme:arms", "verb", "without")
)
_BELOW = frozenset(("xcomp", "ccomp", "advcl", "obj", "obl", "nmod", "acl"))


def is_met(frame: Frame, draft: Draft, sums: set[int], known: Parties) -> bool:
    """Whether the needs of a frame hold, and somebody takes part that events are kept of."""
    if not all(_holds(need, draft, sums) for need in frame.needs):
        return False
    if frame.type == "REQUEST" and _cannot(draft.trigger):
        return False
    if "its" in frame.pattern.actor and is_infinitive(draft.trigger):
        return False
    if frame.type == "SANCTION" and _is_at_home(draft, known):
        return False
    if frame.type == "AID" and frame.pos == "VERB" and not draft.actor and _does_a_thing(draft):
        return False
    if frame.type == "AID" and _is_of_everyday(draft, sums):
        counted = any(
            i.quantity is not None and (i.quantity.value or i.quantity.max or 0) > 1 for i in draft.items
        )
        giver = any(_is_public_body(p) for p in draft.actor)
        return counted and giver and any(is_political(p) for p in draft.recipient)
    if any(_takes_part(p, frame, known) for p in _deciding(draft)):
        return True
    if frame.type == "AID":
        return bool(draft.items)
    return any(f"theme:{kind}" in frame.needs for kind in ("demand", "state", "weapon"))


def is_other_sense(draft: Draft) -> bool:
    """Whether the word stands in a way in which it names no event, whoever takes part in it."""
    if draft.frame.type == "REQUEST" and _cannot(draft.trigger):
        return True
    needs = (n for n in draft.frame.needs if n in _OF_SENSE or n.partition(":")[0] in _OF_SENSE)
    return any(not _holds(need, draft, set()) for need in needs)


def is_among_states(draft: Draft, known: Parties) -> bool:
    """Whether states do it, and in the direction of the type: two where it takes two, one who gives, moves or refuses.

    A gift needs what is given, or both who gives and who gets it.
    """

    def states(parties: tuple[Party, ...]) -> set[str]:
        among = (p for p in parties if (p.country or knowledge.alliance(p.name)) and not known.is_private(p))
        return {p.country or p.name for p in among}

    acting, reached = states(draft.actor), states(draft.recipient)
    if draft.frame.type in _BOTH_SIDES:
        return len(acting | reached) > 1
    if draft.frame.type == "AID":
        return bool(acting and reached) or bool((acting or reached) and any(i.category for i in draft.items))
    return bool(acting)


def _is_of_everyday(draft: Draft, sums: set[int]) -> bool:
    """Whether a gift is of things that anybody may give: "handed out 900 hammocks"."""
    if draft.told is not None or not draft.items or any(t.i in sums for t in draft.themes):
        return False
    return all(i.category is None for i in draft.items)


def _is_public_body(party: Party) -> bool:
    """Whether a party is a state or a body that the tables know, and no firm."""
    return bool(party.country or knowledge.alliance(party.name) or knowledge.organization(party.name))


def _is_at_home(draft: Draft, known: Parties) -> bool:
    """Whether a measure that states take at home as well names no other state: "imposed restrictions on bars"."""
    needs_a_theme = any(
        need.startswith("theme:") for need in draft.frame.needs
    )  # "the closure of the border"
    heads = draft.themes if needs_a_theme else (*draft.themes, draft.trigger)
    words = [t for t in heads if t.lemma_.lower() in _AT_HOME]
    if not words or any(p.country or knowledge.alliance(p.name) for p in draft.recipient):
        return False
    own = {p.country for p in draft.actor}
    named = (known.entities.at(t) for word in words for t in word.subtree)
    return not any(d is not None and d.country not in (None, *own) for d in named)


def _deciding(draft: Draft) -> tuple[Party, ...]:
    """The parties of which one has to be political for the event to be kept."""
    if draft.frame.type in _BY_OFFICE:
        return draft.actor or draft.recipient
    return (*draft.actor, *draft.recipient)


def _takes_part(party: Party, frame: Frame, known: Parties) -> bool:
    """Whether a party is one that events of this type are kept of."""
    if frame.type in DEEP:
        return is_public(party) and not known.is_private(party)
    if not (party.country or not party.entity or is_group(party)):
        return False
    return is_public(party) if frame.type in _IN_PUBLIC else is_political(party)


def _holds(need: str, draft: Draft, sums: set[int]) -> bool:
    role, _, kind = need.partition(":")
    if role == "actor":
        if kind == "group":
            return any(is_group(p) for p in draft.actor)
        if kind == "country":  # a relief agency that halts its flights punishes nobody
            return any(p.country or knowledge.alliance(p.name) for p in draft.actor)
        if draft.frame.type == "REQUEST" and is_passive(draft.trigger):
            return bool(draft.actor or draft.recipient)  # "Nigeria has been asked to stand surety"
        if draft.frame.type in _BY_OFFICE and not draft.actor and _is_by_pronoun(draft.trigger):
            return any(p.country for p in draft.recipient)  # "we have asked Kenya for machines"
        return bool(draft.actor) and (kind != "person" or _is_person(draft.trigger))
    if role == "act":  # "asked Berlin to send", "asked for help"; not "asked a journalist"
        clauses = [c for c in draft.trigger.children if c.dep_ in ("xcomp", "advcl", "ccomp")]
        return bool(draft.themes) or any(
            is_infinitive(c) or any(m.lower_ == "for" for m in c.children)  # "asked for drinking water"
            for c in clauses
        )
    if role == "nothing":  # "farmers demonstrated", not "demonstrate their skill"
        return not objects(draft.trigger)
    if role == "whom":  # "met the minister", not "met the need"
        return bool(draft.recipient) or not objects(draft.trigger)
    if role == "but":  # "ordered vaccines" bought them
        return draft.trigger.lemma_.lower() not in kind.split("|")
    if role == "main":  # "has 30 days to object" is no objection yet
        return not (is_infinitive(draft.trigger) and draft.trigger.dep_ in ("acl", "advcl"))
    if role == "finite":  # "the 900 soldiers stationed in Chad" are only described
        return draft.trigger.dep_ != "acl" or is_infinitive(draft.trigger)
    if role == "without":  # "appealed against the verdict" asked nobody for anything
        return not any(kind in (case(c), c.lemma_.lower()) for c in draft.trigger.children)
    if role == "last":
        return draft.last == kind
    if role == "alone":  # "decided not to take part", in what was told before
        return draft.near and not any(c.dep_ in ("obl", "nmod") for c in draft.trigger.children)
    if role == "active":
        return not is_passive(draft.trigger)
    if role == "verb":
        return draft.trigger.pos_ == "VERB"
    if role == "object" and kind:
        return any(noun_class(t) == kind for t in objects(draft.trigger))
    if role == "actors":
        return len(draft.actor) > 1
    if role == "recipient":
        if kind == "group":
            return any(is_group(p) for p in draft.recipient)
        return any(p.country for p in draft.recipient) if kind == "country" else bool(draft.recipient)
    if role == "other":  # "endorsed sanctions" decides on them
        return not any(_is_of(t, "gift|force|measure|deal|mission", draft, sums) for t in draft.themes)
    if role == "below":  # "vowed to retaliate", "warned of war"
        return any(noun_class(c) == kind for c in draft.trigger.children if c.dep_ in _BELOW)
    if role == "case":
        return case(draft.trigger) in kind.split("|")
    if role == "goods":  # "paid 3 million for the use of a port" gives nothing
        beneath = [t for t in draft.trigger.subtree if draft.frame.pos == "NOUN"]
        return (
            bool(draft.items) or draft.told is not None or any(p.country for p in draft.recipient)
            or any(t.i in sums for t in beneath)
        )  # fmt: skip
    if role == "firm":  # "declined to say whether more would follow" tells of nothing
        return not any(c.dep_ == "mark" and c.lower_ in ("whether", "if") for c in draft.trigger.children)
    if role == "bound":  # "approved the salts" is nobody's gift
        if (
            bool(draft.recipient)
            or draft.last == "AID"
            or any(is_state(p) or is_body(p) for p in draft.actor)
        ):
            return True
        return any(t.i in sums or noun_class(t) == "aid" or is_package(t) for t in draft.themes)
    if role == "thing":  # "a gift to Moscow" may be none
        beneath = [t for theme in draft.themes for t in theme.subtree]
        return bool(draft.items) or draft.told is not None or any(t.i in sums for t in beneath)
    if role == "open":  # "declined to comment" is no refusal
        below = [c for c in draft.trigger.children if c.dep_ in ("xcomp", "ccomp", "advcl")]
        return not any(knowledge.noun_class(c.lemma_.lower()) == "speech" for c in below)
    if role == "bare":  # "keep drones away", "allow helicopters to land"
        beside = [] if any(t.i in sums for t in draft.themes) else list(draft.trigger.children)
        return not any(c.dep_ in ("xcomp", "ccomp") or c.lower_ in ("away", "out", "from") for c in beside)
    if role == "object":
        return bool(objects(draft.trigger) or receivers(draft.trigger) or draft.themes)
    if role == "mission":  # an office's mission is none: "the mission of the company"
        return any(p.country for p in (*draft.actor, *draft.recipient))
    if role == "aid":
        return bool(draft.items) or is_aid(draft.trigger) is not None or any(
            noun_class(c) == "aid" for c in draft.trigger.children if c.dep_ in ("compound", "amod")
        )  # fmt: skip
    return any(_is_of(theme, kind, draft, sums) for theme in draft.themes)


def _is_of(theme: Token, kind: str, draft: Draft, sums: set[int]) -> bool:
    if kind == "any":
        return True
    own = noun_class(theme)
    if kind == "gift" and theme.i in sums:
        return True
    if kind == "cargo":  # "two aircraft with pumps"
        return theme.lemma_.lower() in _VEHICLES and any(
            case(c) in ("with", "carrying") and is_aid(c) is not None for c in theme.children
        )
    if kind == "told":
        return draft.told is not None
    if stands_in(theme):  # "the first 150 sailed", "it could not supply them", "Greece is considering it"
        return any(is_told(theme, k, draft) for k in kind.split("|"))
    if theme.pos_ == "PRON":
        return False
    if kind == "likewise" and theme.lemma_.lower() in ("offer", "pledge", "promise"):
        return draft.last == "AID" and any(c.dep_ == "nmod:poss" for c in theme.children)
    if kind == "gift":
        moves = draft.frame.pattern in (patterns()["send"], patterns()["arrive"])
        if moves and _sails(theme, draft):
            return False
        if own in ("force", "ship") and draft.frame.pattern == patterns()["send"]:
            return False
        if own in _NO_GIFTS or theme.lemma_.lower() == "list":
            return False
        if any(p.country for p in draft.recipient) and _is_worth_a_sum(theme, sums):
            return True
        if own == "backing" and draft.frame.word != "*":  # "sent support", not "discussed their support"
            return True
        if (
            draft.told is not None
            and theme != draft.trigger
            and draft.frame.word != "*"
            and theme.pos_ in ("NOUN", "PROPN")
        ):
            return True
        if theme.lemma_.lower() in _SUPPLIES and any(p.country for p in draft.actor):
            return True
        return own == "aid" or any(i.category != "troops" for i in draft.items) or is_aid(theme) is not None
    if kind == "arms":
        return is_aid(theme) == "military"
    if kind == "force":
        return (
            own in ("force", "ship", "jet")
            or any(i.category == "troops" for i in draft.items)
            or is_unit(theme, draft.last)
            or (draft.frame.pattern in (patterns()["deploy"], patterns()["arrive"]) and _sails(theme, draft))
        )
    if "measure" in kind and is_list(theme, draft.last):
        return True
    return (
        any(
            own == k or (k in ("gift", "force", "arms", "told", "cargo") and _is_of(theme, k, draft, sums))
            for k in kind.split("|")
        )
        if "|" in kind
        else own == kind
    )


def _does_a_thing(draft: Draft) -> bool:
    """Whether the subject is no party at all: "the missile gives Kyiv a weapon that ..."."""
    return (
        not is_passive(draft.trigger)
        and "subject" in draft.frame.pattern.actor
        and any(
            c.dep_ == "nsubj" and c.lower_ not in ("they", "we", "who", "which", "that")
            for c in draft.trigger.children
        )
    )


def _cannot(trigger: Token) -> bool:
    """Whether somebody says that it cannot be done: "we cannot ask boys to fight" asks nobody."""
    words = {c.lemma_.lower() for c in trigger.children if c.dep_ in ("aux", "advmod")}
    return trigger.pos_ == "VERB" and bool(words & {"can", "could"}) and bool(words & {"not", "n't"})


def _sails(theme: Token, draft: Draft) -> bool:
    """Whether a ship goes somewhere, and is nobody's gift: "the navy sent three ships to the shoal"."""
    return (
        (item_category(theme) in ("ship", "warship") or noun_class(theme) == "ship")
        and not any(p.country for p in draft.recipient)
        and any(p.country for p in draft.actor)
        and draft.told is None
        and draft.last != "AID"
        and len(draft.items) == 1
    )


def _is_worth_a_sum(theme: Token, sums: set[int]) -> bool:
    """Whether a thing of any kind has its price beside it: "a rice mill worth $9 million"."""
    return any(t.lower_ == "worth" and any(s.i in sums for s in t.subtree) for t in theme.subtree)


def _is_by_pronoun(trigger: Token) -> bool:
    """Whether a pronoun does it, whoever that is."""
    return any(t.pos_ == "PRON" and t.lower_ in ("we", "they", "he", "she") for t in subjects(trigger))


def _is_person(trigger: Token) -> bool:
    """Whether a person does it: somebody named, the holder of an office, or several of them."""
    return any(
        t.ent_type_ == "PERSON"
        or t.lower_ in ("he", "she", "delegation", "delegates", "negotiators")
        or knowledge.office(t.lemma_.lower()) is not None
        for t in subjects(trigger)
    )

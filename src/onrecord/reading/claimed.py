"""What a headline claims: its act, who does what to whom, whether it is denied, early or still so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.reading.clauses import case, is_infinitive, objects, subjects
from onrecord.reading.likenesses import acts, is_state, likenesses, opposites, rows
from onrecord.reading.passages import EARLY, NO, OPEN, STOPPED, Body, how_far
from onrecord.reading.stages import standing

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
_SAYING = frozenset(("say", "warn", "report", "tell", "claim"))
_SPEAKER = 6
_NAMING = frozenset(("NOUN", "PROPN", "NUM", "ADV"))
_PLACES = frozenset(("LOCATION", "NORP"))
_MATTERS = frozenset(("on", "to", "into", "over", "for", "against", "with"))
#: Acts by which all stays as it is: what is denied of something else bears them out.
_KEEPING = frozenset(("stay", "withhold", "stay out", "refuse", "hold", "shut"))
#: Others by which something is not so any more: whatever else is denied says nothing against them.
_NEGATIVE = frozenset(("stop", "leave", "cut", "lose", "ease", "broken", "resign"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the body says of a claim's act.

    how    "so" (it does it), "not" (it does not), "contrary" (it does the opposite), "elsewhere" (to others) or a stage that comes before
    word   the body's word that says it
    known  whether the body says it of the one who does it in the claim
    """

    how: str
    word: Token
    known: bool = True


def main_word(part: Span) -> Token | None:
    """The verb of a claim, also where the parser takes it for a noun ("navy waves convoy through"); None without one."""
    verbs = [t for t in part if t.pos_ == "VERB" and t.dep_ not in ("amod", "compound", "acl:relcl")]
    tops = [t for t in verbs if t.head not in part or t.head == t or t.dep_ == "ROOT"]
    found = next(iter(tops or verbs), None)
    aside = found is not None and not tops and found.dep_ == "acl" and not is_infinitive(found)
    if (
        found is not None
        and not aside
        and (found.i > part.start or not found.text.endswith("s") or likenesses(found) & acts())
    ):
        return found
    for token in part[1:]:
        before = part.doc[token.i - 1]
        plural = before.text.endswith("s") and before.pos_ != "DET"
        verbal = token.text.endswith("s") != plural or (token == part[-1] and token.text.endswith("ing"))
        if before.pos_ in _NAMING and token.text.islower() and verbal and likenesses(token) & acts():
            return token
    return found


def is_keeping(part: Span) -> bool:
    """Whether a claim is that all stays as it is: "Peru keeps its rifles"."""
    verb = main_word(part)
    return verb is not None and bool(likenesses(verb) & (_KEEPING - {"refuse", "hold", "shut"}))


def said_by(part: Span) -> int:
    """How many words at the end of a claim only tell who says it: ", army says"."""
    for size in range(3, min(_SPEAKER, len(part)) + 1):
        last = part[-size:]
        if last[0].text == "," and last[-1].lemma_.lower() in _SAYING:
            return size
    return 0


def about(part: Span, verb: Token | None, title: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """What a claim is about: the keys of its nouns, names and adjectives."""
    found: list[frozenset[str]] = []
    for t in part[: len(part) - said_by(part)]:
        if t != verb and t.pos_ in _CONTENT and title[t.i] and not t.is_stop and title[t.i] not in found:
            found.append(title[t.i])
    return found


class Claimed:
    """A claim's act with what is asked of the body: who does it, and whether it is denied, early or still so."""

    def __init__(
        self, verb: Token, part: Span, title: Sequence[frozenset[str]], names: Sequence[frozenset[str]]
    ) -> None:
        self.verb, self.part, self.title, self.names = verb, part, title, names
        self.words = frozenset().union(*names)
        own = how_far(verb, own=True)
        plain = standing(verb)
        self.denied = plain.negated or plain.stage in STOPPED or any(t.lower_ in NO for t in part)
        self.refuses = own == "not"
        self.quo = bool(likenesses(verb) & _KEEPING)
        self.negative = self.refuses or self.quo or bool(likenesses(verb) & _NEGATIVE)
        hedged = own == "proposed" and verb.head.pos_ == "ADJ"
        yet = any(t.lower_ == "yet" for t in part if t.i < verb.i)
        self.weak = own in EARLY - {"proposed"} or hedged or yet or "need" in likenesses(verb)
        self.future = plain.stage == "pledged" or is_infinitive(verb)
        self.conditional = any(t.lower_ in OPEN for t in part)
        self.still = any(t.lower_ == "still" for t in part)
        self.done = "done" in likenesses(verb) and not self.future
        self.act = likenesses(verb) & acts() or likenesses(verb)
        if self.done:
            self.act |= {"give", "go"}
        self.against = frozenset().union(*(opposites().get(name, frozenset()) for name in self.act))
        who = [t for t in subjects(verb) if t in part] or [t for t in part if t.i < verb.i]
        self.states = {k for t in who for w in t.subtree if w.i < verb.i for k in title[w.i] if is_state(k)}
        self.subject = {
            k for t in who for w in t.subtree if w.pos_ == "PROPN" and w.i < verb.i for k in title[w.i]
        }
        self.subject |= self.states
        self.doer = {k for t in who if t.pos_ == "NOUN" for k in title[t.i]} - acts()
        self.heads = {k for t in who for k in title[t.i]} & self.subject
        self.whom = states_in(_to_whom(verb), title) - self.states
        self.offices = {k for t in who for w in t.subtree if w.i < verb.i for k in title[w.i]} & rows(
            "office"
        )
        self.theme = _matter(verb) if self.subject and verb.pos_ == "VERB" else []
        self.theme = self.theme or (
            theme_of(verb) if verb.pos_ == "VERB" else [t for t in part if t.i < verb.i and t.pos_ == "NOUN"]
        )

    def counts(self, how: str) -> str:
        """What a stage in the body is for this claim: "so" where it bears it out."""
        if how in EARLY and self.conditional:
            return "so"
        borne = how in ("approved", "pledged") and not self.done
        return "so" if borne or (how == "planned" and self.future) else how


def theme_of(verb: Token) -> list[Token]:
    """The nouns that are a verb's object, else its subject: of "tanks reach Yerevan" the tanks."""
    for found in (objects(verb), subjects(verb)):
        named = [t for t in found if t.ent_type_ not in _PLACES and t.pos_ not in ("PRON", "DET")]
        if things := [t for t in named if t.pos_ != "PROPN"] or named:
            return things
        if any(t.pos_ in ("PRON", "DET") for t in found):
            return []
    return []


def _matter(verb: Token) -> list[Token]:
    """What stands behind a preposition, of a verb without an object: "agrees on bans", "joins in the fight"."""
    if any(t.pos_ != "PRON" for t in objects(verb)):
        return []
    found = [c for c in verb.children if c.i > verb.i and c.dep_ in ("obl", "xcomp") and c.pos_ == "NOUN"]
    return [c for c in found if case(c) in _MATTERS and c.ent_type_ not in _PLACES]


def _to_whom(verb: Token) -> list[Token]:
    """The names behind "to", "for" or "from" that hang on a verb or on its object."""
    near = [verb, *objects(verb)]
    return [c for t in near for c in t.children if c.i > verb.i and case(c) in ("to", "for", "from")]


def who_does(token: Token) -> list[Token]:
    """The words for who does it: of a noun, the subject of the verb above it."""
    verb = token
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    return [w for t in subjects(verb) for w in t.subtree] if verb.pos_ == "VERB" else []


def doers(token: Token, body: Body) -> set[str]:
    """The keys of who does it."""
    return {k for w in who_does(token) for k in body.keys[w.i]}


def within(nouns: Iterable[Token], names: Sequence[frozenset[str]]) -> set[str]:
    """The keys of nouns and of what they are of: "the deployment of peacekeepers"."""
    words = (w for t in nouns for w in (t, *(c for c in t.subtree if c.dep_ in ("nmod", "compound", "conj"))))
    return {k for w in words for k in names[w.i] if not is_state(k) and k not in acts()}


def states_in(tokens: Iterable[Token], names: Sequence[frozenset[str]]) -> set[str]:
    """The keys of the states that phrases name."""
    return {k for t in tokens for w in t.subtree for k in names[w.i] if is_state(k)}

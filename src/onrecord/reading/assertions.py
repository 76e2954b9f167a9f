"""A claim's main word held against the words for the same act in the body: done there, denied, or only considered.

The comparison of events knows the types of events that are tracked; this one takes any verb. The body's words for the
claim's act are found by likenesses.tsv, and stages.py tells how far each has got. Where the body has no word for the
act, the word above what the claim is about is asked instead: a request that "was turned down", an offer that is "weighed".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.reading.clauses import case, is_infinitive, objects, subjects
from onrecord.reading.evidence import key
from onrecord.reading.items import item_category
from onrecord.reading.likenesses import acts, followers, is_state, keys, likenesses, opposites, rows
from onrecord.reading.passages import EARLY, NO, STOPPED, Body, how_far, is_report
from onrecord.reading.stages import cue_of, negation_of, standing

_CONTENT = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
#: The share of a claim's words, by weight, that a sentence must have to speak of the same; set on the headlines of
#: benchmarks/headlines/develop.tsv, as is the next.
_ABOUT, _SURELY, _BARELY = 0.35, 0.5, 0.25
#: What a sentence gains where the claim's subject does it, or loses where nothing of the claim stands in its clause.
_NAMED = 0.15
_CLOSE = 0.12
#: What hangs on a verb and tells of something else.
_OTHER_CLAUSES = frozenset(("parataxis", "conj", "advcl", "ccomp", "acl:relcl"))
_SAYING = frozenset(("say", "warn", "report", "tell", "claim"))
_SPEAKER = 6
_NAMING = frozenset(("NOUN", "PROPN", "NUM", "ADV"))
#: Verbs that say nothing by themselves.
_LIGHT = frozenset(("be", "have", "do", "get", "make"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the body says of a claim's act.

    how    "so" (it does it), "not" (it does not), "contrary" (it does the opposite), "elsewhere" (to others) or a stage that comes before
    word   the body's word that says it
    """

    how: str
    word: Token


def main_word(part: Span) -> Token | None:
    """The verb of a claim, also where the parser takes it for a noun ("navy waves convoy through"); None without one."""
    verbs = [t for t in part if t.pos_ == "VERB" and t.dep_ not in ("amod", "compound", "acl:relcl")]
    tops = [t for t in verbs if t.head not in part or t.head == t or t.dep_ == "ROOT"]
    found = next(iter(tops or verbs), None)
    if found is not None and (
        found.i > part.start or not found.text.endswith("s") or likenesses(found) & acts()
    ):
        return found
    for token in part[1:]:
        before = part.doc[token.i - 1]
        plural = before.text.endswith("s") and before.pos_ != "DET"
        verbal = token.text.endswith("s") != plural or (token == part[-1] and token.text.endswith("ing"))
        if before.pos_ in _NAMING and token.text.islower() and verbal and likenesses(token) & acts():
            return token
    return found


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


def answer(part: Span, body: Body) -> Answer | None:
    """What the body says of the claim's act; None where it cannot be told."""
    verb = main_word(part)
    if (verbatim := body.word_for_word(part.text)) is not None:
        return Answer("so", verbatim)
    if verb is None or verb.lemma_.lower() in _LIGHT or (is_report(verb) and not likenesses(verb) & acts()):
        return None
    title = keys(part.doc)
    names = about(part, verb, title)
    if not names:
        return None
    claim = Claimed(verb, part, title, names)
    shares = body.shares(names)
    found = list(_same_act(claim, body, shares))
    best = max((share for share, _ in found), default=0.0)
    near = [a for share, a in found if share >= max(_ABOUT, best - _CLOSE)]
    if claim.still and (changed := [a for a in near if a.how == "contrary"]):
        return changed[0]
    if (so := next((a for a in near if a.how == "so"), None)) is not None:
        return None if claim.denied else so
    if claim.denied:
        return None
    if near and all(a.how == "elsewhere" for a in near):
        return _above(claim, body, shares) or near[0]
    near = [a for a in near if a.how != "elsewhere"]
    if near:
        stopped = next((a for a in near if a.how in ("not", "contrary")), None)
        return stopped or (None if claim.weak else near[0])
    if claim.weak or claim.refuses:
        return None
    return _above(claim, body, shares) or _of_subject(claim, body, shares)


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
        self.weak = own in EARLY - {"proposed"} or any(t.lower_ == "yet" for t in part if t.i < verb.i)
        self.future = plain.stage == "pledged" or is_infinitive(verb)
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
        self.heads = {k for t in who for k in title[t.i]} & self.subject
        self.whom = _states(_to_whom(verb), title) - self.states
        self.offices = {k for t in who for w in t.subtree if w.i < verb.i for k in title[w.i]} & rows(
            "office"
        )
        self.theme = (
            _theme(verb) if verb.pos_ == "VERB" else [t for t in part if t.i < verb.i and t.pos_ == "NOUN"]
        )

    def counts(self, how: str) -> str:
        """What a stage in the body is for this claim: "so" where it bears it out."""
        if how == "approved" or (how == "pledged" and not self.done) or (how == "planned" and self.future):
            return "pledged" if self.done else "so"
        return how


def _theme(verb: Token) -> list[Token]:
    """The nouns that are a verb's object, else its subject: of "tanks reach Yerevan" the tanks."""
    for found in (objects(verb), subjects(verb)):
        named = [t for t in found if t.ent_type_ not in _PLACES and t.pos_ not in ("PRON", "DET")]
        if things := [t for t in named if t.pos_ != "PROPN"] or named:
            return things
        if any(t.pos_ in ("PRON", "DET") for t in found):
            return []
    return []


def _to_whom(verb: Token) -> list[Token]:
    """The names behind "to", "for" or "from" that hang on a verb or on its object."""
    near = [verb, *objects(verb)]
    return [c for t in near for c in t.children if c.i > verb.i and case(c) in ("to", "for", "from")]


_PLACES = frozenset(("LOCATION", "NORP"))


def _same_act(claim: Claimed, body: Body, shares: Sequence[float]) -> Iterator[tuple[float, Answer]]:
    """The body's words for the claim's act or its opposite, each with how much of the claim stands about it."""
    for at, (sentence, share) in enumerate(zip(body.sentences, shares, strict=True)):
        reply = body.reply(at)
        if share < _ABOUT - 2 * _NAMED or reply is None:
            continue
        for token in sentence:
            if token.pos_ not in ("VERB", "NOUN", "ADJ", "ADV", "ADP", "AUX"):
                continue
            names = body.keys[token.i]
            alike = token.pos_ == "VERB" and key(token.lemma_) == key(claim.verb.lemma_)
            same = alike or bool(names & claim.act)
            contrary = not same and bool(names & claim.against)
            if not (same or contrary):
                continue
            who = _who(token, body)
            if _somebody_else(claim, who, _named(token, body)):
                continue
            how = claim.counts(how_far(token, own=claim.done))
            if how == "so" and reply:
                how = reply
            if _excepted(token, claim, body):
                how = "not"
            exempt = alike and (how == "so" or (how == "not" and share >= _ABOUT))
            other = _something_else(claim, token, body)
            if other and not exempt:
                continue
            if contrary:
                how = {"so": "contrary", "not": "so"}.get(how, "")
                if not how:
                    continue
            clause = _clause(token)
            here = bool(claim.words & frozenset().union(*(body.keys[t.i] for t in clause)))
            taken_up = body.context(at) if _is_taken_up(token) else frozenset()
            known = bool((claim.heads if contrary else claim.subject) & (who | taken_up))
            if contrary and not known and not _same_theme(claim, token, body):
                continue
            if how == "so" and not contrary and claim.whom and _whom_else(claim, clause, body):
                how = "elsewhere"
            yield (
                share + _NAMED * (known + here + alike - 1 - (other and how == "so")),
                Answer(how, token),
            )


def _clause(token: Token) -> list[Token]:
    """A verb with what hangs on it, without other clauses; of a noun the sentence."""
    if token.pos_ != "VERB":
        return list(token.sent)
    found, left = [], [token]
    while left:
        word = left.pop()
        found.append(word)
        left += [c for c in word.children if c.dep_ not in _OTHER_CLAUSES]
    return found


def _subjects(token: Token) -> list[Token]:
    """The words for who does it: of a noun, the subject of the verb above it."""
    verb = token
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    return [w for t in subjects(verb) for w in t.subtree] if verb.pos_ == "VERB" else []


def _is_taken_up(token: Token) -> bool:
    """Whether a pronoun does it: somebody named before."""
    return any(w.pos_ == "PRON" for w in _subjects(token))


def _who(token: Token, body: Body) -> set[str]:
    """The keys of who does it."""
    return {k for w in _subjects(token) for k in body.keys[w.i]}


def _named(token: Token, body: Body) -> set[str]:
    """The keys of the names of who does it; none where only a noun or pronoun stands there."""
    found = _subjects(token)
    return {k for w in found if w.pos_ == "PROPN" for k in body.keys[w.i]}


def _somebody_else(claim: Claimed, who: set[str], named: set[str]) -> bool:
    """Whether somebody else does it in the body: another state, or another office of the same."""
    states = {k for k in who if is_state(k)}
    offices = who & rows("office")
    if claim.states and states and not states & claim.states:
        return True
    mine, theirs = claim.subject - claim.states, {k for k in named if not is_state(k)}
    if mine and theirs and not (theirs | who) & claim.subject:
        return True
    return bool(claim.offices and offices and not offices & claim.offices)


def _whom_else(claim: Claimed, clause: Sequence[Token], body: Body) -> bool:
    """Whether the body names other states than the claim as those it is done to, and none of the claim's."""
    states = {k for t in clause for k in body.keys[t.i] if is_state(k)}
    said = {k for t in (t.i for t in clause[0].sent) for k in body.keys[t] if is_state(k)}
    return bool(states - claim.states) and not claim.whom & said


def _something_else(claim: Claimed, token: Token, body: Body) -> bool:
    """Whether what the body's verb is done to, or who comes and goes, is another than the claim's."""
    phrase = followers(token)
    theirs = [t for t in _theme(token) if t.lower_ not in phrase] if token.pos_ == "VERB" else []
    if not theirs or not claim.theme:
        return False
    if _within(claim.theme, claim.title) & _within(theirs, body.keys):
        return False
    kinds = {item_category(t) for t in claim.theme} - {None}
    return not kinds & {item_category(t) for t in theirs}


def _same_theme(claim: Claimed, token: Token, body: Body) -> bool:
    theirs = _theme(token) if token.pos_ == "VERB" else list(token.sent)
    return bool(_within(claim.theme, claim.title) & _within(theirs, body.keys))


def _within(nouns: Iterable[Token], names: Sequence[frozenset[str]]) -> set[str]:
    """The keys of nouns and of what they are of: "the deployment of peacekeepers"."""
    words = (w for t in nouns for w in (t, *(c for c in t.subtree if c.dep_ in ("nmod", "compound", "conj"))))
    return {k for w in words for k in names[w.i] if not is_state(k) and k not in acts()}


def _excepted(token: Token, claim: Claimed, body: Body) -> bool:
    """Whether just what the claim is about is taken out: "agreed on a list, but not on the income"."""
    objects = {k for t in claim.part if t.i > claim.verb.i and t.pos_ == "NOUN" for k in claim.title[t.i]}
    for word in token.subtree:
        if word.i > token.i and body.keys[word.i] & objects:
            for above in (word, *word.ancestors):
                if above == token or above.pos_ == "VERB":
                    break
                if negation_of(above) is not None:
                    return True
    return False


def _states(tokens: Iterable[Token], names: Sequence[frozenset[str]]) -> set[str]:
    return {k for t in tokens for w in t.subtree for k in names[w.i] if is_state(k)}


def _above(claim: Claimed, body: Body, shares: Sequence[float]) -> Answer | None:
    """What the word above what the claim is about says of it, in the sentence that has most of the claim."""
    best = max(range(len(shares)), key=lambda i: shares[i], default=None)
    if best is None or shares[best] < _SURELY or body.reply(best) != "":
        return None
    names = _within(claim.theme, claim.title)
    for token in body.sentences[best]:
        if token.pos_ != "NOUN" or token.dep_ == "compound" or not body.keys[token.i] & names:
            continue
        below = token
        for above in (token.head, token.head.head):
            entry = cue_of(above, below)
            if entry is not None and entry.says != "report":
                how = how_far(token)
                how = how_far(above, own=True) if how == "so" else how
                if claim.counts(how) != "so":
                    return Answer(how, above)
                break
            if above.pos_ != "NOUN":
                break
            below = above
    return None


def _of_subject(claim: Claimed, body: Body, shares: Sequence[float]) -> Answer | None:
    """What else the body says of the claim's subject, where all that it says is that it refuses or considers."""
    found: list[tuple[float, Answer]] = []
    theme = _within(claim.theme, claim.title)
    for at, (sentence, share) in enumerate(zip(body.sentences, shares, strict=True)):
        if share < _BARELY or body.reply(at) is None or not theme & body.around(at):
            continue
        for token in sentence:
            if token.pos_ == "VERB" and (claim.states & _who(token, body)):
                how = claim.counts(how_far(token, own=True))
                found.append((share, Answer(how, token)))
    most = max((share for share, _ in found), default=0.0)
    best = [a for share, a in found if share >= most - _CLOSE]
    if not best or any(a.how == "so" for a in best):
        return None
    return best[0]

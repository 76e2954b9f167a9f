"""What a body says of what a claim is about, where it has no word for the claim's act.

The word above it is asked: a request that "was turned down", an offer that is "weighed". Then whoever the claim says
does it: all that the body tells of Mexico is that it refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from onrecord.reading.approvals import Approval, approvals_in
from onrecord.reading.claimed import Answer, Claimed, doers, main_word, states_in, within
from onrecord.reading.clauses import is_infinitive, subjects
from onrecord.reading.evidence import key
from onrecord.reading.likenesses import keys, likenesses
from onrecord.reading.passages import Body, how_far, is_report
from onrecord.reading.stages import cue_of

#: The share of a claim's words, by weight, that a sentence must have to tell of the same, and that one must have at
#: least to tell of its subject; how much less than the best another may have.
_SURELY, _BARELY, _CLOSE = 0.5, 0.25, 0.12
#: The same where nothing is known of the words for the claim's act.
_UNKNOWN = 0.7
#: Up to how many clauses tell all that a body has of somebody.
_FEW = 3
_NAMES = frozenset(("NOUN", "PROPN"))


def account(claim: Claimed, body: Body, shares: Sequence[float]) -> Answer | None:
    """What the body says of a claim's matter or subject, where that is not that it is so; None where it cannot be told."""
    found = above(claim, body, shares)
    if claim.negative:
        return found if found is not None and found.how != "not" else None
    return found or _of_subject(claim, body, shares)


def above(claim: Claimed, body: Body, shares: Sequence[float]) -> Answer | None:
    """What the word above what the claim is about says of it, in the sentences that have most of the claim."""
    theme = within(claim.theme, claim.title)
    least = _SURELY if claim.act else _UNKNOWN
    near = sorted((i for i, share in enumerate(shares) if share >= least), key=lambda i: -shares[i])
    for at in near[:_FEW]:
        if body.reply(at) != "":
            continue
        for names in (theme, claim.doer):
            nouns = [t for t in body.sentences[at] if t.pos_ == "NOUN" and t.dep_ != "compound"]
            about = [t for t in nouns if body.keys[t.i] & names]
            told = [_governed(t, claim) for t in about if claim.act or names is theme or t.dep_ != "nsubj"]
            if found := next((a for a in told if a is not None), None):
                return found
            if told:
                return None
    return None


def _governed(noun: Token, claim: Claimed) -> Answer | None:
    below = noun
    for over in (noun.head, noun.head.head):
        entry = cue_of(over, below)
        if over.pos_ == "VERB" or (entry is not None and entry.says != "report"):
            how = how_far(noun)
            how = claim.counts(how_far(over, own=True) if how == "so" else how)
            return Answer(how, over) if how != "so" else None
        if over.pos_ != "NOUN":
            return None
        below = over
    return None


def _of_subject(claim: Claimed, body: Body, shares: Sequence[float]) -> Answer | None:
    """What else the body says of the claim's subject, where all that it says is that it refuses or considers."""
    found = list(_told(claim, body, shares))
    theme = within(claim.theme, claim.title)
    least = _BARELY if claim.act else _SURELY
    near = [(share, a) for share, a, at in found if share >= least and theme & body.around(at)]
    if not near and claim.act and len(found) <= _FEW and all(a.how != "so" for _, a, _ in found):
        near = [(share, a) for share, a, _ in found]
    most = max((share for share, _ in near), default=0.0)
    best = [a for share, a in near if share >= most - _CLOSE]
    best = best if claim.act else [a for _, a, _ in found]
    if not best or any(a.how == "so" for a in best):
        return None
    return best[0]


def _told(claim: Claimed, body: Body, shares: Sequence[float]) -> Iterator[tuple[float, Answer, int]]:
    """All that the claim's subject does in the body, with the sentence and how much of the claim it has."""
    subject = claim.states or claim.heads
    for at, (sentence, share) in enumerate(zip(body.sentences, shares, strict=True)):
        if body.reply(at) is None:
            continue
        for token in sentence:
            if (
                token.pos_ != "VERB"
                or token.dep_ == "amod"
                or is_report(token)
                or body.keys[token.i] & claim.act
            ):
                continue
            if subject & doers(token, body):
                yield share, Answer(claim.counts(how_far(token, own=True)), token), at


def _is_own(verb: Token, claim: Claimed, body: Body) -> bool:
    """Whether a verb is a word for the claim's act, which is looked at elsewhere."""
    return bool(body.keys[verb.i] & claim.act) or key(verb.lemma_) == key(claim.verb.lemma_)


#: What approvers do.
_APPROVING = frozenset(("accept", "sign"))
#: The keys of those of which a parliament has two.
_CHAMBERS = frozenset(("hous", "senat"))


def awaiting(part: Span, body: Body) -> Approval | None:
    """What a body says of an approval still to come from one who gives it in a claim; None where it says nothing of it."""
    verb = main_word(part)
    if verb is None or not likenesses(verb) & _APPROVING or is_infinitive(verb):
        return None
    title = keys(part.doc)
    who = [t for t in subjects(verb) if t in part] or [t for t in part if t.i < verb.i and t.pos_ in _NAMES]
    heads = frozenset().union(*(title[t.i] for t in who))
    states = states_in(who, title)
    for sentence in body.sentences:
        for found in approvals_in(sentence):
            theirs = body.keys[found.who.i]
            named = states_in([found.who], body.keys)
            chambers = _CHAMBERS & heads, _CHAMBERS & theirs
            if all(chambers) and not chambers[0] & chambers[1]:
                continue
            if heads & theirs and not (states and named and not states & named):
                return found
    return None

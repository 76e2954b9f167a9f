"""A claim's main word held against the words for the same act in the body: done there, denied, or only considered.

The comparison of events knows the types of events that are tracked; this one takes any verb. The body's words for the
claim's act are found by likenesses.tsv, and stages.py tells how far each has got. Where the body has no word for the
act, the word above what the claim is about is asked instead: a request that "was turned down", an offer that is "weighed".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from onrecord.reading.accounts import above, account
from onrecord.reading.claimed import Answer, Claimed, about, doers, main_word, theme_of, who_does, within
from onrecord.reading.evidence import key
from onrecord.reading.items import item_category
from onrecord.reading.likenesses import acts, followers, is_state, keys, likenesses, rows
from onrecord.reading.passages import Body, how_far, is_report
from onrecord.reading.stages import negation_of

#: The share of a claim's words, by weight, that a sentence must have to speak of the same; set on the headlines of
#: benchmarks/headlines/ that are for looking at.
_ABOUT, _SURELY = 0.35, 0.45
#: What a sentence gains where the claim's subject does it, or loses where nothing of the claim stands in its clause.
_NAMED = 0.15
_CLOSE = 0.12
#: Acts that are done to what a clause says: "agreed to reopen the crossings".
_OF_CLAUSES = frozenset(("accept", "refuse", "ask"))
#: What hangs on a verb and tells of something else.
_OTHER_CLAUSES = frozenset(("parataxis", "conj", "advcl", "ccomp", "acl:relcl"))
#: What words of these kinds say by themselves; of others only a phrase counts: "on hold", "under way".
_SAYING_SO = frozenset(("VERB", "NOUN", "ADJ", "AUX"))
#: Verbs that say nothing by themselves.
_LIGHT = frozenset(("be", "have", "do", "get", "make"))


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
    changed = [a for share, a in found if share >= _ABOUT and a.how == "contrary"]
    if claim.still and changed:
        return changed[0]
    sos = [a for a in near if a.how == "so"]
    if changed and not sos:  # what is over by now was the contrary before
        sos = [a for share, a in found if share >= _ABOUT and a.how == "so" and a.known]
    if sos:
        so = next((a for a in sos if a.known), None)
        if claim.denied:
            return None
        return so or account(claim, body, shares) or sos[0]
    if claim.denied:
        return None
    if near and all(a.how == "elsewhere" for a in near):
        return above(claim, body, shares) or near[0]
    near = [a for a in near if a.how != "elsewhere"]
    if near:
        if claim.done:  # "promised 500 tents, but none has arrived"
            near += [a for share, a in found if share >= _ABOUT and a.how == "not"]
        stopped = next((a for a in near if a.how in ("not", "contrary")), None)
        return stopped or (None if claim.weak else near[0])
    if claim.weak or claim.refuses:
        return None
    return account(claim, body, shares)


def _same_act(claim: Claimed, body: Body, shares: Sequence[float]) -> Iterator[tuple[float, Answer]]:
    """The body's words for the claim's act or its opposite, each with how much of the claim stands about it."""
    for at, (sentence, share) in enumerate(zip(body.sentences, shares, strict=True)):
        reply = body.reply(at)
        if share < _ABOUT - 2 * _NAMED or reply is None:
            continue
        for token in sentence:
            if token.pos_ not in _SAYING_SO and not followers(token):
                continue
            names = body.keys[token.i]
            alike = token.pos_ == "VERB" and key(token.lemma_) == key(claim.verb.lemma_)
            same = alike or bool(names & claim.act)
            contrary = not same and bool(names & claim.against)
            if not (same or contrary):
                continue
            who = doers(token, body)
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
                how = {"so": "contrary", "not": "so" if claim.quo else "not"}.get(how, "")
                if not how:
                    continue
            clause = _clause(token)
            here = bool(claim.words & frozenset().union(*(body.keys[t.i] for t in clause)))
            taken_up = body.context(at) if _is_taken_up(token) else frozenset()
            own = claim.heads if contrary else claim.subject
            known = bool(own & (who | taken_up))
            if contrary and claim.heads and who and not known:
                continue
            if contrary and not (known and share >= _SURELY) and not _same_theme(claim, token, body):
                continue
            if how == "so" and not contrary and claim.whom and _whom_else(claim, clause, body):
                how = "elsewhere"
            score = share + _NAMED * (known + here + alike - 1 - (other and how == "so"))
            if own & who and not other and token.pos_ == "VERB":
                score = max(score, _ABOUT)
            own_act = alike and bool(own & who)
            yield (
                score,
                Answer(how, token, (known or not who or not claim.subject) and (own_act or not other)),
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


def _is_taken_up(token: Token) -> bool:
    """Whether a pronoun does it: somebody named before."""
    return any(w.pos_ == "PRON" for w in who_does(token))


def _named(token: Token, body: Body) -> set[str]:
    """The keys of the names of who does it; none where only a noun or pronoun stands there."""
    found = who_does(token)
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
    theirs = [t for t in theme_of(token) if t.lower_ not in phrase] if token.pos_ == "VERB" else []
    if not theirs and token.pos_ == "VERB" and claim.theme and claim.act & _OF_CLAUSES:
        clauses = [c for c in token.children if c.dep_ in ("xcomp", "ccomp", "obl")]
        said = {k for c in clauses for w in c.subtree for k in body.keys[w.i]}
        return bool(clauses) and not within(claim.theme, claim.title) & said
    if not theirs or not claim.theme:
        return False
    if within(claim.theme, claim.title) & within(theirs, body.keys):
        return False
    kinds = {item_category(t) for t in claim.theme} - {None}
    return not kinds & {item_category(t) for t in theirs}


def _same_theme(claim: Claimed, token: Token, body: Body) -> bool:
    theirs = theme_of(token) if token.pos_ == "VERB" else list(token.sent)
    return bool(within(claim.theme, claim.title) & within(theirs, body.keys))


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

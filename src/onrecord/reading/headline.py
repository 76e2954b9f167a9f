"""Does the headline hold: each of its claims held against what the body says.

Two judges: the comparison of events and words (the same actors and matter at an earlier stage, denied, or fewer), which can
name its reason, and a network that reads claim and sentences together, which is believed where it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Claim, Event, HeadlineCheck, Item, Stage, Verdict
from onrecord.reading import knowledge
from onrecord.reading.accounts import awaiting
from onrecord.reading.assertions import answer
from onrecord.reading.claimed import Answer, about, is_keeping, main_word, theme_of
from onrecord.reading.claims import claims_nothing, is_label, is_topic, parts
from onrecord.reading.clauses import is_infinitive
from onrecord.reading.counted import of_others, otherwise
from onrecord.reading.evidence import key, words_of
from onrecord.reading.extents import narrower
from onrecord.reading.items import item_category
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.likenesses import is_state, keys, likenesses, state_of
from onrecord.reading.passages import ABSENT, NO, Body
from onrecord.reading.phrases import phrase
from onrecord.reading.stance import Judge, opinion

#: From worst to best; the headline's verdict is the worst of its claims'.
_WORST: tuple[Verdict, ...] = ("contradicted", "unsupported", "overstated", "supported", "uncheckable")
_RANK: dict[Stage, int] = {
    "requested": 0, "considered": 1, "planned": 2, "proposed": 3, "pledged": 5, "approved": 5, "underway": 6, "done": 7,
}  # fmt: skip
_STOPPED = frozenset(("refused", "withdrawn"))
#: The least stage that a plain present tense in a headline claims.
_PROMISED = 5
#: Types that one news item can be told under.
_AKIN = (frozenset(("AID", "MOBILIZE")), frozenset(("AGREE", "CONSULT")), frozenset(("MOBILIZE", "RETREAT")))
_CLOSE = 0.1
_SMALL = 3
_ALL = frozenset(("all", "every", "entire", "total", "whole", "both"))


#: From this probability on that a claim is not borne out the network is believed against rules that find it sound.
_SURE = 0.975
#: Below these it is believed against rules that hold something against a claim: against most of them; against those that go by what is
#: said of a verb; and never against numbers, which it hardly sees. All are chosen for few false alarms on articles left out of its training and on
#: the headlines of benchmarks/ that are for looking at.
_DOUBTED, _EASILY, _NEVER = 0.25, 0.4, 0.0


@dataclass(frozen=True, slots=True)
class Found:
    """A verdict on one claim, with its reason and the events and sentences that decide it.

    doubted  the network's probability that the claim is not borne out, below which a bad verdict is taken back
    """

    verdict: Verdict
    reason: str
    evidence: tuple[model.Span, ...] = ()
    doubted: float = _DOUBTED


def check(
    article: Article,
    title: Doc,
    body: Doc,
    claimed: Sequence[Event],
    told: Sequence[Event],
    judge: Judge | None = None,
) -> HeadlineCheck:
    """The verdict on a headline.

    claimed  the events of the headline
    told     those of the body
    judge    a second opinion on what the events do not decide
    """
    sentences = Body(body)
    pieces = parts(title)
    claims = tuple(
        _claim(article, part, body, sentences, claimed, told, judge, topic=is_topic(pieces, i))
        for i, part in enumerate(pieces)
    )
    verdicts = [c.verdict for c in claims] or ["uncheckable"]
    return HeadlineCheck(verdict=min(verdicts, key=_WORST.index), claims=claims)


def _claim(
    article: Article,
    part: Span,
    body: Doc,
    sentences: Body,
    claimed: Sequence[Event],
    told: Sequence[Event],
    judge: Judge | None,
    *,
    topic: bool,
) -> Claim:
    span = article.span("headline", part.start_char, part.end_char)
    mine = [e for e in claimed if e.trigger in span]
    event = [f for e in mine if (f := by_event(e, told, part)) is not None]
    event = [f for f in event if f.verdict != "supported" or is_of_matter(f, part, sentences)]
    bad = next((f for f in event if f.verdict != "supported"), None)
    if (
        topic
        or is_label(part)
        or (claims_nothing(part.text) and (bad is None or part.text.rstrip().endswith("?")))
    ):
        return Claim(span=span, verdict="uncheckable", reason="It claims nothing that could be checked.")
    said = answer(part, sentences)
    act = by_assertion(said, article)
    found = by_number(part, body, sentences, article) or by_extent(part, sentences, article) or bad
    found = found or (act if act is not None and act.verdict != "supported" else None)
    if found is None and (said is None or not said.known):
        found = by_approver(part, sentences, article)
    found = found or next(iter(event), None) or act
    found = found or by_words(article, part, sentences)
    if judge is not None:
        found = by_network(found, article, part, sentences, judge)
    return Claim(span=span, verdict=found.verdict, reason=found.reason, evidence=found.evidence)


def by_event(event: Event, told: Sequence[Event], part: Span) -> Found | None:
    """What the body's events of the same matter say of one that the headline claims; None where there are none."""
    same = [e for e in told if is_same_matter(event, e)]
    same = [e for e in same if e.type == event.type] or same
    same = [e for e in same if _states(e) & _states(event)] or same
    if not same:
        return None if event.negated or event.stage in _STOPPED else by_others(event, told)
    evidence = tuple(dict.fromkeys(s for e in same[:3] for s in e.evidence[:1]))
    live = [e for e in same if not e.negated and e.stage not in _STOPPED]
    denied = event.negated or event.stage in _STOPPED or is_keeping(part)
    if denied:
        alike = (e.negated or e.stage in _STOPPED or e.type == event.type == "REJECT" for e in same)
        if not live or any(alike):
            return Found("supported", "The body says the same.", evidence)
        firm = next((e for e in live if _RANK[e.stage] >= _PROMISED), None)
        if firm is None:
            return None
        return Found("contradicted", f"The body says that it is {_in_words(firm)}.", evidence)
    if not live:
        first = same[0]
        return Found("contradicted", f"The body says that it is {_in_words(first)}.", evidence)
    claimed_at = _RANK.get(event.stage, 0)
    best = max(live, key=lambda e: _RANK[e.stage])
    evidence = tuple(dict.fromkeys((*best.evidence[:1], *evidence)))[:3]
    if best.stage == "planned" and _is_announced(part):
        return Found("supported", "The body says that it is planned.", evidence)
    if claimed_at >= _PROMISED and _RANK[best.stage] < _PROMISED:
        reason = f"The body says that it is only {_in_words(best)}" + _awaits(live)
        return Found("overstated", reason + ".", evidence)
    if claimed_at >= _PROMISED and any(e.approver for e in live) and _RANK[best.stage] < _RANK["approved"]:
        return Found(
            "overstated", f"The body says that it is {_in_words(best)}" + _awaits(live) + ".", evidence
        )
    if (fewer := _fewer(event.items, [i for e in same for i in e.items])) is not None:
        mine, theirs = fewer
        return Found("overstated", f"The body speaks of {theirs}, not of {mine}.", evidence)
    stopped = [e for e in same if e.stage in _STOPPED or e.negated]
    if stopped and any(t.lower_ in _ALL for t in part):
        return Found("overstated", "The body tells of exceptions.", evidence)
    return Found("supported", f"The body says that it is {_in_words(best)}.", evidence)


def by_others(event: Event, told: Sequence[Event]) -> Found | None:
    """Whether the body says of others what the headline says of somebody of whom it tells something else: "Brazil gives tents"."""
    alike = [
        e for e in told if e.type == event.type and not e.negated and e.stage not in _STOPPED and e.items
    ]
    mine = [e for e in alike if _states(e) & _states(event)]
    others = [e for e in alike if _states(e) and not _states(e) & _states(event) and _share_things(e, event)]
    if not (mine and others) or any(_share_things(e, event) for e in mine):
        return None
    said = f"The body says it of others: “{others[0].actor[0].name}”."
    evidence = dict.fromkeys((*others[0].evidence[:1], *mine[0].evidence[:1]))
    return Found("contradicted", said, tuple(evidence))


def _states(event: Event) -> set[str]:
    """The states that act in an event."""
    return {p.country for p in event.actor if p.country}


def _share_things(a: Event, b: Event) -> bool:
    """Whether two give the same: "tents" and "family tents", but not "weapons", which may be any of many."""
    x, y = ({key(words_of(i.name)[-1]) for i in e.items if words_of(i.name)} for e in (a, b))
    return bool((x & y) - {key(w) for w in giving("general")})


def _is_announced(part: Span) -> bool:
    """Whether a claim only says what is to come: "Senegal to halve its force"."""
    verb = main_word(part)
    return verb is not None and is_infinitive(verb)


def is_same_matter(a: Event, b: Event) -> bool:
    """Whether two events are about one matter: akin in type, and not at odds in who, whom and what."""
    if a.type != b.type and not any(a.type in kin and b.type in kin for kin in _AKIN):
        return False
    hits = 0
    for mine, theirs in ((a.actor, b.actor), (a.recipient, b.recipient)):
        x, y = ({s for p in side if (s := p.country or state_of(p.name))} for side in (mine, theirs))
        if x and y:
            if not x & y:
                return False
            hits += 1
    x, y = (
        {key(w) for i in e.items for w in (*words_of(i.name), *((i.category,) if i.category else ()))}
        for e in (a, b)
    )
    if x and y:
        hits += 1 if x & y else -1
    if (b.negated or b.stage in _STOPPED) and not x & y and a.frame != b.frame and a.stage not in _STOPPED:
        return False  # another act that the same did not do
    return hits > (0 if a.type == b.type else 1)


def is_of_matter(found: Found, part: Span, body: Body) -> bool:
    """Whether the sentences that decide speak of what the claim's act is done to."""
    verb = main_word(part)
    title = keys(part.doc)
    theme = theme_of(verb) if verb is not None and verb.pos_ == "VERB" else []
    said = frozenset().union(*(body.at(s.start) for s in found.evidence))
    words = [title[t.i] for t in theme]
    kinds = {item_category(t) for t in theme} - {None}
    return not words or bool(kinds) or any(w & said for w in words)


def _in_words(event: Event) -> str:
    """How far an event has got, for a sentence."""
    if event.negated:
        return "not so"
    said = {"requested": "asked for", "withdrawn": "called off", "pledged": "promised"}
    return said.get(event.stage, event.stage)


def _awaits(events: Sequence[Event]) -> str:
    name = next((e.approver.name for e in events if e.approver is not None), None)
    return f", and that {_with_article(name)} still has to agree" if name else ""


def _with_article(name: str) -> str:
    """A name for a sentence: "Biden", "the president"."""
    if knowledge.office(name.lower()) is not None:
        return f"the {name.lower()}"
    bare = name[0].islower() and not name.startswith(("the ", "a ", "an "))
    return f"the {name}" if bare else name


def _fewer(claimed: Sequence[Item], told: Sequence[Item]) -> tuple[str, str] | None:
    """The numbers of a thing that the headline has more of than the body."""
    for item in claimed:
        mine = _most(item)
        heads = {key(w) for w in words_of(item.name)}
        theirs = [
            n for t in told if heads & {key(w) for w in words_of(t.name)} and (n := _most(t)) is not None
        ]
        if mine is not None and theirs and mine > max(theirs) * (1 + _CLOSE):
            return f"{mine:,.0f}", f"{max(theirs):,.0f}"
    return None


def _most(item: Item) -> float | None:
    q = item.quantity
    if q is None:
        return None
    return next((n for n in (q.value, q.max, q.min) if n is not None), None)


def by_number(part: Span, body: Doc, sentences: Body, article: Article) -> Found | None:
    """A number of the claim that the body gives otherwise."""
    found = otherwise(part, body, sentences, article)
    if found is None:
        others = of_others(part, body, sentences)
        if others is None:
            return None
        said = f"The body says it of others: “{others[0]}”."
        return Found("contradicted", said, (_sentence(article, others[1]),), _NEVER)
    shown = f"The body has {found.theirs}, not {found.mine}."
    verdict: Verdict = "overstated" if found.more else "contradicted"
    return Found(verdict, shown, (_sentence(article, found.sentence),), _NEVER)


def by_extent(part: Span, sentences: Body, article: Article) -> Found | None:
    """A claim of the whole, or of a record, that the body does not go so far as to make."""
    sentence = narrower(part, sentences)
    if sentence is None:
        return None
    return Found("overstated", "The body does not go so far.", (_sentence(article, sentence),))


#: What the body says of a claim's act, in words, and the verdict.
_SAID: dict[str, tuple[Verdict, str]] = {
    "so": ("supported", "The body says the same."),
    "not": ("contradicted", "The body says that it is not so"),
    "contrary": ("contradicted", "The body says the opposite"),
    "elsewhere": ("unsupported", "The body speaks of others to whom it is done"),
    "requested": ("overstated", "The body says that it is only asked for"),
    "considered": ("overstated", "The body says that it is only considered, or possible"),
    "planned": ("overstated", "The body says that it is only planned"),
    "proposed": ("overstated", "The body says that it is only proposed, or still has to be decided"),
    "pledged": ("overstated", "The body says that it is only promised"),
    "approved": ("overstated", "The body says that it is only decided"),
}


def by_assertion(found: Answer | None, article: Article) -> Found | None:
    """What the body's words for the claim's act say of it."""
    if found is None:
        return None
    verdict, said = _SAID[found.how]
    if verdict != "supported":
        said += f": “{found.word.text}”."
    doubted = _DOUBTED if found.how == "contrary" else _EASILY
    return Found(verdict, said, (_sentence(article, found.word.sent),), doubted)


def by_approver(part: Span, sentences: Body, article: Article) -> Found | None:
    """Whether one who has approved, as a claim has it, is said to have that still before them."""
    awaited = awaiting(part, sentences)
    if awaited is None:
        return None
    who = phrase(awaited.who)
    reason = f"The body says that {_with_article(awaited.name or who.text)} still has to agree."
    return Found("overstated", reason, (_sentence(article, awaited.who.sent),))


def by_words(article: Article, part: Span, body: Body) -> Found:
    """What a claim says that no word of the body speaks of; else it is taken to be borne out."""
    lacking, share = lacks(part, body)
    evidence = nearest(article, part, body)
    told = not (_is_elliptical(part) or _is_of_nothing(part))
    if lacking and told and share < _COVERED:
        return Found("unsupported", f"The body does not speak of {lacking}.", evidence)
    return Found("supported", "The body says the same.", evidence)


def nearest(article: Article, part: Span, body: Body) -> tuple[model.Span, ...]:
    """The sentences of the body that have most of a claim's words, two at most, in the order of the text."""
    shares = body.shares(about(part, main_word(part), keys(part.doc)))
    best = sorted(sorted(range(len(shares)), key=lambda i: -shares[i])[:2])
    return tuple(_sentence(article, body.sentences[i]) for i in best)


def by_network(found: Found, article: Article, part: Span, body: Body, judge: Judge) -> Found:
    """What the rules found, unless the network that has learned from headlines and their articles is sure of the contrary."""
    texts = [s.strip() for s in body.texts]
    if not texts:
        return found
    said = opinion(judge, part.text, texts)
    bad = 1.0 - said["supported"]
    if found.verdict != "supported":
        if bad >= found.doubted:
            return found
        return Found("supported", "The body says the same.", nearest(article, part, body))
    if bad <= _SURE:
        return found
    verdict = max(_SEEMS, key=said.__getitem__)
    return Found(verdict, _SEEMS[verdict], nearest(article, part, body))


#: The words for what the network alone finds, which gives no reasons.
_SEEMS: dict[Verdict, str] = {
    "overstated": "The body does not seem to go so far.",
    "contradicted": "The body seems to say otherwise.",
    "unsupported": "The body does not seem to say so.",
}
#: The share of a claim's words below which the body does not speak of it, and how many it must lack where it lacks no state.
_COVERED = 0.37
_LACKING = 2


def lacks(part: Span, body: Body) -> tuple[str, float]:
    """The first state of a claim that the body does not name, else its first noun; and the share, by weight, that it has.

    Empty where the body has all; a state that is lacking counts as the whole.
    """
    names = keys(part.doc)
    words = [t for t in part if t.pos_ in _TELLING and t.is_alpha and not t.is_stop]
    lacking = [t for t in words if not body.has(names[t.i]) and not _begins_alike(t, body)]
    if not lacking:
        return "", 1.0
    for token in lacking:
        doubtful = knowledge.is_ambiguous(token.text) or knowledge.capital(token.text) is not None
        if any(is_state(k) for k in names[token.i]) and not doubtful:
            return token.text, 0.0
    nouns = [t.text for t in lacking if t.pos_ in ("NOUN", "PROPN")]
    if len(lacking) < _LACKING:
        return "", 1.0
    rarest = body.weight(()) / ABSENT
    have = sum(body.weight(names[t.i]) for t in words if t not in lacking)
    return next(iter(nouns), ""), have / (have + rarest * len(lacking))


def _is_elliptical(part: Span) -> bool:
    """Whether a claim leaves out who it is about: "..., hints at a delay"."""
    first = next((t for t in part if t.pos_ not in ("CCONJ", "ADV", "PUNCT")), part[0])
    return first == main_word(part)


def _is_of_nothing(part: Span) -> bool:
    """Whether a claim is that something is not there: "still missing", "stays unsigned"; a body says that in many ways."""
    return any(
        t.lower_ in NO or "need" in likenesses(t) or (t.lower_.startswith("un") and t.lower_.endswith("ed"))
        for t in part
    )


_TELLING = frozenset(("NOUN", "PROPN", "VERB", "ADJ"))


def _begins_alike(token: Token, body: Body) -> bool:
    """Whether the body has a word of the same beginning: "Brazil" and "Brazilian", "seizure" and "seize"."""
    k = key(token.text)
    return len(k) > 4 and body.begins(k[:5])


def _sentence(article: Article, sentence: Span) -> model.Span:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return article.span("text", start, start + len(text.strip()))

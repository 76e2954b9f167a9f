"""Who does what to whom: events, found by the words that name them and the frames of those words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Cue, Event, Field, Item, Money, Party, Statement
from onrecord.reading.approvers import approver_in
from onrecord.reading.clauses import (
    conjuncts,
    is_passive,
    objects,
    obliques,
    owners,
    receivers,
    subjects,
)
from onrecord.reading.dates import date_of
from onrecord.reading.entities import Entities
from onrecord.reading.frames import Frame, frames_of
from onrecord.reading.items import is_aid, item_category, items_of
from onrecord.reading.money import money_of
from onrecord.reading.parties import Parties, is_political, noun_class
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.stages import Standing, standing

_GIFTS = frozenset(("aid", "force"))
_ARMS_MODES = frozenset(("military",))
#: Types whose roles can be told of both sides alike.
_MUTUAL = frozenset(("AGREE", "CONSULT"))
#: How many sentences further on a recipient is still understood.
_REACH = 12


@dataclass(slots=True)
class Draft:
    """An event in the making."""

    frame: Frame
    trigger: Token
    standing: Standing
    actor: tuple[Party, ...]
    recipient: tuple[Party, ...]
    themes: list[Token]
    items: tuple[Item, ...]
    value: Money | None = None
    approver: Party | None = None
    cues: list[Cue] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)

    @property
    def stage(self) -> model.Stage:
        """What the sentence says, else what the frame's past tense does."""
        return self.standing.stage or self.frame.stage


class EventReader:
    """Reads the events of one Doc."""

    def __init__(
        self,
        article: Article,
        doc: Doc,
        entities: Entities,
        pronouns: Pronouns,
        statements: Sequence[Statement],
        field: Field = "text",
    ) -> None:
        self.article, self.doc, self.entities, self.field = article, doc, entities, field
        self.statements = statements
        self.parties = Parties(article, entities, pronouns, field)

    def read(self) -> tuple[Event, ...]:
        """The events, in order of their triggers."""
        drafts: list[Draft] = []
        for sentence in self.doc.sents:
            here = self._without_doubles([d for t in sentence if (d := self._draft(t)) is not None])
            self._worth(sentence, here, drafts)
            for draft in here:
                self._complete(draft, drafts)
                drafts.append(draft)
            self._approval(sentence, here, drafts)
            if subject := self._main_subject(sentence):
                self.parties.remember(subject)
        return tuple(self._event(d) for d in joined(drafts))

    def _draft(self, trigger: Token) -> Draft | None:
        if trigger.pos_ not in ("VERB", "NOUN", "PROPN"):
            return None
        for frame in frames_of(trigger):
            draft = self._filled(frame, trigger)
            if draft is not None and _is_met(frame, draft) and not _is_question(trigger):
                draft.standing = standing(trigger)
                return draft
        return None

    def _filled(self, frame: Frame, trigger: Token) -> Draft | None:
        roles = frame.pattern
        themes = [
            t for t in _at(trigger, roles.theme) if t.pos_ in ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "PRON")
        ]
        if frame.pos == "NOUN" and not themes and frame.type == "AID":
            themes = [trigger]
        actor = self.parties.of(_at(trigger, roles.actor))
        recipient = tuple(p for p in self.parties.of(_at(trigger, roles.recipient)) if p not in actor)
        items = tuple(i for t in themes for i in items_of(self.article, t, field=self.field))
        return Draft(frame, trigger, Standing(), actor, recipient, themes, items)

    def _without_doubles(self, drafts: list[Draft]) -> list[Draft]:
        """One event for "pledged to supply", "announced a package of", "asked for help": the act itself, told once."""
        kept: list[Draft] = []
        for draft in drafts:
            inner = next((d for d in drafts if d is not draft and _tells_of(draft, d)), None)
            if inner is not None:
                inner.actor = inner.actor or draft.actor
                inner.recipient = inner.recipient or draft.recipient
                inner.items = inner.items or draft.items
                continue
            kept.append(draft)
        return kept

    def _worth(self, sentence: Span, here: list[Draft], before: list[Draft]) -> None:
        """Ties sums of money to events: to the one whose words they stand among, else to the nearest."""
        for money, governor in money_of(self.article, sentence, field=self.field):
            for draft in here:
                if (
                    draft.frame.type in ("AID", "MOBILIZE", "AGREE", "SANCTION")
                    and draft.value is None
                    and _covers(draft, money, governor)
                ):
                    draft.value = money
                    break
            else:
                aid = [
                    d for d in (*here, *reversed(before[-3:])) if d.frame.type == "AID" and d.value is None
                ]
                if aid and governor is not None and _is_worth(governor, sentence) and not here:
                    aid[0].value = money
                    aid[0].sentences.append(sentence)

    def _complete(self, draft: Draft, before: list[Draft]) -> None:
        """What the sentence leaves to be understood: to whom, and of what package."""
        if draft.frame.type != "AID":
            return
        last = next((d for d in reversed(before[-_REACH:]) if d.frame.type == "AID" and d.recipient), None)
        if not draft.recipient and last is not None:
            given = {p.country or p.name for p in draft.actor}
            fitting = tuple(p for p in last.recipient if (p.country or p.name) not in given)
            draft.recipient = tuple(
                Party(name=p.name, entity=p.entity, country=p.country, span=None) for p in fitting
            )

    def _approval(self, sentence: Span, here: list[Draft], before: list[Draft]) -> None:
        """Gives the event that still waits for somebody's word its approver."""
        found = approver_in(sentence)
        if found is None:
            return
        who = self.parties.of([found.who])
        if not who:
            return
        waiting = [d for d in (here or before[-4:]) if d.stage in _WAITING and d.frame.type in _DECIDED]
        for draft in waiting[-1:] if not here else waiting[:1]:
            if draft.approver is None:
                draft.approver = who[0]
                draft.cues.append(Cue(says="approver", span=self._span(found.cue, found.cue)))
                if sentence not in (draft.trigger.sent, *draft.sentences):
                    draft.sentences.append(sentence)

    def _main_subject(self, sentence: Span) -> tuple[Party, ...]:
        root = sentence.root
        return tuple(p for p in self.parties.of(subjects(root)) if p.country and p.span)

    def _span(self, first: Token, last: Token) -> model.Span:
        return self.article.span(self.field, first.idx, last.idx + len(last))

    def _event(self, d: Draft) -> Event:
        trigger = self._span(d.trigger, d.trigger)
        cues = [Cue(says="type", span=trigger)]
        cues += [Cue(says=says, span=self._span(word, word)) for says, word in d.standing.cues]
        mode = d.frame.mode
        if d.frame.type == "AID" and mode is None:
            mode = next((m for t in (*d.themes, d.trigger) if (m := is_aid(t))), None)
        sentences = {s.start: s for s in (d.trigger.sent, *d.sentences)}
        return Event(
            type=d.frame.type, mode=mode, trigger=trigger, actor=d.actor, recipient=d.recipient, items=d.items,
            value=d.value, stage=d.stage, negated=d.standing.negated, approver=d.approver,
            date=date_of(self.article, d.trigger),
            place=self._place(d), attribution=self._attribution(trigger),
            evidence=tuple(self._sentence(sentences[k]) for k in sorted(sentences)),
            frame=d.frame.name, cues=tuple(cues + d.cues),
        )  # fmt: skip

    def _place(self, d: Draft) -> Party | None:
        """Where it happens: the place that "in" or "at" names beside the trigger."""
        for token in obliques(d.trigger, ("in", "at", "near")):
            draft = self.entities.at(token)
            if draft is not None and draft.kind in ("country", "place", "facility"):
                return self.parties.of([token])[0] if self.parties.of([token]) else None
        return None

    def _attribution(self, trigger: model.Span) -> int | None:
        """The innermost statement that the trigger stands in."""
        covering = [
            (sum(c.end - c.start for c in s.content), i)
            for i, s in enumerate(self.statements)
            if any(trigger in c for c in s.content)
        ]
        return min(covering)[1] if covering else None

    def _sentence(self, sentence: Span) -> model.Span:
        text = sentence.text
        start = sentence.start_char + len(text) - len(text.lstrip())
        return self.article.span(self.field, start, start + len(text.strip()))


_WAITING = frozenset(("considered", "planned", "proposed", "pledged", "approved", "requested"))
_DECIDED = frozenset(("AID", "MOBILIZE", "SANCTION", "AGREE"))


def _at(trigger: Token, places: Sequence[str]) -> list[Token]:
    """The heads of noun phrases at the first of these places that is filled."""
    prepositions = [p for p in places if p not in ("subject", "object", "iobj", "owner")]
    for place in places:
        if place == "subject":
            found = subjects(trigger)
        elif place == "object":
            found = objects(trigger)
        elif place == "iobj":
            found = receivers(trigger)
        elif place == "owner":
            found = owners(trigger)
        else:
            found = obliques(trigger, prepositions)
        if found:
            return found
    return []


def _is_met(frame: Frame, draft: Draft) -> bool:
    """Whether the needs of a frame hold."""
    return (
        all(_holds(need, draft) for need in frame.needs)
        and any(is_political(p) for p in (*draft.actor, *draft.recipient))
        or (frame.type == "AID" and bool(draft.items) and all(_holds(need, draft) for need in frame.needs))
    )


def _holds(need: str, draft: Draft) -> bool:
    role, _, kind = need.partition(":")
    if role == "actor":
        return bool(draft.actor)
    if role == "actors":
        return len(draft.actor) > 1
    if role == "recipient":
        return bool(draft.recipient)
    if role == "object":
        return bool(objects(draft.trigger) or draft.themes)
    if role == "aid":
        return bool(draft.items) or is_aid(draft.trigger) is not None
    return any(_is_of(theme, kind, draft) for theme in draft.themes)


def _is_of(theme: Token, kind: str, draft: Draft) -> bool:
    if kind == "any":
        return True
    own = noun_class(theme)
    if kind == "gift":
        if own in ("force", "deal", "measure", "demand", "talks") and item_category(theme) in (
            None,
            "troops",
        ):
            return False
        return (
            own == "aid"
            or any(i.category != "troops" for i in draft.items)
            or is_aid(theme) is not None
            or _is_sum(theme)
        )
    if kind == "arms":
        return is_aid(theme) == "military"
    if kind == "force":
        return own == "force" or any(i.category == "troops" for i in draft.items)
    return own in kind.split("|")


def _is_sum(theme: Token) -> bool:
    return (
        theme.ent_type_ == "MONEY"
        or theme.text in "$€£"
        or theme.lower_ in ("dollars", "euros", "pounds", "million", "billion")
    )


def _is_question(trigger: Token) -> bool:
    return trigger.sent.text.rstrip().endswith("?")


def _tells_of(outer: Draft, inner: Draft) -> bool:
    """Whether the outer event's word only says how far the inner event has got."""
    words = {word.i for _, word in inner.standing.cues}
    if outer.trigger.i in words and outer.frame.type in (
        "AID",
        inner.frame.type,
        "REQUEST",
        "REJECT",
        "AGREE",
    ):
        return outer.frame.type != "REQUEST" or inner.frame.type in ("AID", "MOBILIZE")
    if outer.frame.type == inner.frame.type and inner.frame.pos == "VERB" and outer.frame.pos == "NOUN":
        return outer.trigger in inner.themes
    return outer.frame.type == inner.frame.type and outer.trigger.i in {t.i for t in inner.themes}


def _covers(draft: Draft, money: Money, governor: Token | None) -> bool:
    """Whether a sum stands among the words of an event: in its theme, or in its clause."""
    if governor is None:
        return False
    if governor == draft.trigger or governor in draft.themes:
        return True
    return any(a == draft.trigger or a in draft.themes for a in governor.ancestors)


def _is_worth(governor: Token, sentence: Span) -> bool:
    """Whether a sentence says what something told before is worth: "It is worth 640 million euros in all"."""
    first = sentence.root
    said = subjects(first)
    words = {t.lower_ for t in sentence}
    return bool(words & {"worth", "value", "valued", "cost", "costs", "costing", "total"}) and bool(
        said or governor
    )


def joined(drafts: list[Draft]) -> list[Draft]:
    """The same with later mentions of one event brought to it: its sentence is one more piece of evidence."""
    kept: list[Draft] = []
    for draft in drafts:
        home = next((d for d in reversed(kept) if _is_same(d, draft)), None)
        if home is None:
            kept.append(draft)
            continue
        home.sentences += [draft.trigger.sent, *draft.sentences]
        home.value = home.value or draft.value
        home.approver = home.approver or draft.approver
        home.recipient = home.recipient or draft.recipient
        home.actor = home.actor or draft.actor
        home.items = home.items or draft.items
    return kept


def _is_same(a: Draft, b: Draft) -> bool:
    if (a.frame.type, a.stage, a.standing.negated) != (b.frame.type, b.stage, b.standing.negated):
        return False
    if a.trigger.sent.start == b.trigger.sent.start:
        return False
    if a.value is not None and b.value is not None and a.value.amount != b.value.amount:
        return False
    who = [{p.country or p.name.casefold() for p in x.actor} for x in (a, b)]
    whom = [{p.country or p.name.casefold() for p in x.recipient} for x in (a, b)]
    if a.frame.type in _MUTUAL:
        sides = [x | y for x, y in zip(who, whom, strict=True)]
        return bool(sides[0] & sides[1]) and a.frame.word == b.frame.word
    if not (who[0] and who[0] == who[1]) or (whom[0] and whom[1] and whom[0] != whom[1]):
        return False
    things = [{i.name.casefold().split()[-1] for i in x.items} for x in (a, b)]
    return not things[1] or bool(things[0] & things[1])


def events(
    article: Article,
    doc: Doc,
    entities: Entities,
    pronouns: Pronouns,
    statements: Sequence[Statement],
    field: Field = "text",
) -> tuple[Event, ...]:
    """The events of an article's text, or of its headline."""
    return EventReader(article, doc, entities, pronouns, statements, field).read()


def coordinated(tokens: Sequence[Token]) -> Iterator[Token]:
    """Tokens with those coordinated with each."""
    for token in tokens:
        yield from conjuncts(token)


__all__ = ["EventReader", "events", "is_passive"]

"""Who does what to whom: events, found by the words that name them and the frames of those words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Cue, Event, Field, Item, Money, Party, Statement
from onrecord.reading import knowledge
from onrecord.reading.approvers import approvals_in, awaiting, party_of
from onrecord.reading.clauses import (
    case,
    conjuncts,
    is_infinitive,
    is_passive,
    objects,
    obliques,
    owners,
    possessors,
    receivers,
    subjects,
)
from onrecord.reading.dates import date_of
from onrecord.reading.entities import Entities
from onrecord.reading.frames import DEEP, Frame, frames_of, patterns
from onrecord.reading.items import is_aid, item_category, items_of
from onrecord.reading.money import money_of
from onrecord.reading.parties import Parties, is_group, is_political, is_public, noun_class
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.stages import Standing, cue_of, standing

#: Places of a role inside the theme: "its", whose the theme is, and "within", any state that is named in it.
_INSIDE = frozenset(("its", "within", "toward"))
#: Most words of a sub-heading.
_HEADING = 8
_BULLETS = frozenset(("•", "-", "–", "*", "·", "▪", "●"))
#: What a pronoun in the place of a theme stands for, by the act told last.
_TOLD = {"gift": "AID", "arms": "AID", "force": "MOBILIZE", "measure": "SANCTION"}
_NO_GIFTS = frozenset(("deal", "measure", "demand", "talks", "mission"))
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
    #: nouns between the trigger and its theme, "a request for tanks", and the type of the act told last
    through: list[Token] = field(default_factory=list)
    last: str | None = None

    @property
    def stage(self) -> model.Stage:
        """What the sentence says, else what the frame's past tense does."""
        said = self.standing.stage
        if self.frame.type in ("REQUEST", "REJECT") and said in ("underway", "done", None):
            return self.frame.stage
        return said or self.frame.stage


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
        #: the words of sums of money in the sentence that is read
        self.sums: set[int] = set()
        self.last_act: Draft | None = None
        self.parties = Parties(article, entities, pronouns, field, said_by(statements, entities))

    def read(self) -> tuple[Event, ...]:
        """The events, in order of their triggers."""
        drafts: list[Draft] = []
        for sentence in self.doc.sents:
            self.sums = {
                t.i
                for money, _ in money_of(self.article, sentence, field=self.field)
                for t in self.doc.char_span(money.span.start, money.span.end, alignment_mode="expand") or ()
            }
            found = [d for t in sentence if (d := self._draft(t)) is not None]
            here = self._without_doubles([d for d in found if _is_told(d, drafts)])
            self._contents(sentence, here, drafts)
            self._worth(sentence, here, drafts)
            self.last_act = next((d for d in reversed(here) if d.frame.type in _ACTS), self.last_act)
            for draft in here:
                self._complete(draft, drafts)
            for bare in [d for d in here if _is_bare(d, here)]:
                here.remove(bare)
                for draft in here:
                    if draft.frame.type == "AID":
                        draft.recipient = draft.recipient or bare.recipient
            drafts += here
            self._approval(sentence, here, drafts)
            self.parties.remember(self._main_subject(sentence) or _actors(here))
        return tuple(self._event(d) for d in joined(drafts))

    def _draft(self, trigger: Token) -> Draft | None:
        if trigger.pos_ not in ("VERB", "NOUN", "PROPN") or _is_scare_quote(trigger):
            return None
        if trigger.pos_ != "VERB" and self.field == "text" and _is_heading(trigger.sent):
            return None
        for frame in frames_of(trigger):
            draft = self._filled(frame, trigger)
            if draft is not None and _is_met(frame, draft, self.sums) and not _is_question(trigger):
                cue = (
                    next((c for t in trigger.children if (c := cue_of(trigger, t))), None)
                    if frame.word == "*"
                    else None
                )
                draft.standing = standing(trigger, cue)
                return self._named_again(draft)
        return None

    def _named_again(self, draft: Draft) -> Draft | None:
        """A "similar step" is of the type of the act told last, and meant for the same."""
        if draft.frame.type != "SAME":
            return draft
        if self.last_act is None:
            return None
        act = self.last_act
        draft.frame = replace(draft.frame, type=act.frame.type, mode=act.frame.mode, stage=draft.frame.stage)
        draft.recipient = draft.recipient or act.recipient
        return draft

    def _filled(self, frame: Frame, trigger: Token) -> Draft | None:
        roles = frame.pattern
        themes = [
            t for t in _at(trigger, roles.theme) if t.pos_ in ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "PRON")
        ]
        through: list[Token] = []
        if "its" in roles.actor:
            through, themes = themes, [_carried(t) for t in themes]
        elif frame.word == "*":
            through, themes = themes, [_promised(t) for t in themes]
        if frame.pos == "NOUN" and not themes and frame.type == "AID":
            themes = [trigger]
        actor = self._party(trigger, roles.actor, [*through, *themes])
        recipient = tuple(p for p in self._party(trigger, roles.recipient, themes) if p not in actor)
        if frame.type not in DEEP:
            return Draft(frame, trigger, Standing(), actor, recipient, themes, ())
        bought = _bought(trigger, themes, self.sums) if frame.type == "AID" else []
        found = {
            i.span.start: i for t in (*themes, *bought) for i in items_of(self.article, t, field=self.field)
        }
        items = tuple(found[at] for at in sorted(found))
        last = self.last_act.frame.type if self.last_act is not None else None
        return Draft(frame, trigger, Standing(), actor, recipient, themes, items, through=through, last=last)

    def _party(self, trigger: Token, places: Sequence[str], themes: Sequence[Token]) -> tuple[Party, ...]:
        """The parties at the first of these places that names any."""
        if found := self.parties.of(_at(trigger, [p for p in places if p not in _INSIDE])):
            return found
        if "its" in places and (found := self.parties.of([o for t in themes for o in owners(t)])):
            return found
        if "toward" in places:  # "a loan for a port in Cambodia"
            goals = [
                w for t in obliques(trigger, ("for", "to")) for w in t.subtree if w.ent_type_ == "LOCATION"
            ]
            if found := tuple(p for p in self.parties.of(goals) if p.country)[:1]:
                return found
        if "within" in places:
            inside = [w for t in themes for w in t.subtree if w.ent_type_ in ("NORP", "LOCATION") and w != t]
            return tuple(p for p in self.parties.of(inside) if p.country)
        return ()

    def _without_doubles(self, drafts: list[Draft]) -> list[Draft]:
        """One event for "pledged to supply", "announced a package of", "asked for help": the act itself, told once."""
        kept = list(drafts)
        for draft in sorted(drafts, key=lambda d: d.frame.pos != "NOUN"):
            inner = next((d for d in kept if d is not draft and _tells_of(draft, d)), None)
            if inner is not None:
                kept.remove(draft)
                inner.actor = inner.actor or draft.actor
                inner.recipient = inner.recipient or draft.recipient
                inner.items = inner.items or draft.items
        return kept

    def _contents(self, sentence: Span, here: list[Draft], before: list[Draft]) -> None:
        """Adds what a later sentence says is in a gift: "It includes tents", or the points of a list."""
        last = next((d for d in reversed(before[-_REACH:]) if d.frame.type == "AID"), None)
        if last is None or any(d.frame.type == "AID" for d in here):
            return
        heads = [t for verb in sentence for t in _held(verb)]
        first = next((t for t in sentence if not t.is_space), None)
        if first is not None and first.text in _BULLETS and sentence.root.pos_ in ("NOUN", "PROPN"):
            heads.append(sentence.root)
        known = {i.name.casefold() for i in last.items}
        new = [
            i for h in heads for i in items_of(self.article, h, field=self.field) if i.category != "troops"
        ]
        new = [i for i in new if i.name.casefold() not in known]
        if new:
            last.items = (*last.items, *dict.fromkeys(new))
            last.sentences.append(sentence)

    def _worth(self, sentence: Span, here: list[Draft], before: list[Draft]) -> None:
        """Ties sums of money to events: to the one whose words they stand among, else to the nearest."""
        for money, governor in money_of(self.article, sentence, field=self.field):
            for draft in here:
                if (
                    draft.frame.type in ("AID", "MOBILIZE", "AGREE", "SANCTION")
                    and draft.value is None
                    and _covers(draft, governor)
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
        if draft.frame.pos == "NOUN" and not draft.recipient and draft.actor:
            told = {p.country for d in before[-_REACH:] if d.frame.type in _ACTS for p in d.recipient}
            if all(p.country in told for p in draft.actor):  # "Ukraine's security package"
                draft.recipient, draft.actor = draft.actor, ()
        if not draft.recipient and last is not None:
            given = {p.country or p.name for p in draft.actor}
            fitting = tuple(p for p in last.recipient if (p.country or p.name) not in given)
            draft.recipient = tuple(
                Party(name=p.name, entity=p.entity, country=p.country, span=None) for p in fitting
            )

    def _approval(self, sentence: Span, here: list[Draft], before: list[Draft]) -> None:
        """Gives the event that still waits for somebody's word its approver."""
        told, earlier = (
            [d for d in ds if d.stage in _WAITING and d.frame.type in _DECIDED] for ds in (here, before)
        )
        for found in approvals_in(sentence) if told or earlier else ():
            draft = awaiting(found, told, [d for d in earlier if d not in told])
            who = party_of(found, self.article, self.parties, self.field) if draft is not None else None
            if draft is None or who is None or draft.approver is not None:
                continue
            draft.approver = who
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


#: Types whose events keep their own type when they are refused.
_ACTS = frozenset(("AID", "MOBILIZE", "SANCTION"))
_WAITING = frozenset(("considered", "planned", "proposed", "pledged", "approved", "requested"))
_DECIDED = frozenset(("AID", "MOBILIZE", "SANCTION", "AGREE"))
#: Types in which others than states take part: gunmen, protesters, workers.
_IN_PUBLIC = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT", "THREATEN"))
_BELOW = frozenset(("xcomp", "ccomp", "advcl", "obj", "obl", "nmod", "acl"))


def _at(trigger: Token, places: Sequence[str]) -> list[Token]:
    """The heads of noun phrases at the first of these places that is filled."""
    prepositions = [p for p in places if p not in ("subject", "object", "iobj", "owner", "possessor", "doer")]
    for place in places:
        if place == "subject":
            found = subjects(trigger)
        elif place == "object":
            found = objects(trigger)
        elif place == "iobj":
            found = receivers(trigger)
        elif place == "owner":
            found = owners(trigger)
        elif place == "possessor":
            found = possessors(trigger)
        elif place == "doer":  # "launched an attack", not "condemned an attack"
            found = possessors(trigger) or (owners(trigger) if _is_carried_out(trigger) else [])
        else:
            found = obliques(trigger, prepositions)
        found = [t for t in found if t.ent_type_ != "DATE"]
        if found:
            return found
    return []


def _is_met(frame: Frame, draft: Draft, sums: set[int]) -> bool:
    """Whether the needs of a frame hold, and somebody takes part that events are kept of."""
    if not all(_holds(need, draft, sums) for need in frame.needs):
        return False
    if "its" in frame.pattern.actor and is_infinitive(draft.trigger):
        return False
    if frame.type == "AID" and frame.pos == "VERB" and not draft.actor and _does_a_thing(draft):
        return False
    takes_part = is_public if frame.type in _IN_PUBLIC else is_political
    parties = [
        p
        for p in (*draft.actor, *draft.recipient)
        if frame.type in DEEP or p.country or not p.entity or is_group(p)
    ]
    if any(takes_part(p) for p in parties):
        return True
    if frame.type == "AID":
        return bool(draft.items)
    return any(f"theme:{kind}" in frame.needs for kind in ("demand", "state", "weapon"))


def _holds(need: str, draft: Draft, sums: set[int]) -> bool:
    role, _, kind = need.partition(":")
    if role == "actor":
        if kind == "group":
            return any(is_group(p) for p in draft.actor)
        if draft.frame.type == "REQUEST" and is_passive(draft.trigger):
            return bool(draft.actor or draft.recipient)  # "Nigeria has been asked to stand surety"
        return bool(draft.actor) and (kind != "person" or _is_person(draft.trigger))
    if role == "act":  # "asked Berlin to send", "asked for help"; not "asked a journalist"
        clauses = [c for c in draft.trigger.children if c.dep_ in ("xcomp", "advcl", "ccomp")]
        return bool(draft.themes) or any(is_infinitive(c) for c in clauses)
    if role == "nothing":  # "farmers demonstrated", not "demonstrate their skill"
        return not objects(draft.trigger)
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
    if role == "open":  # "declined to comment" is no refusal
        below = [c for c in draft.trigger.children if c.dep_ in ("xcomp", "ccomp", "advcl")]
        return not any(knowledge.noun_class(c.lemma_.lower()) == "speech" for c in below)
    if role == "bare":  # "keep drones away", "allow helicopters to land"
        beside = draft.trigger.children
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
    if theme.pos_ == "NUM" or theme.lower_ in ("it", "them", "they", "both"):
        # "the first 150 sailed", "it could not supply them"
        return kind in _TOLD and draft.last == _TOLD[kind] and draft.frame.word != "*"
    if theme.pos_ == "PRON":
        return False
    if kind == "likewise" and theme.lemma_.lower() in ("offer", "pledge", "promise"):
        return draft.last == "AID" and any(c.dep_ == "nmod:poss" for c in theme.children)
    if kind == "gift":
        if own in ("force", "ship") and draft.frame.pattern == patterns()["send"]:
            return False
        if own in _NO_GIFTS:
            return False
        return own == "aid" or any(i.category != "troops" for i in draft.items) or is_aid(theme) is not None
    if kind == "arms":
        return is_aid(theme) == "military"
    if kind == "force":
        return own in ("force", "ship", "jet") or any(i.category == "troops" for i in draft.items)
    return (
        any(
            own == k or (k in ("gift", "force", "arms") and _is_of(theme, k, draft, sums))
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


def _is_person(trigger: Token) -> bool:
    """Whether a person does it: somebody named, or the holder of an office."""
    return any(
        t.ent_type_ == "PERSON" or t.lower_ in ("he", "she") or knowledge.office(t.lemma_.lower()) is not None
        for t in subjects(trigger)
    )


def _is_bare(draft: Draft, beside: Sequence[Draft]) -> bool:
    """Whether a package without a giver only names what another event of the sentence tells."""
    if draft.frame.type != "AID" or draft.frame.pos != "NOUN" or draft.actor or draft.items or draft.value:
        return False
    return any(d is not draft and d.frame.type == "AID" for d in beside)


def _is_heading(sentence: Span) -> bool:
    """Whether a sentence is none: a few words without a verb or a full stop."""
    words = [t for t in sentence if not t.is_space]
    return len(words) <= _HEADING and words[-1:] != [] and words[-1].text not in ".!?" and not any(
        t.pos_ in ("VERB", "AUX") for t in words
    )  # fmt: skip


def _is_scare_quote(trigger: Token) -> bool:
    """Whether a noun stands alone between quotation marks: the "gift"."""
    if trigger.pos_ == "VERB" or not 0 < trigger.i < len(trigger.doc) - 1:
        return False
    return all(t.text in "\"“”‘’'«»" for t in (trigger.nbor(-1), trigger.nbor()))


def _is_carried_out(noun: Token) -> bool:
    """Whether the verb over a noun says how far its subject has got with it: "ordered the arrest", "began a strike"."""
    cue = cue_of(noun.head, noun) if noun.dep_ in ("obj", "nsubj:pass") else None
    return cue is not None and cue.says not in ("report", "requested", "refused", "negated", "fails")


def _is_question(trigger: Token) -> bool:
    return trigger.sent.text.rstrip().endswith("?")


def _held(verb: Token) -> list[Token]:
    """What a package is said to hold: "It includes tents", "the aid consists of flour", "the money will pay for seed"."""
    if verb.pos_ != "VERB" or knowledge.noun_class(verb.lemma_.lower()) != "holding":
        return []
    said = subjects(verb)
    if not any(
        t.lower_ in ("it", "this", "that", "they", "these") or noun_class(t) in ("aid", "ship", "deal")
        for t in said
    ):
        return []
    return objects(verb) or obliques(verb, ("of", "for", "towards", "on"))


def _bought(trigger: Token, themes: Sequence[Token], sums: set[int]) -> list[Token]:
    """What a sum of money is for: "25 million riyals for tents", "a loan to buy boats"."""
    if not any(t.i in sums or noun_class(t) == "aid" for t in themes):
        return []
    found = [
        t
        for word in (trigger, *themes)
        for t in obliques(word, ("for", "in"))
        if item_category(t) not in (None, "troops")
    ]
    for word in (trigger, *themes):
        for child in word.children:
            if child.dep_ in ("advcl", "acl", "xcomp") and child.lemma_.lower() in (
                "buy",
                "purchase",
                "procure",
                "acquire",
            ):
                found += objects(child)
    return found


def _carried(theme: Token) -> Token:
    """What a vehicle brings: "buses carrying 90 policemen arrived"."""
    for child in theme.children:
        if child.dep_ in ("acl", "acl:relcl") and child.lemma_.lower() in ("carry", "bring", "transport"):
            return next(iter(objects(child)), theme)
        if child.dep_ == "nmod" and case(child) == "with":
            return child
    return theme


def _promised(theme: Token) -> Token:
    """What an offer, a request or a plan is of: "withdrew an offer of 12 boats", "weighs a request for tanks"."""
    if noun_class(theme) == "demand" or theme.lemma_.lower() in ("promise", "pledge", "notion", "option"):
        for child in theme.children:
            if child.dep_ == "nmod" and child.i > theme.i and case(child) in ("of", "for"):
                return child
    return theme


def _actors(drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Who acts in the first of these events that has somebody of a country."""
    return next((d.actor for d in drafts if any(p.country for p in d.actor)), ())


def _is_told(draft: Draft, before: Sequence[Draft]) -> bool:
    """Whether an event is one to keep: somebody takes part in it, or it goes on with a gift told before."""
    if draft.frame.type != "AID" or any(is_political(p) for p in (*draft.actor, *draft.recipient)):
        return True
    told = [d for d in before if d.frame.type == "AID"]
    things, given = (
        {i.name.casefold().split()[-1] for d in drafts for i in d.items} for drafts in ((draft,), told)
    )
    return bool(things & given) or (not things and told[-1:] != [] and told[-1] in before[-3:])


def _tells_of(outer: Draft, inner: Draft) -> bool:
    """Whether the outer event's word only says how far the inner event has got."""
    words = {word.i for _, word in inner.standing.cues}
    if inner.frame.type == "SANCTION" and inner.frame.pos == "VERB" and outer.trigger in inner.themes:
        return True  # "banned the sale of weapons"
    if outer.trigger in inner.through and outer.trigger not in inner.themes:
        return True
    if outer.frame.type == "REJECT" and inner.frame.type not in _ACTS:
        return False
    if outer.frame.type == "AGREE" and inner.frame.type not in (*_ACTS, "AGREE"):
        return False  # "agreed to reopen the border" is an agreement first of all
    if outer.frame.pos == "NOUN" and inner.frame.type == "REJECT" and outer.frame.type not in _ACTS:
        return outer.trigger in inner.themes
    if outer.trigger.i in words and outer.frame.type in ("AID", "AGREE", inner.frame.type):
        return True
    if outer.frame.type == inner.frame.type and inner.frame.pos == "VERB" and outer.frame.pos == "NOUN":
        return outer.trigger in inner.themes
    return outer.frame.type == inner.frame.type and outer.trigger.i in {t.i for t in inner.themes}


def _covers(draft: Draft, governor: Token | None) -> bool:
    """Whether a sum stands among the words of an event: in its theme, or in its clause."""
    if governor is None:
        return False
    if governor == draft.trigger or governor in draft.themes:
        return True
    return any(a == draft.trigger or a in draft.themes for a in governor.ancestors)


def _is_worth(governor: Token, sentence: Span) -> bool:
    """Whether a sentence says what something told before is worth: "It is worth 90 million euros"."""
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


def said_by(statements: Sequence[Statement], entities: Entities) -> tuple[tuple[int, int, Party], ...]:
    """Who speaks between which offsets, for "we" and "us" there."""
    people = {d.id: d for d in entities.drafts}
    found = []
    for s in statements:
        draft = people.get(s.speaker.entity or "") if s.speaker is not None else None
        if draft is not None:
            party = Party(name=draft.name, entity=draft.id, country=draft.country)
            found += [(c.start, c.end, party) for c in s.content]
    return tuple(found)


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

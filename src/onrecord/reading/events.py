"""Who does what to whom: events, found by the words that name them and the frames of those words."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from onrecord import model
from onrecord.model import Article, Cue, Event, Field, Money, Party, Statement
from onrecord.reading.approvers import Approval, approvals_in, awaiting, party_of, to_come
from onrecord.reading.briefs import BRIEF, named_as_aid, point, priced, stands_alone
from onrecord.reading.clauses import (
    aims_of,
    behind_particle,
    case,
    is_aside,
    is_passive,
    obliques,
    owners,
    subjects,
)
from onrecord.reading.contents import add_contents, tie_sums
from onrecord.reading.doubles import ACTS, is_bare, is_told, joined, tells_of, with_shares
from onrecord.reading.drafts import Draft
from onrecord.reading.entities import Entities
from onrecord.reading.finishing import Finisher
from onrecord.reading.frames import DEEP, Frame, Pattern, frames_of
from onrecord.reading.gapped import shared
from onrecord.reading.gifts import (
    bought_with,
    carried,
    included,
    promised,
    promised_to,
    sponsors,
    sum_behind,
)
from onrecord.reading.givers import received, understood
from onrecord.reading.items import items_of
from onrecord.reading.learned import besides, is_kept, is_ruled_out, learned_frame, may_add
from onrecord.reading.mentions import taken_up, told_before
from onrecord.reading.money import first_told, money_of
from onrecord.reading.narration import is_heading, is_open, is_question, may_tell
from onrecord.reading.needs import is_met
from onrecord.reading.parties import Parties
from onrecord.reading.places import at, is_below
from onrecord.reading.pronouns import Pronouns
from onrecord.reading.roles import country_of_role
from onrecord.reading.slots import Slots
from onrecord.reading.stages import Standing, cue_of, standing
from onrecord.reading.told import NEAR, REACH, meets_again, takes_up, to_whom, whose

#: Places of a role inside the theme: "its", whose the theme is, and "within", any state that is named in it.
_INSIDE = frozenset(("its", "within", "toward"))
#: Types whose items may be things of any kind.
_OF_GOODS = frozenset(("AID", "REQUEST"))


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
        #: approvals of the sentence before that no event told so far waits for
        self.unsettled: list[Approval] = []
        self.last_meeting: Draft | None = None
        #: which sentence is read, and in which the last act was told
        self.count, self.told_at = 0, -REACH
        #: the gifts told so far, those of the sentence that is read among them
        self.gifts: list[Draft] = []
        self.parties = Parties(article, entities, pronouns, field, said_by(statements, entities))
        self.slots = Slots(article, self.parties, field)

    def read(self) -> tuple[Event, ...]:
        """The events, in order of their triggers."""
        drafts: list[Draft] = []
        for sentence in self.doc.sents:
            priced = money_of(self.article, sentence, field=self.field)
            self.sums = {
                t.i
                for money, _ in priced
                for t in self.doc.char_span(money.span.start, money.span.end, alignment_mode="expand") or ()
            }
            priced = first_told(priced)
            self.count += 1
            self.gifts = [d for d in drafts if d.frame.type == "AID"]
            before = self.last_act, self.told_at
            found: list[Draft] = []
            others: list[Token] = []
            for token in sentence:
                if (draft := self._draft(token)) is not None:
                    found.append(draft)
                    self._note(draft)
                else:
                    others.append(token)
            here = [d for d in self._without_doubles(found) if is_told(d, drafts)]
            types = {d.frame.type for d in here}
            if self.field == "text" and may_add(sentence, types):
                learned = [d for t in others if (d := self._learned(t, types)) is not None]
                here = self._without_doubles([*here, *besides(learned, here)])
            self.last_act, self.told_at = before
            here = [d for draft in here for d in shared(draft, self.article, self.parties, self.field)]
            if not any(d.frame.type == "AID" and not is_aside(d.trigger) for d in here):
                told = {i.span for d in here for i in d.items if d.frame.type == "AID"}
                briefs = self._briefs(sentence, drafts, [money for money, _ in priced])
                # "Four of the 16 missiles that Norway promised cannot be fired"
                here += [d for d in briefs if not told & {i.span for i in d.items}]
            add_contents(self.article, sentence, here, drafts, self.field)
            tie_sums(priced, self.sums, sentence, here, drafts, self.gifts)
            here = with_shares(here)
            for draft in here:
                self.slots.fill(draft, here, [money for money, _ in priced], self.gifts)
            for draft in here:
                self._note(draft)
            for draft in here:
                self._complete(draft, drafts)
            for bare in [d for d in here if is_bare(d, here)]:
                here.remove(bare)
                for draft in here:
                    if draft.frame.type == "AID":
                        draft.recipient = draft.recipient or bare.recipient
            drafts += here
            self._approval(sentence, here, drafts)
            self.parties.remember(self._main_subject(sentence) or _actors(here))
        understood(drafts, self.entities.drafts, self.parties.said_by)
        received(drafts, self.entities.drafts)
        finisher = Finisher(self.article, self.doc, self.parties, self.statements, self.field)
        return tuple(finisher.event(d) for d in joined(drafts))

    def _note(self, draft: Draft) -> None:
        """Keeps the last act, the last meeting and all gifts, which later words take up."""
        if draft.frame.type == "AID":
            self.gifts.append(draft)
        if draft.frame.type in ACTS:
            self.last_act, self.told_at = draft, self.count
        elif draft.frame.type in ("CONSULT", "AGREE") and draft.actor:
            self.last_meeting = draft

    def _learned(self, trigger: Token, told: AbstractSet[str]) -> Draft | None:
        """The event that the network finds in a word that no frame explains, of a type that the sentence does not tell."""
        if not may_tell(trigger, self.field):
            return None
        frame = learned_frame(trigger, told)
        if frame is None or is_question(trigger) or is_open(trigger):
            return None
        draft = self._filled(frame, trigger)
        if draft is None:
            return None
        self.slots.fill(draft)
        if not is_kept(draft, self.parties):
            return None
        draft.standing = standing(trigger)
        return draft

    def _draft(self, trigger: Token) -> Draft | None:
        if not may_tell(trigger, self.field):
            return None
        for frame in frames_of(trigger):
            draft = self._filled(frame, trigger)
            if (
                draft is not None
                and is_met(frame, draft, self.sums, self.parties)
                and not is_question(trigger)
                and not (is_open(trigger) and (draft.told is not None or not draft.actor))
            ):
                cue = (
                    next((c for t in trigger.children if (c := cue_of(trigger, t))), None)
                    if frame.word == "*"
                    else None
                )
                if self.field == "text" and is_ruled_out(draft):
                    return None
                draft.standing = standing(trigger, cue)
                if self.last_act is not None and takes_up(draft, self.last_act, self.count - self.told_at):
                    draft.recipient = to_whom(draft, self.last_act)
                return self._named_again(draft)
        return None

    def _named_again(self, draft: Draft) -> Draft | None:
        """A "similar step" is of the type of the act told last, and meant for the same."""
        if draft.frame.type != "SAME":
            return draft
        aside = draft.trigger.dep_ == "acl:relcl" and draft.trigger.head in draft.themes
        if self.last_act is None or aside or draft.standing.stage == "requested":
            return None  # "a step that the media proposed" is the one told in the same breath
        act = self.last_act
        draft.frame = replace(draft.frame, type=act.frame.type, mode=act.frame.mode, stage=draft.frame.stage)
        draft.recipient = draft.recipient or act.recipient
        return draft

    def _filled(self, frame: Frame, trigger: Token) -> Draft | None:
        roles = frame.pattern
        themes = [
            t for t in at(trigger, roles.theme) if t.pos_ in ("NOUN", "PROPN", "SYM", "NUM", "ADJ", "PRON")
        ]
        particle = frame.word.partition("+")[2].partition(">")[0]
        if frame.type == "AID" and not themes and particle:
            themes = behind_particle(trigger, particle)
        spent = sum_behind(trigger, self.sums) if frame.type == "AID" and "object" in roles.theme else None
        if spent is not None and spent not in themes:
            themes = [spent, *themes]
        through: list[Token] = []
        if "its" in roles.actor:
            through, themes = themes, [carried(t) for t in themes]
        elif frame.word == "*":
            through, themes = themes, [promised(t) for t in themes]
        if frame.pos == "NOUN" and not themes and frame.type == "AID":
            themes = [trigger]
        actor = self._party(trigger, roles.actor, [*through, *themes])
        recipient = tuple(p for p in self._party(trigger, roles.recipient, themes) if p not in actor)
        if frame.type in ("AID", "MOBILIZE"):
            recipient = tuple(p for p in recipient if not _is_of(p, themes))
        mutual = frame.type in ("CONSULT", "AGREE") and frame.mode != "visit"
        if mutual and frame.pos == "NOUN" and not actor:
            bare = Draft(frame, trigger, Standing(), actor, recipient, themes, ())
            actor = self._inside(trigger) or meets_again(bare, self.last_meeting)
        if frame.type not in DEEP:
            return Draft(frame, trigger, Standing(), actor, recipient, themes, ())
        last = self.last_act.frame.type if self.last_act is not None else None
        told: Draft | None = None
        bought: list[Token] = []
        if frame.type == "AID":
            bought = bought_with(trigger, themes, self.sums) + included(trigger, themes)
            if not actor and "from" not in roles.actor:
                actor = tuple(p for p in self.parties.of(sponsors(trigger)) if p not in recipient)
            if not any(p.country or p.entity for p in recipient):
                recipient = self._around(trigger, roles) or recipient or self.parties.of(promised_to(themes))
            again = (told_before(t, self.gifts, last=last) for t in themes if t != trigger)
            told = next((d for d in again if d is not None), None)
        if told is not None:
            if frame.pos == "NOUN" or "its" in roles.actor or is_passive(trigger):
                actor = actor or taken_up(told.actor)
            if "recipient" not in frame.needs and (
                "in" in roles.recipient or not recipient
            ):  # what is on its way stops at other places
                recipient = taken_up(told.recipient) or recipient
        found = {
            i.span.start: i for t in (*themes, *bought) for i in items_of(self.article, t, field=self.field)
        }
        items = tuple(found[at] for at in sorted(found) if found[at].category or frame.type in _OF_GOODS)
        since = self.count - self.told_at
        draft = Draft(
            frame,
            trigger,
            Standing(),
            actor,
            recipient,
            themes,
            items,
            through=through,
            last=last,
            near=since <= NEAR,
            told=told,
        )
        if self.last_act is not None and takes_up(draft, self.last_act, since):
            draft.actor = whose(draft, self.last_act)
        return draft

    def _around(self, trigger: Token, roles: Pattern) -> tuple[Party, ...]:
        """Who gets something, by the place they are in."""
        places = [p for p in roles.recipient if p not in _INSIDE and p not in roles.theme]
        return self.parties.around(at(trigger, places))

    def _party(self, trigger: Token, places: Sequence[str], themes: Sequence[Token]) -> tuple[Party, ...]:
        """The parties at the first of these places that names any."""
        if found := self.parties.of(at(trigger, [p for p in places if p not in _INSIDE])):
            return found
        if "its" in places:
            if found := self.parties.of([o for t in themes for o in owners(t)]):
                return found
            if found := tuple(p for p in self.parties.of(themes) if p.country):
                return found  # "1,500 Royal Marines ship out"
        if "toward" in places:  # "a loan for a port in Cambodia"
            near = [t for t in obliques(trigger, ("for", "to", "on")) if t.dep_ != "advcl"]
            aims = [*near, *aims_of(trigger)]
            goals = [w for t in aims for w in t.subtree if w.ent_type_ == "LOCATION" and not is_below(w, t)]
            if found := tuple(p for p in self.parties.of(goals) if p.country)[:1]:
                return found
        if "within" in places:
            inside = [w for t in themes for w in t.subtree if w.ent_type_ in ("NORP", "LOCATION") and w != t]
            return tuple(p for p in self.parties.of(inside) if p.country)
        return ()

    def _inside(self, noun: Token) -> tuple[Party, ...]:
        """The states named behind a noun that tells of talks: "negotiations on the sale of aircraft to Indonesia"."""
        if noun.dep_ not in ("nsubj", "nsubj:pass"):
            return ()
        named = [w for w in noun.subtree if w.i > noun.i and w.ent_type_ in ("NORP", "LOCATION")]
        inside = [w for w in named if case(w) in ("with", "to", "between", "of")]
        return tuple(p for p in self.parties.of(inside) if p.country)

    def _without_doubles(self, drafts: list[Draft]) -> list[Draft]:
        """One event for "pledged to supply", "announced a package of", "asked for help": the act itself, told once."""
        kept = list(drafts)
        for draft in sorted(drafts, key=lambda d: d.frame.pos != "NOUN"):
            inner = next((d for d in kept if d is not draft and tells_of(draft, d)), None)
            if inner is not None:
                kept.remove(draft)
                who, whom = draft.actor, draft.recipient
                if (draft.frame.type, inner.frame.type) == ("REQUEST", "REJECT"):
                    who, whom = whom, who  # "a request by Chad was turned down"
                inner.actor = inner.actor or who
                inner.recipient = inner.recipient or whom
                if inner.frame.type != "CONSULT":  # a "planned round" of talks is no ammunition
                    inner.items = inner.items or draft.items
        return kept

    def _briefs(self, sentence: Span, before: list[Draft], sums: Sequence[Money]) -> list[Draft]:
        """Gifts that a sentence tells without a verb of giving: "30 trailers for Kenya", "3 million in aid"."""
        if self.field != "text":
            return []
        head = point(sentence, self.sums)
        if head is not None and is_heading(sentence) and not any(t.like_num for t in sentence):
            return []
        found: list[Draft] = []
        for trigger in [head] if head is not None else named_as_aid(sentence, self.sums):
            draft = self._filled(BRIEF, trigger)
            if draft is None or (draft.items and all(i.category == "troops" for i in draft.items)):
                continue  # "350 infantry" among the points of a list are sent, not given
            whole = priced(trigger)
            draft.recipient = draft.recipient or self._party(whole, BRIEF.pattern.recipient, ())
            own = {t.idx for t in whole.subtree}
            draft.value = next((m for m in sums if own & set(range(m.span.start, m.span.end))), None)
            if any(d.value == draft.value for d in found) or not stands_alone(
                draft, before[-REACH:], self.sums
            ):
                continue
            draft.standing = standing(trigger)
            found.append(draft)
        return found

    def _complete(self, draft: Draft, before: list[Draft]) -> None:
        """What the sentence leaves to be understood: to whom, and of what package."""
        if draft.frame.type != "AID":
            return
        gifts = [d for d in reversed(before[-REACH:]) if d.frame.type == "AID" and d.recipient]
        last = next((d for d in gifts if any(p.country for p in d.recipient)), next(iter(gifts), None))
        if last is not None and all(
            p.span is not None and p.span.text.lower() in _OBJECTS for p in draft.recipient
        ):
            draft.recipient = ()  # "Lithuania has promised it shells": whoever got something before
        if draft.frame.pos == "NOUN" and not draft.recipient and draft.actor:
            told = {p.country for d in before[-REACH:] if d.frame.type in ACTS for p in d.recipient}
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
        approvals = list(approvals_in(sentence))
        for draft in here:
            _hold_back(draft, approvals)
        told, earlier = (
            [d for d in ds if d.stage in _WAITING and d.frame.type in _DECIDED] for ds in (here, before)
        )
        for found in self.unsettled if told else ():
            self._approve(to_come(found, told), found)
        self.unsettled = []
        for found in approvals:
            waiting = awaiting(found, told, [d for d in earlier if d not in told])
            if waiting is None:
                self.unsettled.append(found)
            self._approve(waiting, found)

    def _approve(self, draft: Draft | None, found: Approval) -> None:
        who = party_of(found, self.article, self.parties, self.field) if draft is not None else None
        if draft is None or who is None or draft.approver is not None:
            return
        draft.approver = who
        draft.cues.append(Cue(says="approver", span=self._span(found.cue, found.cue)))
        if found.cue.sent not in (draft.trigger.sent, *draft.sentences):
            draft.sentences.append(found.cue.sent)

    def _main_subject(self, sentence: Span) -> tuple[Party, ...]:
        root = sentence.root
        return tuple(p for p in self.parties.of(subjects(root)) if p.country and p.span)

    def _span(self, first: Token, last: Token) -> model.Span:
        return self.article.span(self.field, first.idx, last.idx + len(last))


_OBJECTS = frozenset(("it", "them"))
_WAITING = frozenset(("considered", "planned", "proposed", "pledged", "approved", "requested"))
_DECIDED = frozenset(("AID", "MOBILIZE", "SANCTION", "AGREE"))


def _is_of(party: Party, things: Sequence[Token]) -> bool:
    """Whether a party's words are those of what is given or moved: "90 instructors" get nothing, they are sent."""
    return party.span is not None and any(party.span.start <= t.idx < party.span.end for t in things)


def _hold_back(draft: Draft, approvals: Sequence[Approval]) -> None:
    """What still has to be approved is proposed: "has yet to approve the aid", "the transfer is pending approval"."""
    for found in approvals:
        approved = any(word == found.cue for says, word in draft.standing.cues if says == "approved")
        if approved or (found.matter == draft.trigger and draft.stage in ("done", "underway")):
            draft.standing.say("proposed", found.cue)


def _actors(drafts: Sequence[Draft]) -> tuple[Party, ...]:
    """Who acts in the first of these events that has somebody of a country."""
    return next((d.actor for d in drafts if any(p.country for p in d.actor)), ())


def said_by(statements: Sequence[Statement], entities: Entities) -> tuple[tuple[int, int, Party], ...]:
    """Who speaks between which offsets, for "we" and "us" there."""
    people = {d.id: d for d in entities.drafts}
    found = []
    for s in statements:
        if s.speaker is None:
            continue
        draft = people.get(s.speaker.entity or "")
        if draft is not None:
            party = Party(name=draft.name, entity=draft.id, country=draft.country)
        elif (country := country_of_role(s.speaker.name)) is not None:  # "a Chilean official"
            party = Party(name=s.speaker.name, country=country)
        else:
            continue
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


__all__ = ["EventReader", "events"]

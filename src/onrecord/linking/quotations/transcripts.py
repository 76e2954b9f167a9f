"""Quotations held against what was really said: the transcript of a speech, an interview or a briefing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from onrecord.linking.links import Piece, Quotation, Variant
from onrecord.linking.quotations.likeness import telling
from onrecord.linking.quotations.utterances import Utterance, everything
from onrecord.linking.quotations.variants import variant
from onrecord.linking.quotations.voices import Voice
from onrecord.linking.quotations.wording import Word, without_fillers, words_of
from onrecord.linking.stems import stem
from onrecord.linking.times import Published

#: A quotation is looked for in a stretch of so many times its own words, and so many more: who quotes leaves sentences out.
_TIMES, _MORE = 3, 20
#: The least part of what a quotation tells that must stand in the stretch in its order, and how much that must tell.
_LEAST, _WEIGHT = 0.5, 1.0
#: A word that tells less is no place to look at, nor is one that stands in more places.
_TELLS, _PLACES = 0.4, 50


@dataclass(frozen=True)
class Transcript:
    """What was said, word by word.

    id         names it in the answer, where an article has its id
    text       plain text; sentences end with a full stop
    published  ISO 8601, where known
    speaker    who speaks throughout; None for an exchange of several
    """

    id: str
    text: str
    published: str | None = None
    speaker: str | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words, without fillers."""
        return tuple(without_fillers(words_of(self.text, 0, len(self.text))))

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where the words stand that tell something, by stem."""
        found: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            if telling(word.key, word.name) >= _TELLS:
                found[stem(word.key)].append(at)
        return dict(found)


def against(pieces: Iterable[Piece], transcripts: Iterable[Transcript]) -> list[Quotation]:
    """What articles have in quotation marks that stands in a transcript, a family for each stretch of it.

    The reference of a family is the transcript's own sentences: a variant with its id as `article` and offsets into its text. A
    quotation that no transcript has is left out.
    """
    there = list(transcripts)
    said = [u for u in everything(list(pieces)) if u.quoted]
    found: dict[tuple[str, int], tuple[int, list[Utterance]]] = {}
    for utterance in said:
        if (best := _best(utterance, there)) is None:
            continue
        transcript, start, end = best
        _gather(found, transcript.id, start, end, utterance)
    of = {transcript.id: transcript for transcript in there}
    return [
        _family(of[name], start, end, members)
        for (name, start), (end, members) in sorted(found.items(), key=lambda p: p[0])
    ]


def held_against(found: Iterable[Quotation], said: Sequence[Quotation]) -> tuple[Quotation, ...]:
    """The families of articles with those of transcripts in the place of what these hold.

    found  what `quotations` gave
    said   what `against` gave for the same articles
    """
    covered = {(v.article, v.field, v.start) for one in said for v in one.variants}
    rest = (one for one in found if not {(v.article, v.field, v.start) for v in one.variants} <= covered)
    return (*said, *rest)


def _gather(
    found: dict[tuple[str, int], tuple[int, list[Utterance]]],
    name: str,
    start: int,
    end: int,
    utterance: Utterance,
) -> None:
    """Adds an utterance to the family whose stretch of words overlaps its own; stretches grow together."""
    members = [utterance]
    for key in [k for k, (stop, _) in found.items() if k[0] == name and k[1] < end and start < stop]:
        stop, others = found.pop(key)
        start, end = min(start, key[1]), max(end, stop)
        members = others + members
    found[name, start] = end, members


def _best(utterance: Utterance, transcripts: Sequence[Transcript]) -> tuple[Transcript, int, int] | None:
    """The stretch of whole sentences, as indices of words, that a quotation is most of; None where none has it."""
    best: tuple[float, Transcript, int, int] | None = None
    words = utterance.marked
    whole = sum(telling(w.key, w.name) for w in words)
    if not whole:
        return None
    room = _TIMES * len(words) + _MORE
    for transcript in transcripts:
        for first in _starts(utterance, transcript, room):
            stretch = transcript.words[first : first + room]
            matcher = SequenceMatcher(None, [w.key for w in stretch], [w.key for w in words], autojunk=False)
            blocks = [b for b in matcher.get_matching_blocks() if b.size]
            told = sum(telling(w.key, w.name) for b in blocks for w in words[b.b : b.b + b.size])
            if not blocks or told < _LEAST * whole or told < _WEIGHT or (best and told <= best[0]):
                continue
            weighty = [
                b for b in blocks if any(telling(w.key, w.name) >= _TELLS for w in words[b.b : b.b + b.size])
            ]
            start, end = (weighty or blocks)[0].a, (weighty or blocks)[-1]
            best = told, transcript, *_sentences(transcript.words, first + start, first + end.a + end.size)
    return best[1:] if best else None


def _starts(utterance: Utterance, transcript: Transcript, room: int) -> list[int]:
    """Where stretches begin that have most of the telling words of a quotation."""
    hits: dict[int, set[str]] = defaultdict(set)
    for key in {stem(w.key) for w in utterance.marked}:
        places = transcript.places.get(key, [])
        if len(places) <= _PLACES:
            for at in places:
                for step in (at // room, at // room - 1):
                    hits[step].add(key)
    most = max((len(those) for those in hits.values()), default=0)
    starts = [step for step, those in hits.items() if len(those) >= max(1, most - 1)]
    return sorted({max(0, step * room + shift) for step in starts for shift in (0, room // 2)})


def _sentences(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """The same stretch widened to whole sentences."""
    while start > 0 and words[start].bound != "sentence":
        start -= 1
    while end < len(words) and words[end].bound != "sentence":
        end += 1
    return start, end


def _family(transcript: Transcript, start: int, end: int, members: Sequence[Utterance]) -> Quotation:
    words = transcript.words[start:end]
    first, last = words[0].start, words[-1].end
    voice = Voice(transcript.speaker or next((m.voice.name for m in members if m.voice.name), None))
    reference = Utterance(
        transcript.id, Published.of(transcript.published), "text", first, last, transcript.text[first:last],
        ((first, last),), "direct", voice, words,
    )  # fmt: skip
    own = Variant(
        article=transcript.id, field="text", start=first, end=last, text=reference.text, form="direct",
        verdict="verbatim", reference=True,
    )  # fmt: skip
    variants = (own, *(variant(reference, member) for member in members))
    return Quotation(id=f"quotation-{transcript.id}-{first}", speaker=voice.name, variants=variants)

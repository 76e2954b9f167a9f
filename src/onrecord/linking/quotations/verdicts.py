"""The verdict on a variant: verbatim, trimmed, paraphrased or altered, with the words and one plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from onrecord.linking.links import Verdict
from onrecord.linking.quotations.changes import Change, changes
from onrecord.linking.quotations.reports import contradicted
from onrecord.linking.quotations.utterances import Utterance
from onrecord.linking.quotations.wording import Word, kind
from onrecord.linking.stems import stem

#: A passage in marks of so many words that say something, of which two and this part are not the reference's, is in other words
#: throughout: another translation, or a reporter's memory. Who alters a quotation changes a word or two.
_LEAST_FREE, _FREE = 3, 0.34
#: The same where in a passage of so many words, small ones counted, a smaller part stands in the order of the reference.
_LEAST_LONG, _KEPT = 6, 0.55

_REASONS: Mapping[str, str] = {
    "negation": "A negation is put in or left out",
    "modality": "It is put more firmly or less firmly",
    "number": "A number differs",
    "name": "A name or a date differs",
    "condition": "The condition that it hangs on is left out",
    "scope": "How much or how far it goes differs",
    "opposite": "A word stands for its opposite",
    "order": "The words change places",
    "word": "Another word stands in the marks",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict, the offsets of the words that say something else, and why."""

    verdict: Verdict
    differs: tuple[tuple[int, int], ...] = ()
    reason: str = ""


def judge(reference: Utterance, variant: Utterance) -> Judgement:
    """How a variant stands to the reference; the reference itself is verbatim."""
    if variant is reference:
        return Judgement("verbatim")
    if not variant.quoted:
        return _reported(reference, variant)
    return _quoted(reference, variant)


def _reported(reference: Utterance, variant: Utterance) -> Judgement:
    found = contradicted(reference.words, variant.words, variant.around)
    if found is None:
        return Judgement("paraphrased", (), "It is told in the article's words.")
    word, other, sort = found
    return Judgement(
        "altered",
        ((word.start, word.end),),
        f"{_REASONS[sort]}: “{word.key}” for “{other}” of the quotation.",
    )


def _quoted(reference: Utterance, variant: Utterance) -> Judgement:
    free = free_rendering(reference.words, variant.marked)
    found = changes(reference.words, variant.words, free=free)
    marked = [c for c in found if _touches_marks(c, reference, variant)]
    altered = [c for c in marked if c.weight == "altered"]
    if altered:
        return Judgement(
            "altered", _offsets(variant.words, altered), _reason(reference.words, variant.words, altered[0])
        )
    reworded = [c for c in marked if c.weight == "reworded"]
    if reworded:
        return Judgement(
            "paraphrased", _offsets(variant.words, reworded),
            _said(reference.words, variant.words, reworded[0]) + ": the sense is the same.",
        )  # fmt: skip
    if any(c.weight == "cut" and c.before[0] < c.before[1] for c in marked):
        return Judgement("trimmed", (), "Words are left out; the rest is the same.")
    return Judgement("verbatim")


def free_rendering(reference: Sequence[Word], words: Sequence[Word]) -> bool:
    """Whether words are not the reference's, with some exchanged, but others for the same."""
    own = {stem(word.key) for word in reference}
    empty = kind("small") | kind("person") | kind("link") | kind("negator")
    content = [word.key for word in words if word.key not in empty]
    strange = sum(stem(key) not in own for key in content)
    if len(content) >= _LEAST_FREE and strange >= max(2, _FREE * len(content)):
        return True
    matcher = SequenceMatcher(None, [w.key for w in reference], [w.key for w in words], autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return strange > 0 and len(words) >= _LEAST_LONG and kept < _KEPT * len(words)


def _touches_marks(change: Change, reference: Utterance, variant: Utterance) -> bool:
    """Whether a difference concerns words in marks."""
    start, end = change.after
    return any(word.marked for word in variant.words[start:end]) or any(
        word.marked for word in reference.words[slice(*change.before)]
    )


def _offsets(words: Sequence[Word], found: Sequence[Change]) -> tuple[tuple[int, int], ...]:
    """The words of the variant that differ; where some are missing, the words on both sides of the gap."""
    spans = []
    for change in found:
        start, end = change.after
        if start == end:
            start, end = max(0, start - 1), min(len(words), end + 1)
        spans.append((words[start].start, words[end - 1].end))
    return tuple(spans)


def _reason(reference: Sequence[Word], variant: Sequence[Word], change: Change) -> str:
    said = _said(reference, variant, change)
    return f"{_REASONS[change.sort]}: {said[0].lower()}{said[1:]}."


def _said(reference: Sequence[Word], variant: Sequence[Word], change: Change) -> str:
    """The two wordings of a difference."""
    before, after = (
        " ".join(w.key for w in words if w.marked) or " ".join(w.key for w in words)
        for words in (reference[slice(*change.before)], variant[slice(*change.after)])
    )
    if not after:
        return f"“{before}” is left out"
    if not before:
        return f"“{after}” is put in"
    return f"“{after}” for “{before}”"

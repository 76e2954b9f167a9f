"""From an utterance to the variant of a family, with its verdict."""

from __future__ import annotations

from onrecord.linking.links import Variant
from onrecord.linking.quotations.utterances import Utterance
from onrecord.linking.quotations.verdicts import judge


def variant(reference: Utterance, one: Utterance) -> Variant:
    """An utterance as a variant, held against the reference of its family."""
    judgement = judge(reference, one)
    return Variant(
        article=one.article, field=one.field, start=one.start, end=one.end, text=one.text,
        parts=tuple(one.span(*part) for part in one.parts) if len(one.parts) > 1 else (), form=one.form,
        verdict=judgement.verdict, reference=one is reference, differs=tuple(one.span(*at) for at in judgement.differs),
        reason=judgement.reason,
    )  # fmt: skip

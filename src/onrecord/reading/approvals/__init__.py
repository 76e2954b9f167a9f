"""What a sentence says of an approval that is still to come: "would need parliament's consent", "until the house votes"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span

from onrecord.reading.approvals.acts import acted_on
from onrecord.reading.approvals.courses import brought_before, held_up, left_to, lies_with
from onrecord.reading.approvals.deciders import Approval, can_approve
from onrecord.reading.approvals.nouns import asked_for

__all__ = ["Approval", "approvals_in", "approver_in"]

_RULES = (asked_for, acted_on, brought_before, held_up, left_to, lies_with)


def approver_in(sentence: Span) -> Approval | None:
    """The first one who a sentence says still has to approve something; None where it says nothing of that."""
    return next(approvals_in(sentence), None)


def approvals_in(sentence: Span) -> Iterator[Approval]:
    """All that a sentence says of approvals still to come, in the order of its words; a question says nothing."""
    if sentence.text.rstrip(" \n\"”’'").endswith("?"):
        return
    for token in sentence:
        for rule in _RULES:
            found = rule(token)
            if found is not None and can_approve(found):
                yield found
                break

"""Noun phrases, cut out of the tree."""

from __future__ import annotations

from spacy.tokens import Span, Token

#: Dependents that say something about a noun in a clause of their own.
CLAUSES = frozenset(("acl:relcl", "parataxis", "punct"))


def phrase(
    head: Token, *, without: frozenset[str] = CLAUSES, start: int | None = None, stop: int | None = None
) -> Span:
    """The run of words around a head that depend on it.

    without      dependents that are left out with all that depends on them
    start, stop  tokens that the phrase stays between, half-open
    """
    left_out = {t.i for child in head.children if child.dep_ in without for t in child.subtree}
    own = {
        t.i
        for t in head.subtree
        if t.i not in left_out and (start is None or t.i >= start) and (stop is None or t.i < stop)
    }
    first = last = head.i
    while first - 1 in own:
        first -= 1
    while last + 1 in own:
        last += 1
    while last > head.i and head.doc[last].is_space:  # a line's end hangs on the word before it
        last -= 1
    return head.doc[first : last + 1]

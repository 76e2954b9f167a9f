"""What is given or moved, and how many: the items of a noun phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord import model
from onrecord.model import Article, Field, Item
from onrecord.reading.aid import is_aid
from onrecord.reading.counts import Count, count_before, count_of_measure, hidden_after, numbers_of, together
from onrecord.reading.knowledge.goods import giving
from onrecord.reading.lists import beside, is_package, is_unknown_thing, last_of, listed, measured_by
from onrecord.reading.naming import name_of
from onrecord.reading.quantities import Quantity
from onrecord.reading.things import Kind, is_everyday, item_category, kind_of

__all__ = ["is_aid", "item_category", "items_of"]

_DEEPEST = 6


def items_of(
    article: Article, head: Token, numbers: Sequence[Quantity] | None = None, field: Field = "text"
) -> tuple[Item, ...]:
    """The items of the noun phrase of this head with all that is listed beside it, in order.

    A package gives what it holds ("a package of howitzers and shells"), a measure what it measures ("two batteries of
    missiles"). Things that cannot be given (help, plans, money) are none.

    numbers  the quantities of the head's Doc, where they are known already
    field    the article's field that the Doc holds
    """
    known = numbers_of(head.doc) if numbers is None else together(numbers)
    found = {item.span.start: item for item in _Phrases(article, field, known).items(head, 0)}
    return tuple(found[start] for start in sorted(found))


class _Phrases:
    """The noun phrases of one Doc."""

    def __init__(self, article: Article, field: Field, numbers: Sequence[Quantity]) -> None:
        self.article, self.field, self.numbers = article, field, numbers

    def items(self, head: Token, depth: int) -> Iterator[Item]:
        """The items of a head and of those listed with it."""
        if depth > _DEEPEST:
            return
        members = listed(head)
        each = self._each(members)
        known = any(kind_of(member) is not None or is_everyday(member) for member in members)
        for member in members:
            if known and is_unknown_thing(member):
                found = iter([self._item(member, None, count_before(member, self.numbers))])
            else:
                found = self._of_member(member, depth)
            for item in found:
                shared = each is not None and item.quantity is None and item.span.start < each[0]
                yield replace(item, quantity=each[1]) if each is not None and shared else item

    def _each(self, members: Sequence[Token]) -> tuple[int, model.Quantity] | None:
        """The number that is said of every thing listed before it, and where it stands: "howitzers and mortars, 10 each"."""
        doc = members[0].doc
        for q in self.numbers:
            if (
                members[0].i < q.start <= members[-1].i + 2
                and q.end < len(doc)
                and doc[q.end].lower_ in ("each", "apiece")
            ):
                count = Count(q.start, q.end + 1, q.value, q.min, q.max, q.unit, q.state)
                return q.start_char, self._quantity(doc, count)
        return None

    def _of_member(self, head: Token, depth: int) -> Iterator[Item]:
        """The items of one noun: what it measures, what it holds, itself."""
        measured = measured_by(head)
        if measured is not None and (kind := kind_of(measured)) is not None:
            yield from self._measured(head, measured, kind, depth)
        elif measured is not None and is_everyday(measured):
            count = count_of_measure(head, self.numbers, measured) or count_before(measured, self.numbers)
            yield self._item(measured, None, count)
        elif measured is not None and (is_package(measured) or measured_by(measured) is not None):
            yield from self.items(measured, depth + 1)
        else:
            yield from self._plain(head, depth)

    def _measured(self, measure: Token, thing: Token, kind: Kind, depth: int) -> Iterator[Item]:
        """A thing behind its measure, with what is listed behind it: "20 tonnes of rice and beans"."""
        whole = count_of_measure(measure, self.numbers, thing)
        if whole is None or whole.value == 1:
            whole = self._count(thing, kind) or whole  # "a fleet of 30 lorries"
        yield self._item(thing, kind, whole)
        for other in listed(thing):
            if other != thing:
                yield from self._of_member(other, depth + 1)
        yield from self._opened(thing, depth, accompanying=True)

    def _plain(self, head: Token, depth: int) -> Iterator[Item]:
        """A thing with what comes along with it, or what a package or so general a word as "equipment" stands for."""
        kind = kind_of(head)
        is_general = head.lemma_.lower() in giving("general")
        inner: list[Item] = []
        if kind is not None or is_package(head):
            inner = list(self._opened(head, depth, accompanying=kind is not None and not is_general))
        if kind is not None and not (inner and is_general):
            last = last_of(head)
            for name in beside(last):
                yield self._item(name, kind, count_before(name, self.numbers))
            yield self._item(last, kind, self._count(last, kind))
        elif kind is None and not inner and is_everyday(head):
            yield self._item(head, None, count_before(head, self.numbers))
        yield from inner

    def _opened(self, head: Token, depth: int, *, accompanying: bool) -> Iterator[Item]:
        """What a package holds, or what comes along with a thing."""
        for child in head.children:
            if child.i < head.i:
                continue
            cases = {c.lower_ for c in child.children if c.dep_ in ("case", "mark", "fixed")}
            if child.dep_ in ("nmod", "obl") and cases & giving("opens").keys():
                if not accompanying:
                    yield from self.items(child, depth + 1)
                elif cases & {"with", "including"}:
                    yield from (
                        item
                        for member in listed(child)
                        if member.lemma_.lower() in giving("accompanies")
                        for item in self._of_member(member, depth + 1)
                    )
            elif (
                child.dep_ in ("acl", "acl:relcl", "advcl")
                and child.lemma_.lower() in giving("opens")
                and not accompanying
            ):
                for inner in child.children:
                    if inner.dep_ in ("obj", "obl", "nmod") and inner.i > child.i:
                        yield from self.items(inner, depth + 1)

    def _count(self, head: Token, kind: Kind) -> Count | None:
        start = kind.start if kind.start <= head.i else -1
        count = count_before(head, self.numbers, start=start)
        if count is None and head.dep_ == "nmod" and measured_by(head.head) == head:
            return count_of_measure(head.head, self.numbers, head)
        return count

    def _item(self, head: Token, kind: Kind | None, count: Count | None) -> Item:
        start, end = name_of(head, count)
        if kind is not None and 0 <= kind.start < start and (count is None or count.end <= kind.start):
            start = kind.start
        doc = head.doc
        first, last = doc[start], doc[end - 1]
        span = self.article.span(self.field, first.idx, last.idx + len(last))
        count = count or hidden_after(doc, end)
        quantity = self._quantity(doc, count) if count is not None else None
        return Item(
            name=span.text, category=kind.class_ if kind is not None else None, quantity=quantity, span=span
        )

    def _quantity(self, doc: Doc, count: Count) -> model.Quantity:
        last = doc[count.end - 1]
        span = self.article.span(self.field, doc[count.start].idx, last.idx + len(last))
        return model.Quantity(
            value=count.value, min=count.min, max=count.max, unit=count.unit, state=count.state, span=span
        )

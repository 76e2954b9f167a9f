"""One person or one place under two names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations

from spacy.tokens import Doc, Span, Token

from onrecord.model import Article, Conflict
from onrecord.reading.clauses import is_past
from onrecord.reading.conflicts.context import PACE, explains, retellings
from onrecord.reading.entities import Draft, Entities
from onrecord.reading.knowledge import geography
from onrecord.reading.knowledge.index import plain

#: The shortest last name that is compared, and how much of a longer one must agree where its end differs.
_SHORTEST, _STEM = 5, 5
#: How much of two names behind one rank must agree.
_BEGINNING = 3
_SPELLED = frozenset(("place", "facility", "vessel", "organization"))
_TITLES = frozenset(("mr", "mrs", "ms", "miss", "dr", "sir", "lady", "lord"))


def two_names(article: Article, entities: Entities) -> Iterator[Conflict]:
    """One person whose name is given in two ways."""
    people = [d for d in entities.people() if any(m.field == "text" for m in d.mentions)]
    by_letter: dict[str, list[Draft]] = defaultdict(list)
    for draft in people:
        if last := _last_name(draft):
            by_letter[last[0]].append(draft)
    for group in by_letter.values():
        for one, other in combinations(group, 2):
            a, b = _last_name(one), _last_name(other)
            if (
                (a == b and _two_given_names(one, other))
                or (_one_letter_apart(a, b) and _one_person(one, other))
                or (_one_stem(a, b) and _never_introduced(one, other, group))
                or _of_one_rank(one, other, people)
            ):
                first, second = (
                    next(m for m in d.mentions if m.field == "text").span(article) for d in (one, other)
                )
                yield Conflict(kind="wording", a=first, b=second,
                               reason=f"The same person is called “{first.text}” and “{second.text}”.")  # fmt: skip

    yield from _spelled(article, entities)


def _spelled(article: Article, entities: Entities) -> Iterator[Conflict]:
    """One ship, village or company whose name is spelled in two ways."""
    by_letter: dict[str, list[tuple[str, Draft]]] = defaultdict(list)
    for draft in entities.drafts:
        form = plain(draft.name)
        known = geography.country(draft.name) or geography.demonym(draft.name)
        if draft.kind in _SPELLED and len(form) > _SHORTEST and form.isalpha() and known is None:
            by_letter[form[0]].append((form, draft))
    for group in by_letter.values():
        for (a, one), (b, other) in combinations(group, 2):
            if (
                not _one_letter_apart(a, b)
                or a.startswith(b)
                or b.startswith(a)
                or (_known(one) and _known(other))
            ):
                continue
            first, second = (next((m for m in d.mentions if m.field == "text"), None) for d in (one, other))
            if first is not None and second is not None:
                x, y = first.span(article), second.span(article)
                yield Conflict(
                    kind="wording", a=x, b=y, reason=f"One name is spelled “{x.text}” and “{y.text}”."
                )


def _known(draft: Draft) -> bool:
    return geography.place(draft.name) is not None or geography.capital(draft.name) is not None


def _last_name(draft: Draft) -> str:
    last = max(draft.names, key=lambda n: len(n.words)).words[-1:] if draft.names else ()
    return plain(last[0]).replace(" ", "") if last else ""  # hyphens are no letters


def _one_person(one: Draft, other: Draft) -> bool:
    """Whether two names are of one person: the same given name, the same office, or one that nobody introduces."""
    given = [{plain(n.words[0]) for n in d.names if len(n.words) > 1} for d in (one, other)]
    if given[0] and given[1]:
        return bool(given[0] & given[1])
    if one.role and other.role and plain(one.role) == plain(other.role):
        return True
    return bool(given[0]) and (_addressed(other) or not given[1]) and _of_one_office(one, other)


def _two_given_names(one: Draft, other: Draft) -> bool:
    """Whether two full names of one office differ in the given name: "the foreign minister, Ana Kask", "Anna Kask"."""
    given = [{plain(n.words[0]) for n in d.names if len(n.words) > 1} for d in (one, other)]
    if not given[0] or not given[1] or given[0] & given[1] or not one.role or not other.role:
        return False
    alike = bool({g[0] for g in given[0] if g} & {g[0] for g in given[1] if g})
    return plain(one.role) == plain(other.role) and (" " in one.role or alike)


def _never_introduced(one: Draft, other: Draft, group: list[Draft]) -> bool:
    """Whether the second name is used like a known one's, and only the first can be meant."""
    full = [any(len(n.words) > 1 for n in d.names) for d in (one, other)]
    if full != [True, False] or not _addressed(other) or not _of_one_office(one, other):
        return False
    return not any(
        d is not one and d is not other and _one_stem(_last_name(d), _last_name(other)) for d in group
    )


def _of_one_rank(one: Draft, other: Draft, people: Sequence[Draft]) -> bool:
    """Whether the bare name behind a rank, which nobody has introduced, can only be meant for the one of that rank.

    "Colonel Ibrahima Sanokho" and "Colonel Sanneh": a rank alone goes with the name of somebody told of before.
    """
    full, bare = any(len(n.words) > 1 for n in one.names), not any(len(n.words) > 1 for n in other.names)
    ranks = [_ranks(d) for d in (one, other)]
    if not full or not bare or not ranks[0] & ranks[1]:
        return False
    a, b = _last_name(one), _last_name(other)
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    holders = [d for d in people if _ranks(d) & ranks[1]]
    if one.gender and other.gender and one.gender != other.gender:
        return False
    return same >= _BEGINNING and min(len(a), len(b)) >= _SHORTEST and len(holders) == 2


def _ranks(draft: Draft) -> set[str]:
    """The ranks that stand before a name, or in front of it: "Colonel"."""
    words = [
        w for m in draft.mentions for w in (m.words[0], m.words[0].nbor(-1) if m.words.start else m.words[0])
    ]
    return {rank for w in words for rank in [_known_ranks().get(w.lower_.rstrip("."))] if rank is not None}


@cache
def _known_ranks() -> dict[str, str]:
    return {word: row.words[0] for row in retellings("rank") for word in row.words}


def _addressed(draft: Draft) -> bool:
    """Whether a title or an office stands before a name: "Mr Tamm", "Minister Tamm"."""
    return (
        bool(draft.role)
        or any(n.titles for n in draft.names)
        or any(
            m.words.start > 0
            and (
                m.words[0].nbor(-1).lower_.strip(".") in _TITLES
                or (
                    m.words[0].nbor(-1).is_title
                    and m.words[0].nbor(-1).dep_ in ("nmod:desc", "flat", "compound")
                )
            )
            for m in draft.mentions
        )
    )


def _of_one_office(one: Draft, other: Draft) -> bool:
    """Whether nothing that is known of the two keeps them apart."""
    if one.gender and other.gender and one.gender != other.gender:
        return False
    if not one.role or not other.role:
        return True
    a, b = (set(plain(d.role or "").split()) for d in (one, other))
    return a <= b or b <= a


def _one_letter_apart(a: str, b: str) -> bool:
    """Whether two names of five letters or more differ in one letter: one more, one less or another."""
    if a == b or min(len(a), len(b)) < _SHORTEST or abs(len(a) - len(b)) > 1:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return at > 0 and short[at:] == long[at + 1 :] and long != short + "s"


def _one_stem(a: str, b: str) -> bool:
    """Whether two names begin alike, or differ in one letter: "Petrauskas" and "Petraitis"."""
    if a == b:
        return False
    if _one_letter_apart(a, b):
        return True
    same = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return same >= _STEM and 2 * same >= max(len(a), len(b)) and same < min(len(a), len(b))


@cache
def _gatherings() -> frozenset[str]:
    return frozenset(word for row in retellings("gathering") for word in row.words)


@cache
def _holding() -> frozenset[str]:
    return frozenset(word for row in retellings("holding") for word in row.words)


def two_places(article: Article, doc: Doc) -> Iterator[Conflict]:
    """One gathering that is held in two cities."""
    held = [
        (ent, noun)
        for ent in doc.ents
        if ent.label_ == "LOCATION" and _is_city(ent) and (noun := _held_there(ent)) is not None
    ]
    cities = {plain(ent.text) for ent, _ in held}
    if len(cities) != 2:
        return
    for (one, first), (other, second) in combinations(held, 2):
        if plain(one.text) == plain(other.text) or one.sent.start == other.sent.start:
            continue
        definite = any(c.lower_ in ("the", "this") for c in second.children)
        tenses = {_tense(one), _tense(other)}
        if not definite or len(tenses) != 1 or any(explains(PACE).search(e.sent.text) for e in (one, other)):
            continue
        if first.lemma_.lower() != second.lemma_.lower() and tenses != {"future"}:
            continue
        a, b = (article.span("text", e.start_char, e.end_char) for e in (one, other))
        yield Conflict(
            kind="wording",
            a=a,
            b=b,
            reason=f"One gathering, the {second.text}, in “{a.text}” and in “{b.text}”.",
        )
        return


def _is_city(ent: Span) -> bool:
    return geography.country(ent.text) is None and geography.demonym(ent.text) is None


def _held_there(ent: Span) -> Token | None:
    """The gathering that is held at a place: "talks in Oslo", "the talks will be held in Oslo"."""
    root = ent.root
    if not any(c.dep_ == "case" and c.lower_ in ("in", "at") for c in root.children):
        return None
    above = root.head
    if above.pos_ in ("NOUN", "PROPN") and above.lemma_.lower() in _gatherings():
        return above
    if above.pos_ == "VERB" and above.lemma_.lower() in _holding():
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubj:pass") and child.lemma_.lower() in _gatherings():
                return child
    return None


def _tense(ent: Span) -> str:
    words = {t.lower_ for t in ent.sent}
    if words & {"will", "'ll", "’ll", "shall"}:
        return "future"
    return "past" if any(is_past(t) for t in ent.sent if t.pos_ == "VERB") else "present"

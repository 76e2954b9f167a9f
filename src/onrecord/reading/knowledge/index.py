"""Look-up by name, and the forms in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from onrecord.tables import alternatives, rows

T = TypeVar("T")


class Named(Protocol):
    """A row of a table that is looked up by its name and its other names; frozen."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def name(self) -> str:
        """The name that it goes by."""
        ...

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other names."""
        ...


N = TypeVar("N", bound=Named)

_LEADING_THE = re.compile(r"^[Tt]he\s+(?=\S)")
#: Letters that Unicode does not take apart into a base letter and a mark.
_LETTERS = str.maketrans("łŁıøØđĐðÐþÞßæÆœŒ", "lLioOdDdDtTsaAoO")


class Index(Generic[T]):
    """Entries by the forms of their names."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._as_written: dict[str, T] = {}
        for form, entry in entries:
            self._as_written.setdefault(form_of(form), entry)
        self._any_case = {form.casefold(): entry for form, entry in reversed(self._as_written.items())}

    def get(self, name: str) -> T | None:
        """The entry of this name, as written; in any case if it has several words or is all capitals."""
        name = form_of(name)
        for form in (name, name.removesuffix("'s"), name.removesuffix("'")):
            if form in self._as_written:
                return self._as_written[form]
            if " " in form or (len(form) > 4 and form.isupper()):
                found = self._any_case.get(form.casefold())
                if found is not None:
                    return found
        return None


def by_name(entries: Iterable[tuple[N, Collection[str]]]) -> Index[N]:
    """Entries by all their names; `ambiguous` says of each whether that name is one of those given beside the entry."""
    return Index(
        (form, replace(entry, ambiguous=form in doubtful))
        for entry, doubtful in entries
        for form in (entry.name, *entry.aliases)
    )


def form_of(name: str) -> str:
    """A name in the form in which names are compared."""
    name = unicodedata.normalize("NFC", " ".join(name.replace("’", "'").split()))
    return _LEADING_THE.sub("", name)


@lru_cache(maxsize=16_384)
def plain(name: str) -> str:
    """Lower case without accents and hyphens: how names of people are compared."""
    taken_apart = unicodedata.normalize("NFKD", form_of(name).translate(_LETTERS))
    letters = "".join(c for c in taken_apart if not unicodedata.combining(c))
    return " ".join(letters.replace("-", " ").casefold().split())


def table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of a table beside this file."""
    return rows("onrecord.reading.knowledge", name, columns=columns)


def pairs(name: str) -> dict[str, str]:
    """A table of two columns, the second by the first."""
    return {key: value for key, value in table(name, 2)}  # noqa: C416 (types the pairs)


@cache
def _doubtful() -> frozenset[str]:
    columns = (("countries.tsv", 9, 7), ("places.tsv", 6, 5), ("organizations.tsv", 5, 4))
    return frozenset(
        form_of(form)
        for name, width, at in columns
        for row in table(name, width)
        for form in alternatives(row[at])
    )


def is_ambiguous(name: str) -> bool:
    """Whether a name, demonym or capital in the tables often means something else: "Georgia", "Pole", "Victoria"."""
    return form_of(name) in _doubtful()

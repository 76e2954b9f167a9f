"""What linking knows of an article, as it is kept: its profile, its rare words, and the numbers that it is found by."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from onrecord.ledger.keys import digest
from onrecord.linking.stories import Profile
from onrecord.linking.stories.profile import moment
from onrecord.linking.wordings import Wording
from onrecord.linking.words import Numbers

#: The day of an article without a date, after all others: so it is put in place last, as `Profile.order` has it.
UNDATED = 2**31 - 1
#: Of a text with more runs than this every second is kept: two that share a tenth of them share some of these.
_ALL = 32
_HEAD = np.dtype("<i4")


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """An article as linking knows it.

    number   of the article in the ledger
    reading  number of the reading that this was made from
    rare     its rare words, as `rewrites.Telling.sketch` has them
    """

    number: int
    reading: int
    profile: Profile
    rare: Numbers

    @property
    def day(self) -> int:
        """The UTC day of publication, in days since 1970; `UNDATED` where it is not known."""
        day = self.profile.day
        return UNDATED if day is None else day


def article_ref(page: str) -> str:
    """What the articles of a page are called by; `page` is its key."""
    return f"A-{digest('article', page)}"


def pair_ref(one: str, other: str) -> str:
    """What the link of two articles is called by, whichever is the earlier."""
    return f"L-{digest('link', *sorted((one, other)))}"


def story_ref(article: str) -> str:
    """What the story is called by that this article is the first of."""
    return f"N-{article[2:]}"


def keys(profile: Profile) -> list[int]:
    """The terms that an article is found by, as numbers."""
    return sorted(
        {int.from_bytes(blake2b(key.encode(), digest_size=6).digest(), "big") for key in profile.keys}
    )


def runs(wording: Wording) -> list[int]:
    """The runs of words that an article is found by, as numbers: those that are kept, not those that are looked for."""
    sketch = wording.sketch
    return numbers(sketch if len(sketch) <= _ALL else sketch[sketch % np.uint64(2) == 0])


def numbers(sketch: Numbers) -> list[int]:
    """The numbers of a sketch as both stores take them: 48 bits, which tell texts apart well enough to look at them."""
    found: list[int] = np.unique(sketch >> np.uint64(16)).tolist()
    return found


def pack(profile: Profile, rare: Numbers) -> bytes:
    """A profile without the words themselves, and the rare words."""
    figures = json.dumps(sorted(profile.figures)).encode()
    found = keys(profile)
    head = np.array([len(profile.slots), len(found), len(rare), *profile.bounds], _HEAD)
    return b"".join((
        head.tobytes(), profile.slots.astype("<i4").tobytes(), profile.weights.astype("<i2").tobytes(),
        profile.telling.astype("<i2").tobytes(), np.array(found, "<i8").tobytes(), rare.astype("<u8").tobytes(), figures,
    ))  # fmt: skip


def unpack(
    body: bytes, ref: str, outlet: str | None, headline: str, published: str | None
) -> tuple[Profile, Numbers]:
    """What `pack` packed, of the article that is called so."""
    head = np.frombuffer(body, _HEAD, 8)
    terms, keyed, rare = head[:3].tolist()
    at = head.nbytes
    slots = np.frombuffer(body, "<i4", terms, at)
    weights = np.frombuffer(body, "<i2", terms, at := at + 4 * terms)
    telling = np.frombuffer(body, "<i2", terms, at := at + 2 * terms)
    at += 2 * terms + 8 * keyed
    words = np.frombuffer(body, "<u8", rare, at)
    profile = Profile(
        id=ref, outlet=outlet or "", headline=headline, moment=moment(published), terms=(),
        slots=slots.astype(np.int32, copy=False), weights=weights.astype(np.int16, copy=False),
        telling=telling.astype(np.int16, copy=False), bounds=head[3:].astype(np.int64),
        figures=frozenset(json.loads(body[at + 8 * rare :])), keys=(),
    )  # fmt: skip
    return profile, words.astype(np.uint64, copy=False)


def packed_keys(body: bytes) -> list[int]:
    """The numbers that `keys` gave when this was packed."""
    terms, keyed, _ = np.frombuffer(body, _HEAD, 3).tolist()
    found: list[int] = np.frombuffer(body, "<i8", keyed, 8 * _HEAD.itemsize + 8 * terms).tolist()
    return found

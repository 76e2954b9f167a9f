"""The words of what somebody said, told apart by what they do for the sense.

A word is compared by its key: lower case, American spelling, contractions written out, numbers in digits. Marks and punctuation
are no words; they only bound clauses and sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from text_to_num import text2num  # type: ignore[import-untyped]

from onrecord.linking.knowledge import table
from onrecord.tables import alternatives

Bound = Literal["", "clause", "sentence"]

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s|[.!?…][\"'”’)\]]*$|\n")
_CLAUSE = re.compile(r"[,;:()]|\s[-–]\s|—|--")
_POSSESSIVE = re.compile(r"(?:'s|s')$")
_LEAST_STEM = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an utterance.

    key         what it is compared by
    start, end  half-open offsets into the article's field; the words of a contraction share theirs
    bound       what stands between the word before and this one
    name        whether it has a capital that a beginning does not explain
    marked      whether it stands in quotation marks
    """

    key: str
    start: int
    end: int
    bound: Bound = ""
    name: bool = False
    marked: bool = True


def words_of(text: str, start: int, end: int, *, marked: bool = True) -> list[Word]:
    """The words between two offsets of a text; the first is at the beginning of a sentence."""
    found: list[Word] = []
    last = start
    for match in _WORD.finditer(text, start, end):
        between = text[last : match.start()]
        bound: Bound = "sentence" if not found or _SENTENCE.search(between) else ""
        if not bound and _CLAUSE.search(between):
            bound = "clause"
        name = match[0][0].isupper() and bound != "sentence" and not match[0].isupper()
        if not bound and match[0].lower() in kind("joint"):
            bound = "clause"
        for number, key in enumerate(_keys(match[0])):
            found.append(
                Word(
                    key,
                    match.start(),
                    match.end(),
                    bound if number == 0 else "",
                    name and number == 0,
                    marked,
                )
            )
        last = match.end()
    return _joined(found)


@lru_cache(maxsize=1 << 15)
def _keys(word: str) -> tuple[str, ...]:
    """The keys of a word as it is written: two for a contraction."""
    plain = word.lower().replace("’", "'")
    if plain[0].isdigit():
        return (plain.replace(",", ""),)
    if long := _contractions().get(plain):
        return tuple(long.split())
    if plain.endswith("n't"):
        # A text that has been cut into tokens has "n't" by itself.
        return tuple(filter(None, (plain.removesuffix("n't"), "not")))
    plain = _POSSESSIVE.sub(lambda ending: "s" if ending[0] == "s'" else "", plain) or plain
    return (american(plain.replace("'", "")),)


def _joined(words: list[Word]) -> list[Word]:
    """The same with numbers in words as one: "twenty-five" is 25."""
    found: list[Word] = []
    at = 0
    while at < len(words):
        if words[at].key != "one" and _number((words[at].key,)) is None:
            found.append(words[at])
            at += 1
            continue
        for stop in range(min(len(words), at + 4), at, -1):
            run = words[at:stop]
            number = _number(tuple(word.key for word in run))
            if number is not None and not any(word.bound for word in run[1:]):
                first = run[0]
                found.append(Word(number, first.start, run[-1].end, first.bound, marked=first.marked))
                at = stop
                break
        else:
            found.append(words[at])
            at += 1
    return found


@lru_cache(maxsize=1 << 15)
def _number(words: tuple[str, ...]) -> str | None:
    """The digits of a number in words; "one" and the large units stay words."""
    if words == ("one",) or (len(words) == 1 and words[0] in kind("number")):
        return None
    if not all(word.isalpha() and word.isascii() for word in words) or "and" in (words[0], words[-1]):
        return None
    try:
        return str(text2num(" ".join(words), "en"))
    except ValueError:
        return None


@lru_cache(maxsize=1 << 15)
def american(word: str) -> str:
    """A word in lower case as it is spelt in America."""
    whole, endings = _spellings()
    word = whole.get(word, word)
    for british, there in endings:
        if word.endswith(british) and len(word) - len(british) >= _LEAST_STEM:
            return word.removesuffix(british) + there
    return word


def without_fillers(words: Sequence[Word]) -> list[Word]:
    """The words less "um" and its like; what stood between stands before the next word."""
    found: list[Word] = []
    at, bound = 0, ""
    while at < len(words):
        filler = next(
            (
                f
                for f in _fillers().get(words[at].key, ())
                if tuple(w.key for w in words[at : at + len(f)]) == f
            ),
            None,
        )
        if filler is not None and _set_off(words, at, at + len(filler)):
            bound = bound or words[at].bound
            at += len(filler)
            continue
        word = words[at]
        if bound and word.bound != "sentence":
            word = Word(word.key, word.start, word.end, _bound(bound), word.name, word.marked)
        found.append(word)
        bound = ""
        at += 1
    return found


def _bound(bound: str) -> Bound:
    return "sentence" if bound == "sentence" else "clause"


def _set_off(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a filler is one here: "well" and "you know" only between commas, "um" anywhere."""
    if words[start].key in kind("sound"):
        return True
    return words[start].bound != "" and (end == len(words) or words[end].bound != "")


@cache
def kind(name: str) -> frozenset[str]:
    """The single words of one kind in senses.tsv.

    Raises KeyError where there is no such kind.
    """
    found = frozenset(american(word) for word in phrases(name) if " " not in word)
    if not found:
        raise KeyError(f"senses.tsv has no words of kind {name!r}")
    return found


@cache
def phrases(name: str) -> tuple[str, ...]:
    """The words of one kind in senses.tsv, longest first, phrases of several words among them."""
    found = {word for of, words, _ in table("senses.tsv", 3) if of == name for word in alternatives(words)}
    return tuple(sorted(found, key=lambda word: (-len(word.split()), word)))


def spotted(keys: Sequence[str], name: str) -> Iterator[tuple[int, int]]:
    """Where words of one kind stand among keys: half-open index ranges, phrases before their parts."""
    at = 0
    options = _options(name)
    while at < len(keys):
        for phrase in options.get(keys[at], ()):
            if tuple(keys[at : at + len(phrase)]) == phrase:
                yield at, at + len(phrase)
                at += len(phrase)
                break
        else:
            at += 1


@cache
def _options(name: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a kind by their first word, longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases(name):
        parts = tuple(american(part) for part in phrase.split())
        found[parts[0]] = (*found.get(parts[0], ()), parts)
    return found


@cache
def _fillers() -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """Fillers and sounds by their first word."""
    return {**_options("filler"), **_options("sound")}


@cache
def _contractions() -> Mapping[str, str]:
    return {short: long for short, long, _ in table("contractions.tsv", 3)}


@cache
def _spellings() -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    """Whole words, and endings, the longest first."""
    all_rows = table("spelling.tsv", 4)
    whole = {british: there for how, british, there, _ in all_rows if how == "word"}
    endings = [(british, there) for how, british, there, _ in all_rows if how == "ending"]
    return whole, tuple(sorted(endings, key=lambda pair: -len(pair[0])))

"""Words in quotation marks that the same article gives twice and differently."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.marks import Quotation, quotations
from onrecord.model import Article, Conflict, Statement
from onrecord.reading.conflicts.context import pattern, retellings, speaker_at
from onrecord.reading.rewordings import Word, rewordings, words_of

#: A shorter quotation is a word of somebody's, a longer one a speech; neither is given again from memory.
_SHORTEST, _LONGEST = 3, 40
#: How many characters before a quotation may stand that it is given once more.
_NEAR = 160
#: So many words at the beginning, or so many that carry meaning, make two quotations one utterance.
_OPENING, _MEANING = 4, 2
#: The longest quotation that is known again without a word that says so.
_SHORT = 10
#: Whose words are recalled, where nobody else has spoken since.
_THEIRS = re.compile(r"\b(?:his|her|their)\b", re.IGNORECASE)


def changed_words(article: Article, statements: Sequence[Statement]) -> Iterator[Conflict]:
    """A phrase in quotation marks, given once more with one word changed or the other way round."""
    paragraphs = article.paragraphs()
    quoted = quotations(article.text, paragraphs)
    for found in rewordings(article.text, quoted):
        if any(a <= found.a[0] < b and a <= found.b[0] < b for a, b in paragraphs):
            continue  # said twice in one breath, or held against each other
        if found.quoted:
            first, second = speaker_at(found.a[0], statements), speaker_at(found.b[0], statements)
            if first and second and first != second:
                continue
        a, b = sorted((found.a, found.b))
        yield Conflict(
            kind="quotation" if found.quoted else "wording",
            a=article.span("text", *a), b=article.span("text", *b),
            reason=f"“{found.before}” in one place, “{found.after}” in the other.",
        )  # fmt: skip
    yield from _recalled(article, quoted, statements)


@dataclass(frozen=True, slots=True)
class _Utterance:
    """A quotation with its words; `plain` is all of them in lower case, "not" and all."""

    quotation: Quotation
    words: list[Word]
    plain: list[str]


def _recalled(
    article: Article, quoted: Sequence[Quotation], statements: Sequence[Statement]
) -> Iterator[Conflict]:
    """A quotation that the article says it gives again, and does not: "his line about “...”"."""
    utterances = [_utterance(article.text, q) for q in quoted]
    for number, second in enumerate(utterances):
        if not _SHORTEST <= len(second.plain) <= _LONGEST:
            continue
        recalled = _recall(article, second.quotation)
        for first in utterances[:number]:
            alike = _one_utterance(first, second) if recalled else _turned_round(first, second)
            if (
                alike
                and "\n" in article.text[first.quotation.end : second.quotation.start]
                and _one_voice(article, first, second, statements)
            ):
                a, b = first.quotation, second.quotation
                x, y = article.span("text", a.start, a.end), article.span("text", b.start, b.end)
                yield Conflict(
                    kind="quotation",
                    a=x,
                    b=y,
                    reason=f"The same words are given as {x.text} and as {y.text}.",
                )
                break


def _utterance(text: str, quotation: Quotation) -> _Utterance:
    said = text[quotation.start : quotation.end]
    return _Utterance(quotation, words_of(said), re.findall(r"[^\W_]+(?:['’][^\W_]+)*", said.lower()))


@cache
def _recalls() -> re.Pattern[str]:
    return pattern(word for row in retellings("recall") for word in row.words)


def _recall(article: Article, quotation: Quotation) -> bool:
    """Whether the words before or in a quotation say that it is given once more."""
    text = article.text
    start = max(text.rfind("\n\n", 0, quotation.start) + 2, quotation.start - _NEAR, 0)
    before = re.split(r"[”\"’]", text[start : quotation.start])[-1]  # what another quotation's end has told
    opening = text[quotation.start : min(quotation.end, quotation.start + _NEAR // 4)]
    return bool(_recalls().search(before) or _recalls().search(opening))


def _one_utterance(first: _Utterance, second: _Utterance) -> bool:
    """Whether two quotations are of the same words, and differ in more than where they were cut."""
    if not all(_SHORTEST <= len(u.plain) <= _LONGEST for u in (first, second)):
        return False
    if _within(second.plain, first.plain) or _within(first.plain, second.plain):
        return False
    opening = 0
    for a, b in zip(first.plain, second.plain, strict=False):
        if a != b:
            break
        opening += 1
    meant, told = ({w.form for w in u.words if w.says} for u in (first, second))
    common = meant & told
    if opening >= _OPENING and common and len(first.plain) == len(second.plain):
        return True
    return (
        len(common) >= _MEANING
        and 2 * len(common) >= min(len(meant), len(told))
        and _other_way(first, second)
    )


def _turned_round(first: _Utterance, second: _Utterance) -> bool:
    """Whether a short quotation has the words of a longer one with the "not" elsewhere: "a gift, not a loan"."""
    meant, told = ({w.form for w in u.words if w.says} for u in (first, second))
    denied = [_denied(u.words) for u in (first, second)]
    if len(told) < _MEANING or not told <= meant or _within(second.plain, first.plain):
        return False
    return len(second.plain) <= _SHORT and denied[0] != denied[1] and bool((denied[0] | denied[1]) & told)


def _denied(words: Sequence[Word]) -> set[str]:
    """The words that a "not" is for: the next one behind it that carries meaning."""
    found = set()
    for i, word in enumerate(words):
        if word.negated:
            found.update(next(([w.form] for w in words[i:] if w.says), []))
    return found


def _within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all words of one stand in the other, in order: it was cut, not changed."""
    rest = iter(whole)
    return all(word in rest for word in part)


def _other_way(first: _Utterance, second: _Utterance) -> bool:
    """Whether a "not" is lost or won, or one word that carries meaning stands for another."""
    denied = [_denied(u.words) for u in (first, second)]
    both = {w.form for w in first.words} & {w.form for w in second.words}
    if (denied[0] ^ denied[1]) & both or bool(denied[0]) != bool(denied[1]):
        return True
    return len(first.plain) == len(second.plain)


def _one_voice(
    article: Article, first: _Utterance, second: _Utterance, statements: Sequence[Statement]
) -> bool:
    """Whether one speaker says both: the second stands among that speaker's, or beside the name."""
    one = speaker_at(first.quotation.start + 1, statements)
    other = speaker_at(second.quotation.start + 1, statements)
    if one is None or one == "?":
        return False
    if one == other:
        return True
    start = article.text.rfind("\n\n", 0, second.quotation.start) + 2
    before = article.text[start : second.quotation.start]
    if one.split()[-1] in before:
        return True
    between = {speaker_at(c.start, statements) for s in statements for c in s.content
               if first.quotation.end <= c.start < second.quotation.start}  # fmt: skip
    return other is None and between <= {one} and _THEIRS.search(before) is not None

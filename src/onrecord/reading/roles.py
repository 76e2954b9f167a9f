"""What the article says a person is: the office before the name, behind it, or given by "is"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from spacy.tokens import Span, Token

from onrecord.reading import knowledge
from onrecord.reading.phrases import CLAUSES, phrase

_TABLE = "roles.tsv"
_PREPOSITIONS = knowledge.word_list(_TABLE, "preposition")
_JOINS = _PREPOSITIONS | knowledge.word_list(_TABLE, "joint")
_DETERMINERS = knowledge.word_list(_TABLE, "determiner")
_STATUS = knowledge.word_list(_TABLE, "status")
_ORDINALS = knowledge.word_list(_TABLE, "ordinal")
_SPANS = knowledge.word_list(_TABLE, "span")
_OPINIONS = knowledge.word_list(_TABLE, "opinion")
_TIMES = knowledge.word_list(_TABLE, "time")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
#: No role ends in one of these: it was cut in its middle.
_UNFINISHED = frozenset(("ADP", "CCONJ", "SCONJ", "DET"))
_OPEN_ENDS = frozenset(("'s", "’s", "'", "’", "-"))
_BEFORE = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
#: What hangs on a noun without being part of the office that it names.
_ASIDES = CLAUSES | {"acl", "appos", "conj", "cc", "cop", "nsubj", "advcl", "aux", "mark", "case"}
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Role:
    """An office in the article's words; `rank` orders the ways it can be given, the surest highest."""

    text: str
    rank: int


def role_of(name: Span) -> Role | None:
    """The role that the words around one mention of a person give."""
    found = [r for r in (_apposition(name), _before(name), _copula(name), _title(name)) if r is not None]
    return max(found, key=lambda r: (r.rank, len(r.text)), default=None)


def _apposition(name: Span) -> Role | None:
    """As in "Mark Milley, the chairman of the Joint Chiefs of Staff," or "the chairman, Mark Milley,"."""
    root = name.root
    for child in root.children:
        between = name.doc[name.end : child.i]
        if child.dep_ == "appos" and child.pos_ == "NOUN" and child.i >= name.end and ";" not in between.text:
            return _accepted(phrase(child, without=_ASIDES), rank=4)
    if root.dep_ in ("appos", "flat", "nmod:desc") and root.head.i < name.start and root.head.pos_ == "NOUN":
        return _accepted(phrase(root.head, without=_ASIDES, stop=name.start), rank=4)
    after = name.end
    doc = name.doc
    if after + 2 < len(doc) and doc[after].text == "," and not doc[after + 1].is_space:
        # The parse may have missed it: a phrase between commas that begins with an office.
        end = next(
            (
                i
                for i in range(after + 1, min(after + _LONGEST, len(doc)))
                if doc[i].text in ",.;—" or doc[i].is_space
            ),
            None,
        )
        if end is not None and all(t.pos_ not in ("VERB", "AUX", "PRON") for t in doc[after + 1 : end]):
            words = doc[after + 1 : end]
            office = knowledge.office_in([t.text for t in words])
            if office is not None and all(
                t.pos_ in (*_BEFORE, "DET", "PART") or t.text in _JOINS for t in words[: office.start]
            ):
                return _accepted(words, rank=3)
    return None


def _before(name: Span) -> Role | None:
    """As in "US Defence Secretary Lloyd Austin" or "The president of the council, Ana Sousa,"."""
    doc, stop = name.doc, name.start
    behind_comma = stop > name.sent.start + 1 and doc[stop - 1].text == ","
    if behind_comma:
        if name.end < len(doc) and doc[name.end].text not in ",;.:" and not doc[name.end].is_space:
            return None
        stop -= 1
    start = stop
    while start > name.sent.start and stop - start < _LONGEST:
        token = doc[start - 1]
        if (
            not (token.pos_ in _BEFORE or token.lower_ in _JOINS)
            or token.is_space
            or token.ent_type_ == "DATE"
        ):
            break
        start -= 1
    return _office_phrase(doc[start:stop], rank=3 if behind_comma else 2)


def _office_phrase(words: Span, rank: int) -> Role | None:
    """The part of a run of words before a name that is its role.

    That is the office nearest to the name if nothing stands between them, else the first, in each case with the
    adjectives and nouns right before it: "former Danish defence minister", not "a letter to Danish ...".
    """
    tokens = [t.text for t in words]
    found = []
    at = 0
    while (office := knowledge.office_in(tokens[at:])) is not None:
        found.append((at + office.start, at + office.end))
        at += office.end
    if not found:
        return None
    start, end = found[-1] if found[-1][1] == len(tokens) else found[0]
    if any(t.pos_ == "VERB" for t in words[end:]):
        return None
    while (
        start
        and words[start - 1].pos_ in _BEFORE | {"PART"}
        and tokens[start - 1].lower() not in _PREPOSITIONS
    ):
        start -= 1
    return _accepted(words[start:], rank)


def _copula(name: Span) -> Role | None:
    """As in "Milley is the chairman of ..."."""
    head = name.root.head
    if name.root.dep_ == "nsubj" and head.pos_ == "NOUN":
        verbs = [c for c in head.children if c.dep_ == "cop"]
        if (
            verbs
            and verbs[0].lower_ in ("is", "’s", "'s")
            and not any(c.lower_ in ("not", "n't", "n’t") for c in head.children)
        ):
            start = min(
                (
                    c.i
                    for c in head.children
                    if c.dep_ in ("det", "amod", "compound", "nmod:poss") and c.i > verbs[0].i
                ),
                default=head.i,
            )
            return _accepted(phrase(head, without=_ASIDES, start=start), rank=1)
    return None


def _title(name: Span) -> Role | None:
    """A rank or office that is part of the mention or stands right before it: "Gen. Mark Milley"."""
    words = [t.text for t in name.doc[max(0, name.start - 2) : name.end]]
    for i in range(len(words) - 1):
        for size in (2, 1):
            title = knowledge.title(" ".join(words[i : i + size]))
            if title is not None and title.is_role:
                return Role(title.full, 0)
    return None


def _accepted(words: Span, rank: int) -> Role | None:
    """A role if the words hold an office, without article and without what is only thought of its holder."""
    tokens = [t.text for t in words]
    if not 0 < len(tokens) <= _LONGEST or (office := knowledge.office_in(tokens)) is None:
        return None
    first = 0
    while first < len(tokens) and tokens[first].lower() in (*_DETERMINERS, "'s", "’s"):
        first += 1
    start, end = max(first, office.start), max(first, _end(words, office.end))
    kept = [*_belonging(words[first:start], words[start : max(start, office.end)]), *words[start:end]]
    text = " ".join("".join(t.text_with_ws for t in kept).split()).strip(" ,")
    return Role(text, rank) if text else None


def _belonging(before: Span, office: Span) -> list[Token]:
    """Of the words before an office those that say which: "Peru's former", not "Peru's highly popular former".

    All of them where a preposition stands among them: then they are more than modifiers of the office.
    """
    if any(t.pos_ in ("ADP", "SCONJ") for t in before):
        return list(before)
    kept: list[Token] = []
    measured = False  # whether an adverb stood before: "most popular", "newly elected"
    # In "6th Fleet commander" the office begins within a name; in "45th President" it does not.
    within = bool(office) and office[0].is_title and not office[-1].is_title
    for word, following in pairwise((*_words(before), [office[0]] if within else [])):
        is_name = word[0].text[:1].isupper() and bool(following) and following[0].text[:1].isupper()
        adverb = word[0].pos_ == "ADV" and len(word) == 1 and word[0].lower_ not in _STATUS
        counts = _counts(word, following)
        if is_name or not (
            counts
            or adverb
            or _is_determiner(word)
            or _is_opinion(word)
            or (measured and word[-1].pos_ in ("ADJ", "VERB"))
        ):
            kept += word
        measured = adverb and not counts
    return kept


def _words(span: Span) -> Iterator[list[Token]]:
    """The tokens of each word as it is written: "44-year-old" is one, and so is "country's"."""
    word: list[Token] = []
    for token in span:
        word.append(token)
        if token.whitespace_ or token.i + 1 == span.end:
            yield word
            word = []


def _is_determiner(word: Sequence[Token]) -> bool:
    return len(word) == 1 and (word[0].pos_ == "DET" or word[0].is_punct)


def _is_opinion(word: Sequence[Token]) -> bool:
    """Whether it praises or blames: "embattled", "longest-serving", "best-known"."""
    whole = "".join(t.lower_ for t in word if t.text != ",")
    return whole in _OPINIONS or any(
        t.lower_.endswith("est") and t.lemma_ != t.lower_ and t.pos_ in ("ADJ", "ADV") for t in word
    )


def _counts(word: Sequence[Token], following: Sequence[Token]) -> bool:
    """Whether it numbers the holder, not what is held: "first", "45th", "44-year-old"; not "6th" of "6th Fleet"."""
    first, last = word[0], word[-1]
    if len(word) > 1:
        return last.lower_ in _SPANS and (first.pos_ == "NUM" or first.like_num)
    if first.is_lower and first.lower_ in _ORDINALS:
        return True
    is_number = first.pos_ == "NUM" or _ORDINAL.fullmatch(first.lower_) is not None
    return is_number and not (following and following[0].is_title)


def _end(words: Span, end: int) -> int:
    """Where a role ends: before "in 40 years" and "from 2010 to 2014", and never on a preposition.

    end  where the office itself ends
    """
    stop = len(words)
    for i in range(end, stop - 1):
        if words[i].pos_ == "ADP" and _is_time(words[i + 1 : stop]):
            stop = i
            break
    while stop > end and (words[stop - 1].pos_ in _UNFINISHED or words[stop - 1].lower_ in _OPEN_ENDS):
        stop -= 1
    return stop


def _is_time(words: Span) -> bool:
    """Whether a date or a length of time begins here: "2010", "the past three terms"."""
    if words[0].ent_type_ == "DATE":
        return True
    head = next((t for t in words if t.pos_ not in ("DET", "NUM", "ADJ")), None)
    return head is not None and head.lower_ in _TIMES


def country_of_role(text: str) -> str | None:
    """The country that the words of a role or organisation name: "Danish", "Ukraine's", "Joint Chiefs"."""
    words = text.replace("’s", " ").replace("'s", " ").replace(",", " ").split()
    for name in _phrases(words):
        country = knowledge.country(name)
        if country is not None and not country.ambiguous:
            return country.iso3
        if (iso3 := knowledge.demonym(name)) is not None:
            return iso3
        if (iso3 := knowledge.metonym(name)) is not None:
            return iso3
        if (organization := knowledge.organization(name)) is not None and organization.iso3:
            return organization.iso3
    for run in _runs(words):
        place = None if knowledge.is_ambiguous(run) else knowledge.place(run)
        if (iso3 := knowledge.capital(run) or (place.iso3 if place else None)) is not None:
            return iso3
    return None


def _runs(words: Sequence[str]) -> Iterable[str]:
    """The runs of capitalised words: a city counts only as a whole, "New Brighton" is no Brighton."""
    for capital, run in groupby(words, key=lambda w: w[:1].isupper()):
        if capital:
            yield " ".join(run)


def _phrases(words: Sequence[str]) -> Iterable[str]:
    """Runs of the words, the longest first."""
    for size in range(min(6, len(words)), 0, -1):
        for i in range(len(words) - size + 1):
            name = " ".join(words[i : i + size]).strip("()“”\"'’.")
            if name and (name[0].isupper() or name[0].isdigit()):
                yield name

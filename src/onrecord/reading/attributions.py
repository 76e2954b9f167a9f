"""Brings together what the language model marked (source, cue, content) and what stands in quotation marks.

The model finds who reports what; the marks know better where a quotation begins and ends, and find those that the
model passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Span, Token

from onrecord.marks import Quotation
from onrecord.reading.phrases import phrase

Offsets = tuple[int, int]

#: A quotation belongs to a content that covers this share of it.
_MOST_OF = 0.5
#: A shorter quotation that the model did not mark is a name, a title or a scare quote.
_FEWEST_WORDS = 4
#: Whose words a verb of saying reports: its subject, or its agent in the passive.
_SPEAKERS = frozenset(("nsubj", "nsubj:outer", "obl:agent"))
_NOBODY = frozenset(("there", "what"))
#: Dependents that belong to the word right before them.
_TIGHT = frozenset(("flat", "fixed", "compound", "compound:prt", "case", "obj"))
_SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer"))


@dataclass(slots=True)
class Attribution:
    """One statement in the making.

    source, cue  spans of the Doc, where there are any
    content      half-open character offsets, in order
    """

    source: Span | None = None
    cue: Span | None = None
    content: list[Offsets] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0][0]


def attributions(doc: Doc, quotes: Sequence[Quotation], paragraphs: Sequence[Offsets]) -> list[Attribution]:
    """The attributions of a text, in order of their content."""
    groups = marked(doc)
    spare = [a.source for a in groups if a.source is not None and not a.content]
    found = [snapped(a, quotes) for a in groups if a.content]
    found = [part for a in found for part in parted(a, quotes, paragraphs)]
    found = joined(found, quotes)
    found += unmarked(doc, found, quotes, paragraphs)
    found = joined(found, quotes)
    found.sort(key=lambda a: a.start)
    for number, a in enumerate(found):
        ways = (a.source, *((nearest(a.cue, spare), source_of(a.cue)) if a.cue is not None else ()))
        a.source = next((s for s in ways if s is not None and _can_speak(s, a.cue, quotes)), None)
        if a.source is None and a.cue is not None and number and _goes_on(a.cue, found[number - 1]):
            a.source = found[number - 1].source
        if a.source is None and a.cue is None:
            a.source = led_in(doc, a, paragraphs)
    found = [a for a in found if _tells(a.cue, a.source) or stands_alone(doc, a, quotes)]
    inherit(found, paragraphs)
    return found


def marked(doc: Doc) -> list[Attribution]:
    """The attributions that the model marked: spans with one id belong together."""
    groups: dict[str, Attribution] = {}
    taken = {t.i for kind in ("source", "cue") for span in doc.spans.get(kind, ()) for t in span}
    for kind in ("source", "cue", "content"):
        for span in doc.spans.get(kind, ()):
            group = groups.setdefault(span.id_, Attribution())
            if kind == "content":
                group.content.append((span.start_char, _whole(span, taken)))
            elif kind == "cue" and group.cue is None:
                group.cue = span
            elif kind == "source" and group.source is None:
                group.source = completed(span)
    for group in groups.values():
        group.content.sort()
    return list(groups.values())


def _whole(content: Span, taken: set[int]) -> int:
    """Where a content ends: not in the middle of a phrase, "which is predominantly | male"."""
    doc, end = content.doc, content.end
    while end < len(doc):
        word, last = doc[end], doc[end - 1]
        if word.is_punct or word.is_space or word.is_sent_start or end in taken:
            break
        if not (last.head == word or (word.head == last and word.dep_ in _TIGHT)):
            break
        end += 1
    return end_of(doc[end - 1])


def end_of(token: Token) -> int:
    """The offset behind a token."""
    return int(token.idx + len(token))


def completed(source: Span) -> Span:
    """With what belongs to the same noun phrase right behind it: "the defence ministry in Oslo"."""
    end = source.end
    for child in source.root.rights:
        if child.dep_ == "nmod" and child.left_edge.i == end:
            end = child.right_edge.i + 1
    taken = (s for kind in ("cue", "content") for s in source.doc.spans.get(kind, ()))
    if end == source.end or any(s.start < end and s.end > source.end for s in taken):
        return source
    return Span(source.doc, source.start, end, label=source.label, span_id=source.id)


def snapped(a: Attribution, quotes: Sequence[Quotation]) -> Attribution:
    """The same with every content that covers most of a quotation widened to its marks."""
    wide: list[Offsets] = []
    for part in a.content:
        start, end = part
        for quote in quotes:
            for qa, qb in quote.parts:
                shared = min(end, qb) - max(start, qa)
                if shared > 0 and shared >= _MOST_OF * (qb - qa):
                    start, end = min(start, qa), max(end, qb)
        if wide and start <= wide[-1][1]:
            wide[-1] = (wide[-1][0], max(end, wide[-1][1]))
        else:
            wide.append((start, end))
    return Attribution(a.source, a.cue, wide)


def parted(a: Attribution, quotes: Sequence[Quotation], paragraphs: Sequence[Offsets]) -> list[Attribution]:
    """The same without content from other paragraphs than the cue's, which is left to itself.

    A statement crosses paragraphs only where one quotation does.
    """
    if a.cue is None:
        return [a]
    home = paragraph_of(a.cue.start_char, paragraphs)
    near = [c for c in a.content if home[0] <= c[0] < home[1]]
    open_ = [
        q for q in quotes if len(q.parts) > 1 and any(home[0] <= start < home[1] for start, _ in q.parts)
    ]
    near += [c for c in a.content if c not in near and any(q.covers(c[0]) for q in open_)]
    near = _without_narration(a.cue, near, quotes)
    alone = [Attribution(content=[c]) for c in a.content if c not in near]
    return [Attribution(a.source, a.cue, sorted(near)), *alone] if near else alone


def _without_narration(cue: Span, content: list[Offsets], quotes: Sequence[Quotation]) -> list[Offsets]:
    """Without what no marks enclose in other sentences than the cue's, where the cue has a quotation beside it.

    In "“You winning?” he asked. Kevin was drifting off." only the marks hold what was said.
    """
    here = cue.sent
    quoted = [c for c in content if is_quoted([c], quotes)]
    if not any(start < here.end_char and end > here.start_char for start, end in quoted):
        return content
    return [c for c in content if c in quoted or (c[0] < here.end_char and c[1] > here.start_char)]


def joined(found: Iterable[Attribution], quotes: Sequence[Quotation]) -> list[Attribution]:
    """The same with contents that share a quotation, or overlap, brought into one attribution."""
    kept: list[Attribution] = []
    for a in sorted(found, key=lambda x: x.start):
        home = next((b for b in kept if _belong(a, b, quotes)), None)
        if home is None:
            kept.append(a)
            continue
        home.source, home.cue = home.source or a.source, home.cue or a.cue
        merged: list[Offsets] = []
        for start, end in sorted([*home.content, *a.content]):
            if merged and start < merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        home.content = merged
    return kept


def _belong(a: Attribution, b: Attribution, quotes: Sequence[Quotation]) -> bool:
    """Whether two contents overlap, or stand in one quotation over several paragraphs with one cue for all."""
    if any(x[0] < y[1] and y[0] < x[1] for x in a.content for y in b.content):
        return True
    if a.cue is not None and b.cue is not None:
        return False
    for quote in quotes:
        if len(quote.parts) > 1 and all(any(quote.covers(s) for s, _ in x.content) for x in (a, b)):
            return True
    return False


def unmarked(
    doc: Doc, found: Sequence[Attribution], quotes: Sequence[Quotation], paragraphs: Sequence[Offsets]
) -> list[Attribution]:
    """Quotations of whole sentences that no content covers."""
    new: list[Attribution] = []
    for quote in quotes:
        if any(
            quote.covers(a) or any(a <= x < b for x, _ in quote.parts)
            for one in found
            for a, b in one.content
        ):
            continue
        if not says_something(doc, quote.parts):
            continue
        after = _continued(doc, quote, found, paragraphs)
        if after is not None:
            after.content = sorted([*after.content, *quote.parts])
        else:
            new.append(Attribution(content=list(quote.parts)))
    return new


def led_in(doc: Doc, a: Attribution, paragraphs: Sequence[Offsets]) -> Span | None:
    """The person named before a colon that a quotation follows: "General Milley’s Bottom Line: “We’re ...”"."""
    start = paragraph_of(a.start, paragraphs)[0]
    if not doc.text[start : a.start].rstrip().endswith(":"):
        return None
    names = [e for e in tokens_in(doc, start, a.start).ents if e.label_ == "PERSON"]
    return names[-1] if names else None


def _tells(cue: Span | None, source: Span | None) -> bool:
    """Whether a cue makes a statement by itself; without a source it must have a word that can report something."""
    return cue is not None and (source is not None or cue.root.pos_ in ("VERB", "NOUN", "ADJ"))


def stands_alone(doc: Doc, a: Attribution, quotes: Sequence[Quotation]) -> bool:
    """Whether a content without a cue is a statement: in quotation marks, with a source or a sentence of its own."""
    return is_quoted(a.content, quotes) and (a.source is not None or says_something(doc, a.content))


def says_something(doc: Doc, parts: Sequence[Offsets]) -> bool:
    """Whether a quotation is a sentence of its own: long enough, with a subject and a verb."""
    words = [t for a, b in parts for t in tokens_in(doc, a, b) if not t.is_space and not t.is_punct]
    if len(words) < _FEWEST_WORDS:
        return False
    own = {t.i for t in words}
    return any(t.dep_ in _SUBJECTS and t.head.i in own for t in words)


def _continued(
    doc: Doc, quote: Quotation, found: Sequence[Attribution], paragraphs: Sequence[Offsets]
) -> Attribution | None:
    """The attribution that a quotation goes on with: the one whose cue ends just before it, in its paragraph."""
    start = paragraph_of(quote.start, paragraphs)[0]
    for a in found:
        ends = [s.end_char for s in (a.cue, a.source) if s is not None]
        if ends and start <= max(ends) <= quote.start and a.start < quote.start:
            gap = doc.text[max(ends) : quote.start]
            if len(gap) < 80 and not any(max(ends) < b.start < quote.start for b in found if b is not a):
                return a
    return None


def inherit(found: Sequence[Attribution], paragraphs: Sequence[Offsets]) -> None:
    """Gives quotations without a speaker that of the statement before, in the same paragraph or the one above."""
    previous: Attribution | None = None
    for a in found:
        if a.source is None and a.cue is None and previous is not None and previous.source is not None:
            here, there = (
                next((i for i, (_, e) in enumerate(paragraphs) if x < e), 0)
                for x in (a.start, previous.content[-1][0])
            )
            if here - there <= 1:
                a.source = previous.source
        previous = a


def _can_speak(source: Span, cue: Span | None, quotes: Sequence[Quotation]) -> bool:
    """Whether a source is one: no "there", and no "you" from inside the quotation that it is to be the source of."""
    if source.root.lower_ in _NOBODY:
        return False
    inside = any(q.covers(source.start_char) for q in quotes)
    return not inside or (cue is not None and any(q.covers(cue.start_char) for q in quotes))


def _goes_on(cue: Span, before: Attribution) -> bool:
    """Whether a cue shares the speaker of the one before it in its sentence: "..., he said, adding that ..."."""
    if before.cue is None or before.cue.sent.start != cue.sent.start:
        return False
    return cue.root.text.endswith("ing") and before.cue.start < cue.start


def nearest(cue: Span, sources: Iterable[Span]) -> Span | None:
    """The nearest of these sources in the sentence of a cue."""
    here = [s for s in sources if s.sent.start == cue.sent.start]
    return min(here, key=lambda s: abs(s.start - cue.start), default=None)


def source_of(cue: Span) -> Span | None:
    """Who a cue says it of, by the parse: the subject of its verb, or what "according to" governs.

    A verb without a subject of its own shares that of the verb it hangs on: "he nodded, adding that ...".
    """
    for verb in (*cue, *_verbs_above(cue.root)):
        for child in verb.children:
            if child.dep_ in _SPEAKERS and child not in cue and child.lower_ not in _NOBODY:
                return phrase(child)
    head = cue.root.head
    if cue.root.dep_ in ("case", "fixed", "mark") and head.pos_ in ("NOUN", "PROPN", "PRON"):
        return phrase(head, start=cue.end)
    return None


def _verbs_above(token: Token) -> Iterator[Token]:
    """The verbs whose subject a verb shares."""
    while token.dep_ in ("conj", "advcl", "xcomp") and token.head != token:
        token = token.head
        yield token


def is_quoted(content: Sequence[Offsets], quotes: Sequence[Quotation]) -> bool:
    """Whether a content begins in quotation marks."""
    return any(q.covers(content[0][0]) for q in quotes)


def paragraph_of(at: int, paragraphs: Sequence[Offsets]) -> Offsets:
    """The paragraph that a character stands in."""
    return next(((a, b) for a, b in paragraphs if a <= at < b), (0, at + 1))


def tokens_in(doc: Doc, start: int, end: int) -> Span:
    """The tokens that touch these characters."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span if span is not None else doc[0:0]

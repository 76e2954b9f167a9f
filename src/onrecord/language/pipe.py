"""The spaCy component: annotates a Doc with everything that the network says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np
from spacy.attrs import DEP, HEAD, LEMMA, POS  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from onrecord.language import events
from onrecord.language.datelines import dateline_end
from onrecord.language.decoding import Floats, best_tags, best_tree, spans_of
from onrecord.language.encoder import WEIGHTS, Encoder, Scores
from onrecord.language.events import Events, Unit
from onrecord.language.finder import FINDER, Finder
from onrecord.language.lemmas import lemma
from onrecord.language.units import USUAL, Break, plan, sentence_like

NAME = "onrecord_encoder"

#: Marks that end a sentence but never begin one.
_NEVER_FIRST = frozenset(".,;:!?)]}”’»…%")
#: Which corpus's scale `token._.factuality` is on.
_SCALE = "uw"
#: Below this probability a word is no predicate; on the UW dev part 4 % of the judged words are.
_PREDICATE = 0.2


@Language.factory(
    NAME,
    assigns=[
        "token.pos", "token.head", "token.dep", "token.lemma", "token.is_sent_start", "doc.sents", "doc.ents",
        "doc.spans", "token._.factuality", "token._.event", "token._.event_alone", "token._.eventful",
    ],
    default_config={"weights": None, "threads": 1},
)  # fmt: skip
def make(nlp: Language, name: str, weights: str | None, threads: int) -> Annotator:  # noqa: ARG001 (spaCy passes them)
    """The component with the weights in a folder, the shipped ones by default."""
    folder = Path(weights) if weights else WEIGHTS
    return Annotator(Encoder(folder, threads), Finder(folder / FINDER.name, threads))


@dataclass(slots=True)
class _Found:
    """What the units of one text say, in indices of its words."""

    pos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    spans: list[tuple[int, int, str, str]] = field(default_factory=list)
    factuality: list[float | None] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)


class Annotator:
    """Sets parts of speech, trees, sentences, lemmas, entities, attribution spans, factuality and words that name events.

    Tokens and sentence starts that a Doc already has are kept.
    """

    def __init__(self, encoder: Encoder, finder: Finder) -> None:
        self.encoder, self.finder = encoder, finder
        deps = encoder.inventory.deps
        self._dep_masks = (np.array([d == "root" for d in deps]), np.array([d != "root" for d in deps]))
        if not Token.has_extension("factuality"):
            Token.set_extension("factuality", default=None)
        events.declare()

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        words = [t for t in doc if not t.is_space]
        found = _Found()
        if words:
            texts = [t.text for t in words]
            given = doc.has_annotation("SENT_START")
            # What stands behind a dateline is a sentence of its own; with the place in it parsers stumble.
            body = 0 if given else dateline_end(doc.text)
            starts = [bool(t.is_sent_start) for t in words] if given else sentence_like(texts)
            paragraphs = [i == 0 or _newline_between(words[i - 1], words[i]) for i in range(len(words))]
            breaks = [
                Break.PARAGRAPH if p else Break.SENTENCE if s else Break.NONE
                for p, s in zip(paragraphs, starts, strict=True)
            ]
            sizes = [len(self.encoder.split.word(t)) for t in texts]
            opening = next((i for i, t in enumerate(words) if t.idx >= body), 0)
            # Sentences that are given are read one by one: trees are a point better for it than among their neighbours.
            for a, b in plan(sizes, breaks, usual=1 if given else USUAL):
                pieces = self.encoder.split(texts[a:b], paragraphs[a:b])
                scores = self.encoder.scores(pieces)
                bounds = self._sentences(scores, texts[a:b], paragraphs[a:b], starts[a:b] if given else None)
                if a < opening < b:
                    bounds = sorted({*bounds[:1], *(i for i in bounds if i >= opening - a), opening - a})
                self._read_unit(scores, a, bounds, found)
                eventful = self.finder.eventful(scores.judged)
                found.units.append(Unit(a, texts[a:b], bounds, pieces, scores.words, eventful))
        self._write(doc, words, found)
        return doc

    def _sentences(
        self, scores: Scores, words: Sequence[str], paragraphs: Sequence[bool], given: Sequence[bool] | None
    ) -> list[int]:
        """The first words of the unit's sentences, and its end."""
        begins = [
            i == 0
            or paragraphs[i]
            or (given[i] if given else scores.sentence[i] > 0 and words[i] not in _NEVER_FIRST)
            for i in range(len(words))
        ]
        return [*(i for i, first in enumerate(begins) if first), len(words)]

    def _read_unit(self, scores: Scores, at: int, bounds: Sequence[int], found: _Found) -> None:
        """Adds what the scores of the unit that begins at word `at` say."""
        inventory = self.encoder.inventory
        found.pos += [inventory.pos[i] for i in scores.pos.argmax(axis=1)]
        local: list[int] = []
        for i, j in pairwise(bounds):
            tree = best_tree(scores.arcs[i:j][:, [0, *range(i + 1, j + 1)]])
            local += [i + head for head in tree]
        columns = [0 if head == i else head + 1 for i, head in enumerate(local)]
        found.deps += [inventory.deps[k] for k in self.encoder.labels(scores, columns, self._dep_masks)]
        found.heads += [at + head for head in local]
        tags = best_tags(scores.entities, inventory.entities)
        found.entities += [(at + i, at + j, label) for i, j, label in spans_of(tags, inventory.entities)]
        tags = best_tags(scores.spans, inventory.spans)
        for i, j, label, cue in _linked(spans_of(tags, inventory.spans), scores.links):
            found.spans.append((at + i, at + j, label, f"a{at + cue}"))
        values = scores.factuality[:, inventory.factuality.index(_SCALE)]
        chance = 1.0 / (1.0 + np.exp(-scores.predicate))
        for value, likely in zip(values, chance, strict=True):
            found.factuality.append(round(float(np.clip(value, -3, 3)), 2) if likely > _PREDICATE else None)

    def _write(self, doc: Doc, words: Sequence[Token], found: _Found) -> None:
        """Sets the annotation on the Doc; white space hangs on the word before it, or on the first."""
        strings = doc.vocab.strings
        heads = np.zeros(len(doc), dtype=np.int64)
        rows = np.zeros((len(doc), 4), dtype=np.uint64)
        anchor = words[0].i if words else 0
        index = {t.i: k for k, t in enumerate(words)}
        for token in doc:
            k = index.get(token.i)
            if k is None:
                pos, dep, base = "SPACE", "dep", token.text
                heads[token.i] = anchor - token.i if words else -token.i
            else:
                anchor = token.i
                pos, dep = found.pos[k], "ROOT" if found.heads[k] == k else found.deps[k]
                base = lemma(token.text, pos)
                heads[token.i] = words[found.heads[k]].i - token.i
                token._.factuality = found.factuality[k]
            rows[token.i] = [strings.add(pos), 0, strings.add(dep), strings.add(base)]
        rows[:, 1] = heads.astype(np.uint64)
        if len(doc):
            doc.from_array([POS, HEAD, DEP, LEMMA], rows)  # type: ignore[arg-type]

        def span(i: int, j: int, label: str, group: str = "") -> Span:
            return Span(doc, words[i].i, words[j - 1].i + 1, label=label, span_id=group)

        events.keep(doc, Events(self.finder, self.encoder.split, found.units, index))
        doc.set_ents([span(*e) for e in found.entities])
        for kind in ("source", "cue", "content"):
            doc.spans[kind] = [
                span(i, j, label, group) for i, j, label, group in found.spans if label == kind.upper()
            ]


def _newline_between(a: Token, b: Token) -> bool:
    """Whether white space between two words holds a line end."""
    return b.i > a.i + 1 and any("\n" in t.text for t in a.doc[a.i + 1 : b.i])


def _linked(spans: Sequence[tuple[int, int, str]], links: Floats) -> list[tuple[int, int, str, int]]:
    """Spans with the first word of the cue that they belong to; of their own where they belong to none."""
    cues = [i for i, _, label in spans if label == "CUE"]
    columns = [0, *(i + 1 for i in cues)]
    linked = []
    for i, j, label in spans:
        to = i
        if label != "CUE":
            best = int(links[i:j][:, columns].mean(axis=0).argmax())
            to = cues[best - 1] if best else i
        linked.append((i, j, label, to))
    return linked

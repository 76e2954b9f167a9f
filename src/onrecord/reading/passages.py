"""The sentences of a body: how much of a claim each has, what its words say has come about, what a question is answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from spacy.tokens import Doc, Token

from onrecord.reading.clauses import is_infinitive
from onrecord.reading.likenesses import REACH, keys, likenesses
from onrecord.reading.stages import StageCue, bare_cue, negation_of, stage_cues, standing

STOPPED = frozenset(("refused", "withdrawn"))
EARLY = frozenset(("requested", "considered", "planned", "proposed"))
#: Answers that deny what was asked, among the first words of the next sentence.
NO = frozenset(("no", "not", "hardly", "never", "nobody"))
_OPENING, _ANSWER = 4, 3
_QUESTION = re.compile(r"(?:Q|Question)\s*:", re.IGNORECASE)
#: What the sentences before add, against the sentence itself: pronouns and answers take up what those named.
_BEFORE = 0.5
#: The weight of a word that the body lacks, against that of its rarest.
ABSENT = 0.5


class Body:
    """The sentences of a body with what their words are compared by."""

    def __init__(self, doc: Doc) -> None:
        text = doc.text
        spans = [s for s in doc.sents if text[s.start_char : s.end_char].strip()]
        self.sentences = spans
        self.texts = [text[s.start_char : s.end_char] for s in spans]
        self.keys = keys(doc)
        self._paragraphs = [_paragraph(text, s.start_char) for s in spans]
        self._asked = [
            said.rstrip().endswith("?") or _QUESTION.match(text[start : start + 20].lstrip()) is not None
            for said, start in zip(self.texts, self._paragraphs, strict=True)
        ]
        self._of = [frozenset().union(*self.keys[s.start : s.end]) for s in spans]
        self._context = [self._before(i) for i in range(len(spans))]
        self._within = Counter(k for found in self._of for k in found)

    def _before(self, at: int) -> frozenset[str]:
        """The keys of the sentence before, of its paragraph so far, and of the question that it answers."""
        found: frozenset[str] = frozenset()
        for i in range(at - 1, -1, -1):
            if i < at - 1 and self._paragraphs[i] != self._paragraphs[at] and not self._asked[i]:
                break
            found |= self._of[i]
            if self._asked[i]:
                break
        return found

    def reply(self, at: int) -> str | None:
        """What a sentence's question is answered: "not", or a stage; None where it is left open.

        Empty where it asks nothing.
        """
        if not self._asked[at]:
            return ""
        for i in range(at + 1, min(at + 1 + _ANSWER, len(self.sentences))):
            after = self.sentences[i]
            if self._asked[i]:
                break
            if set([t.lower_ for t in after if t.is_alpha][:_OPENING]) & NO:
                return "not"
            hows = {
                how_far(t, own=True)
                for t in after
                if t.pos_ == "VERB" and t.dep_ in ("ROOT", "conj", "parataxis")
            }
            if how := next((h for h in ("not", *EARLY) if h in hows), None):
                return how
        return None

    def weight(self, some: Iterable[str]) -> float:
        """How much a word tells: more, the fewer sentences have it."""
        count = max((self._within[k] for k in some), default=0)
        return log(1 + len(self.sentences) / max(count, 1)) * (1.0 if count else ABSENT)

    def shares(self, words: Sequence[frozenset[str]]) -> list[float]:
        """Of each sentence the share of these words, by weight, that it has; those of its context count less."""
        weights = [self.weight(w) for w in words]
        total = sum(weights) or 1.0
        found = []
        for own, before in zip(self._of, self._context, strict=True):
            have = sum(
                weight if word & own else _BEFORE * weight if word & before else 0.0
                for word, weight in zip(words, weights, strict=True)
            )
            found.append(have / total)
        return found

    def at(self, start: int) -> frozenset[str]:
        """The keys of the sentence that has this character."""
        last = max((i for i, s in enumerate(self.sentences) if s.start_char <= start), default=0)
        return self._of[last] if self._of else frozenset()

    def context(self, at: int) -> frozenset[str]:
        """The keys of what stands before a sentence and is taken up in it."""
        return self._context[at]

    def around(self, at: int) -> frozenset[str]:
        """The keys of a sentence and of what it takes up."""
        return self._of[at] | self._context[at]

    def has(self, word: frozenset[str]) -> bool:
        """Whether any sentence has a word."""
        return any(k in self._within for k in word)

    def word_for_word(self, text: str) -> Token | None:
        """The first word of the sentence that has a text as it is and asks nothing."""
        plain = " ".join(text.casefold().split())
        for at, said in enumerate(self.texts):
            if plain in " ".join(said.casefold().split()) and self.reply(at) == "":
                return self.sentences[at][0]
        return None

    def begins(self, letters: str) -> bool:
        """Whether a word of any sentence begins with these letters."""
        return any(k.startswith(letters) for k in self._within)


def _paragraph(text: str, start: int) -> int:
    """Where the paragraph begins that the first letter from here on stands in."""
    while start < len(text) and text[start].isspace():
        start += 1
    return text.rfind("\n\n", 0, start) + 1


def how_far(word: Token, *, own: bool = False) -> str:
    """Where a word's act stands: "so", "not", or the stage before it is done."""
    found_cue = cue(word) if own else None
    found = standing(word, found_cue)
    if any(c.dep_ == "mark" and c.lower_ in OPEN for c in word.children):
        return "considered"
    if found.negated or found.stage in STOPPED:
        return "not"
    if found_cue is not None and found.stage in ("underway", "done") and negation_of(word) is not None:
        return "not"  # "none has arrived"
    if _hangs(word):
        return "considered"
    if word.pos_ == "NOUN" and "need" in likenesses(word.head):
        return "proposed"
    promises = found_cue is not None and found_cue.says == "pledged"
    if found.stage == "pledged" and word.pos_ == "VERB" and not promises and not _is_future(word):
        return "so"  # "has landed, the ministry announces"
    return found.stage if found.stage in (*EARLY, "pledged", "approved") else "so"


#: Conjunctions that leave open whether it is so.
OPEN = frozenset(("whether", "if", "unless", "until", "till", "provided", "lest"))
_IF = OPEN - {"until", "till", "whether"}
_WITHIN = frozenset(("xcomp", "ccomp", "conj", "obj", "obl", "nsubj", "nsubj:pass", "nmod", "compound"))


def _hangs(word: Token) -> bool:
    """Whether it is left open: "would not say whether it had", "until the house has voted"."""
    for above in (word, *word.ancestors):
        if any(c.dep_ == "mark" and c.lower_ in OPEN for c in above.children) or _has_condition(above):
            return True
        if above.dep_ not in _WITHIN or (above.dep_ == "conj" and _is_complete(above)):
            return False
    return False


def _is_complete(verb: Token) -> bool:
    """Whether a coordinated verb has an auxiliary or a subject of its own."""
    return any(c.dep_ in ("aux", "nsubj", "nsubj:pass") for c in verb.children)


def _has_condition(word: Token) -> bool:
    """Whether a clause behind a word says on what it hangs: "is prepared to send them if the UN pays"."""
    return any(
        c.i > word.i and c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _IF for m in c.children)
        for c in word.children
    )


def _is_future(verb: Token) -> bool:
    return is_infinitive(verb) or verb.text.endswith("ing") or any(c.dep_ == "aux" for c in verb.children)


def cue(word: Token) -> StageCue | None:
    """The entry of stages.tsv for a word by itself or with its particle."""
    lemma = word.lemma_.lower()
    pos = "VERB" if word.pos_ == "AUX" else word.pos_
    for child in word.doc[word.i + 1 : word.i + 1 + REACH]:
        if (entry := stage_cues().get((f"{lemma}+{child.lower_}", pos))) is not None:
            return entry
    return bare_cue(word, stage_cues().get((lemma, pos)))


def is_report(word: Token) -> bool:
    """Whether a word only says that somebody says it."""
    entry = cue(word)
    return entry is not None and entry.says == "report"

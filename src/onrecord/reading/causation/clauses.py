"""The words of clauses and phrases that may be a cause or an effect, cut out of the tree."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Doc, Span, Token

from onrecord.reading.causation.frames import words_of
from onrecord.reading.phrases import CLAUSES, phrase

SUBJECTS = frozenset(("nsubj", "nsubj:outer", "csubj"))
PASSIVE = frozenset(("nsubj:pass", "csubj:pass"))
#: Dependents of a clause that are no part of what it says.
_BESIDE = frozenset(("parataxis", "discourse", "cc", "mark", "vocative", "dislocated"))
_SAID_OF = frozenset(("acl", "case", "cc", "cop", "nsubj", "advcl", "aux", "mark"))
#: So near stands a noun before the clause that tells of it: "the minister, whose visit to Riga was put off".
_NEAR = 5
#: Longer clauses tell more than which of them is meant.
_NARROW = 12
MARKS = " \n\t\xa0,;:–—-…\"“”'‘’([•*"


def happens(verb: Token) -> bool:
    """Whether a clause says what happens, not how somebody finds or says it to be."""
    if verb.pos_ != "VERB" and not (verb.pos_ == "ADJ" and any(c.dep_ == "xcomp" for c in verb.children)):
        return False
    if verb.lemma_.lower() in words_of("remark") or verb.dep_ in ("acl", "csubj") or is_marked(verb, "to"):
        return False
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS | PASSIVE]
    return bool(subjects or verb.dep_ == "conj") and not any(
        c.lower_ in words_of("generic") for c in subjects
    )


def content_of(verb: Token) -> Token:
    """The clause that a verb belongs to: that which a verb of saying reports, that whose infinitive it is."""
    while verb.lemma_ in words_of("remark"):
        content = next((c for c in verb.children if c.dep_ == "ccomp" and c.pos_ in ("VERB", "ADJ")), None)
        if content is None:
            break
        verb = content
    while verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "ADJ"):
        verb = verb.head
    return verb


def told_before(verb: Token) -> Span | None:
    """What "this" and "as a result" point back to: the clause of the sentence before."""
    start = verb.sent.start
    if not start:
        return None
    sentence = verb.doc[start - 1].sent
    root = content_of(sentence.root)
    text = sentence.text.strip()
    if root.pos_ != "VERB" or "?" in text or not any(c.dep_ in SUBJECTS | PASSIVE for c in root.children):
        return None
    return clause_of(root)


def is_marked(token: Token, word: str) -> bool:
    """Whether a clause is opened by this word: "to", "that", "if"."""
    return any(c.dep_ == "mark" and c.lower_ == word for c in token.children)


def is_opened(token: Token, word: str) -> bool:
    """Whether a phrase opens with this preposition; parsers take a gerund's for a mark."""
    return any(
        c.dep_ in ("case", "mark") and c.lower_ == word and c.i < token.i for c in token.children
    ) and (token.dep_ not in ("nsubj", "conj", "root"))


def phrase_of(token: Token) -> Span:
    """A noun phrase without its preposition, or a clause without what opens it."""
    if token.pos_ in ("VERB", "AUX"):
        return clause_of(token)
    return _trimmed(_narrowed(phrase(token, without=CLAUSES | {"case", "advcl"})))


def clause_of(head: Token, *without: Token) -> Span:
    """The words of a clause around its verb, without those beside it, clauses set apart by commas and these parts."""
    left_out = {t.i for part in without for t in part.subtree}
    for child in head.children:
        if child.dep_ in _BESIDE or _stands_apart(child):
            left_out.update(t.i for t in child.subtree)
    for token in head.subtree:
        if (
            token.dep_ in ("acl:relcl", "parataxis", "advcl")
            and token.i != head.i
            and (token.i > head.i or token.dep_ != "acl:relcl")
            and token.left_edge.i
            and (token.nbor(-(token.i - token.left_edge.i) - 1).text == "," or token.left_edge.text == ",")
        ):
            left_out.update(t.i for t in token.subtree)
    own = {t.i for t in head.subtree} - left_out
    first = last = head.i
    # A hyphen or quotation mark may hang on a word outside.
    marks = {
        t.i + 1 for t in head.subtree if t.i + 1 < len(head.doc) and t.nbor(1).is_punct and t.i + 2 in own
    }
    bridged = own | (marks - left_out)
    while first - 1 in bridged:
        first -= 1
    while last + 1 in bridged:
        last += 1
    while first < last and head.doc[first].lower_ in words_of("opener"):
        first += 1
    noun = head.head
    if head.dep_ == "acl:relcl" and noun.pos_ in ("NOUN", "PROPN") and 0 < first - noun.i <= _NEAR:
        first = noun_of(noun, head).start  # "who grow poor" says nothing without whom it says it of
    return _trimmed(head.doc[first : last + 1])


def _stands_apart(child: Token) -> bool:
    """Whether it is coordinated with a subject of its own, and so says something else."""
    return child.dep_ == "conj" and any(c.dep_ in SUBJECTS | PASSIVE for c in child.children)


def lengthened(words: Span, verb: Token) -> Span:
    """With the phrases right behind that parsers hang on the verb: "caused a blackout | in three regions"."""
    for behind in verb.children:
        if behind.dep_ == "obl" and behind.left_edge.i == words.end:
            words = words.doc[words.start : max(phrase(behind).end, words.end)]
    return words


def noun_of(head: Token, *without: Token) -> Span:
    """A noun phrase by itself, without its preposition and what is said of it in these clauses or apart by commas."""
    words = phrase(head, without=CLAUSES | _SAID_OF)
    for part in without:
        aside = next((t for t in (part, *part.ancestors) if t.dep_ == "appos" and head.is_ancestor(t)), part)
        if words.start < aside.left_edge.i < words.end:
            words = words.doc[words.start : aside.left_edge.i]
    return _trimmed(_narrowed(words, {t.i for part in without for t in part.subtree}))


def _narrowed(words: Span, left_out: Collection[int] = ()) -> Span:
    """With a clause right behind that tells which of them is meant: "the way | he spoke", "the waste | dumped on it"."""
    if words.end >= len(words.doc) or words.end in left_out or words.doc[words.end].is_punct:
        return words
    first = words.doc[words.end]
    for verb in (first, *first.ancestors):
        if (
            verb.dep_ in ("acl", "acl:relcl", "advcl")
            and verb.left_edge.i == words.end
            and verb.head.i < verb.i
        ):
            is_of_it = (
                verb.head in words or verb.dep_ == "acl" or any(c.dep_ == "aux:pass" for c in verb.children)
            )
            stands_by_itself = any(c.dep_ in ("mark", "case") for c in verb.children)
            length = verb.right_edge.i - verb.left_edge.i
            if is_of_it and not stands_by_itself and length < _NARROW and verb.i not in left_out:
                return words.doc[words.start : verb.right_edge.i + 1]
            return words
    return words


def run(doc: Doc, start: int, end: int) -> Span:
    """A run of tokens without marks at its ends."""
    return _trimmed(doc[start:end])


def _trimmed(words: Span) -> Span:
    """Without marks at its ends."""
    start, end = words.start, words.end
    doc = words.doc
    while end - start > 1 and not doc[end - 1].text.strip(MARKS + ".!"):
        end -= 1
    while end - start > 1 and not doc[start].text.strip(MARKS):
        start += 1
    while end - start > 1 and (
        doc[end - 1].lower_ in words_of("dangling") or not doc[end - 1].text.strip(MARKS)
    ):
        end -= 1
    while end + 1 < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_:
        end += 2  # "re-imposing" is one word
    return doc[start:end]

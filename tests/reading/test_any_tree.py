"""Whatever tree a pipeline puts over a sentence, reading it ends, and what it says stands in the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc

from onrecord.model import Article
from onrecord.reading import read_docs

VOCAB = English().vocab
_NEWS = (
    "Because of the attack Norway said it would not send 12 tanks to Ukraine in order to avoid a vote , "
    "as a result of which parliament has approved 3 million euros so that aid arrives despite snow ."
).split()
_TAGS = ("VERB", "NOUN", "PROPN", "ADP", "ADV", "NUM", "PRON", "ADJ", "AUX", "SCONJ")
_LINKS = (
    *("nsubj", "obj", "obl", "nmod", "advcl", "acl", "acl:relcl", "ccomp", "xcomp", "conj", "case", "mark"),
    *("fixed", "advmod", "aux", "nummod", "compound", "appos", "parataxis", "nmod:poss", "det", "cop"),
)


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """One sentence of news under a tree that no parser should make: every word hangs on some earlier or later one."""
    order = draw(st.permutations(range(len(_NEWS))))
    heads = [0] * len(_NEWS)
    for place, word in enumerate(order):
        heads[word] = order[draw(st.integers(0, place - 1))] if place else word
    deps = [draw(st.sampled_from(_LINKS)) if heads[i] != i else "ROOT" for i in range(len(_NEWS))]
    pos = [draw(st.sampled_from(_TAGS)) for _ in _NEWS]
    return Doc(VOCAB, words=_NEWS, lemmas=[w.lower() for w in _NEWS], pos=pos, heads=heads, deps=deps)


@given(docs())
def test_reading_ends_and_its_spans_hold(doc: Doc) -> None:
    article = Article(text=doc.text)
    reading = read_docs(article, doc)
    spans = [e.trigger for e in reading.events] + [e.cause for e in reading.effects]
    assert all(article.text[s.start : s.end] == s.text for s in spans)


def test_a_connective_that_is_the_root_has_nothing_to_hang_on() -> None:
    """ "Because of" over its own phrase: no effect is said, so none is claimed."""
    words = ["Because", "of", "rain", "."]
    doc = Doc(
        VOCAB, words=words, lemmas=[w.lower() for w in words], pos=["ADP", "ADP", "NOUN", "PUNCT"],
        heads=[1, 1, 1, 1], deps=["case", "ROOT", "obl", "punct"],
    )  # fmt: skip
    assert read_docs(Article(text=doc.text), doc).effects == ()

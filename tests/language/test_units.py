"""Cutting a text into the stretches that the encoder reads in one call."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.language.units import Break, plan, sentence_like

WORDS = st.lists(st.tuples(st.integers(1, 8), st.sampled_from(Break)), max_size=120)


@given(WORDS, st.integers(10, 60))
def test_units_cover_every_word_once_and_fit(words: list[tuple[int, Break]], usual: int) -> None:
    sizes, breaks = [s for s, _ in words], [b for _, b in words]
    units = plan(sizes, breaks, usual=usual, most=80)
    assert [i for a, b in units for i in range(a, b)] == list(range(len(words)))
    assert all(sum(sizes[a:b]) <= 80 for a, b in units)


def test_whole_paragraphs_stay_together() -> None:
    breaks = [Break.PARAGRAPH, Break.NONE, Break.SENTENCE, Break.NONE] * 3
    assert plan([5] * 12, breaks, usual=46) == [(0, 8), (8, 12)]


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    breaks = [Break.PARAGRAPH, *[Break.NONE] * 3, Break.SENTENCE, *[Break.NONE] * 3]
    assert plan([5] * 8, breaks, usual=25) == [(0, 4), (4, 8)]


def test_a_sentence_that_is_too_long_is_cut_where_it_must() -> None:
    assert plan([1] * 250, [Break.NONE] * 250, usual=50, most=100) == [(0, 100), (100, 200), (200, 250)]


def test_the_same_article_is_cut_the_same_whatever_stands_beside_it() -> None:
    one = [Break.PARAGRAPH, *[Break.NONE] * 9]
    assert plan([5] * 10, one) == [(0, 10)]


def test_where_sentences_seem_to_begin() -> None:
    words = "Gen. Milley spoke . “ We wait , ” he said . U.S. troops wait .".split()
    begins = [w for w, b in zip(words, sentence_like(words), strict=True) if b]
    assert begins == ["“", "U.S."]

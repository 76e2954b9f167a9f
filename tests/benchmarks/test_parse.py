"""Trees: counted as the CoNLL 2018 shared task counts them."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from benchmarks import parse
from benchmarks.conll import NO_HEAD, Parse, Word, aligned, gold_parses

TREES = """\
# newdoc id = one
# sent_id = 1
# newpar id = p1
# text = Mayors don't sing.
1\tMayors\tmayor\tNOUN\t_\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsing\tsing\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\tSpaceAfter=No

# sent_id = 2
# text = It rained.
1\tIt\tit\tPRON\t_\t_\t2\tnsubj\t_\t_
2\trained\train\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# sent_id = 3
# newpar id = p2
# text = Nobody's hat floated
1-2\tNobody's\t_\t_\t_\t_\t_\t_\t_\t_
1\tNobody\tnobody\tPRON\t_\t_\t3\tnmod:poss\t_\t_
2\t's\t's\tPART\t_\t_\t1\tcase\t_\t_
3\that\that\tNOUN\t_\t_\t4\tnsubj\t_\t_
4\tfloated\tfloat\tVERB\t_\t_\t0\troot\t_\t_

# newdoc id = two
# sent_id = 4
# text = Ferries left
1\tFerries\tferry\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tleft\tleave\tVERB\t_\t_\t0\troot\t_\t_

"""


@pytest.fixture
def golds(tmp_path: Path) -> list[Parse]:
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    return list(gold_parses(path))


class Parser:
    """Knows the trees of these documents by their words; `spoil` may change what it says."""

    def __init__(self, golds, spoil=lambda _, values: values):
        self.vocab = spacy.blank("en").vocab
        self.spoil = spoil
        self.known = {g.characters: g for g in golds}

    def __call__(self, text):
        words = [t.text for t in (text if isinstance(text, Doc) else spacy.blank("en").make_doc(text))]
        spaces = [False] * len(words)
        gold = self.known["".join("".join(words).split())]
        kept = [i for i, w in enumerate(words) if not w.isspace()]
        assert len(kept) == len(gold.words)
        heads, deps, pos = list(range(len(words))), [""] * len(words), ["SPACE"] * len(words)
        given = {
            name: self.spoil(name, values)
            for name, values in {
                "pos": [w.pos for w in gold.words],
                "heads": [i if w.head < 0 else w.head for i, w in enumerate(gold.words)],
                "deps": [w.dep for w in gold.words],
            }.items()
        }
        for n, i in enumerate(kept):
            heads[i], deps[i], pos[i] = kept[given["heads"][n]], given["deps"][n], given["pos"][n]
        for i in range(len(words)):
            if i not in kept:
                heads[i], deps[i] = i - 1, "dep"
        return Doc(self.vocab, words=words, spaces=spaces, heads=heads, deps=deps, pos=pos)


def test_the_text_of_a_document_keeps_spaces_and_paragraphs(golds: list[Parse]):
    assert [doc.text for doc in golds] == [
        "Mayors don't sing.It rained.\n\nNobody's hat floated",
        "Ferries left",
    ]
    first = golds[0]
    assert first.sentence_starts == [0, 5, 8]
    assert first.tokens[:3] == [(0, 6), (6, 11), (11, 15)]
    assert [(w.form, w.start, w.end) for w in first.words[:4]] == [
        ("Mayors", 0, 6),
        ("do", 6, 11),
        ("n't", 6, 11),
        ("sing", 11, 15),
    ]


def test_a_perfect_parser_gets_everything(golds: list[Parse]):
    assert parse.on_gold_tokens(golds, Parser(golds), "ewt") == {
        "ewt_upos": 1.0,
        "ewt_uas": 1.0,
        "ewt_las": 1.0,
        "ewt_las_subtypes": 1.0,
    }


def test_a_perfect_parser_of_raw_text_lacks_only_the_undivided_tokens(golds: list[Parse]):
    figures = parse.on_raw_text(golds, Parser(golds), "raw")
    # The gold has 12 tokens, the tokenizer 14: "don't" and "Nobody's" are one each there and two each here.
    assert figures.pop("raw_tokens") == pytest.approx(2 * 10 / (12 + 14))
    assert figures == dict.fromkeys(figures, 1.0)
    assert set(figures) == {f"raw_{n}" for n in ("sentences", "words", "upos", "uas", "las", "las_subtypes")}


def test_a_parser_that_says_nothing_gets_nothing(golds: list[Parse]):
    silent = spacy.blank("en")
    assert set(parse.on_gold_tokens(golds, silent, "ewt").values()) == {0.0}
    raw = parse.on_raw_text(golds, silent, "raw")
    assert (raw["raw_upos"], raw["raw_uas"], raw["raw_las"]) == (0.0, 0.0, 0.0)


def test_a_subtype_counts_only_in_the_figure_with_subtypes(golds: list[Parse]):
    spoilt = Parser(golds, lambda name, v: [d.split(":")[0] for d in v] if name == "deps" else v)
    figures = parse.on_gold_tokens(golds, spoilt, "ewt")
    assert figures["ewt_las"] == 1.0
    assert figures["ewt_las_subtypes"] == pytest.approx(13 / 14)


def test_a_wrong_relation_costs_las_and_no_uas(golds: list[Parse]):
    spoilt = Parser(golds, lambda name, v: ["obj" if d == "nsubj" else d for d in v] if name == "deps" else v)
    figures = parse.on_gold_tokens(golds, spoilt, "ewt")
    assert figures["ewt_uas"] == 1.0
    assert figures["ewt_las"] == pytest.approx(10 / 14)


def test_a_parser_that_changes_the_words_is_refused(golds: list[Parse]):
    class Changer:
        vocab = spacy.blank("en").vocab

        def __call__(self, _):
            return Doc(self.vocab, words=["other"])

    with pytest.raises(ValueError, match="changed the words"):
        parse.on_gold_tokens(golds, Changer(), "ewt")


def a_word(form: str, start: int, end: int, *, multi: bool = False) -> Word:
    return Word(form, start, end, "X", NO_HEAD, "", multi)


@pytest.mark.parametrize(
    ("gold", "system", "pairs"),
    [
        # As in the evaluation's own tests: words within a multi-word token are matched by form, in order.
        ([("abc", "a b c")], ["a", "b", "c"], {0: 0, 1: 1, 2: 2}),
        (["a", ("bc", "b c")], ["a", "b", "c"], {0: 0, 1: 1, 2: 2}),
        (["abc"], ["a", "bc"], {}),
        (["abc", "d"], ["a", "b", "c", "d"], {3: 1}),
        ([("abc", "a x c"), "d"], ["a", "b", "c", "d"], {0: 0, 2: 2, 3: 3}),
        (["a", ("bc", "b c"), "d"], ["a", "b", "cd"], {0: 0, 1: 1}),
    ],
)
def test_words_are_aligned_by_place_and_within_multi_word_tokens_by_form(gold, system, pairs):
    words, at = [], 0
    for token in gold:
        form, parts = token if isinstance(token, tuple) else (token, "")
        words += [a_word(p, at, at + len(form), multi=True) for p in parts.split()] or [
            a_word(form, at, at + len(form))
        ]
        at += len(form)
    mine, at = [], 0
    for form in system:
        mine.append(a_word(form, at, at + len(form)))
        at += len(form)
    assert aligned(words, mine) == pairs

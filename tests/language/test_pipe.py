"""What the shipped pipeline sets on a Doc."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import onrecord

NEWS = (
    "Denmark will send Harpoon missiles to Ukraine, Defence Secretary Lloyd Austin said on Monday.\n\n"
    "“We are a ways away from any decision,” General Mark Milley told reporters at the Pentagon. "
    "He added that the president would have to approve it.\n\n"
    "The frigate Iver Huitfeldt and HMS Diamond stayed in port."
)


def annotation(doc: Doc) -> list[object]:
    """Everything that the pipeline set."""
    return [
        [(t.text, t.pos_, t.head.i, t.dep_, t.lemma_, t.is_sent_start, t._.factuality) for t in doc],
        [(e.start, e.end, e.label_) for e in doc.ents],
        {k: [(s.start, s.end, s.label_, s.id_) for s in group] for k, group in doc.spans.items()},
    ]


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(NEWS)


def test_every_word_has_its_part_of_speech_head_and_lemma(doc: Doc) -> None:
    assert doc.has_annotation("DEP")
    send = next(t for t in doc if t.text == "send")
    assert (send.pos_, send.lemma_) == ("VERB", "send")
    assert {(c.text, c.dep_) for c in send.children} >= {
        ("Denmark", "nsubj"),
        ("will", "aux"),
        ("missiles", "obj"),
    }


def test_sentences(doc: Doc) -> None:
    assert [s.text.strip()[:12] for s in doc.sents] == [
        "Denmark will",
        "“We are a wa",
        "He added tha",
        "The frigate ",
    ]


def test_entities(doc: Doc) -> None:
    found = {(e.text, e.label_) for e in doc.ents}
    assert found >= {
        ("Denmark", "LOCATION"), ("Harpoon missiles", "EQUIPMENT"), ("Ukraine", "LOCATION"), ("Lloyd Austin", "PERSON"),
        ("Mark Milley", "PERSON"), ("Iver Huitfeldt", "VESSEL"), ("HMS Diamond", "VESSEL"),
    }  # fmt: skip


def test_who_said_what(doc: Doc) -> None:
    groups: dict[str, dict[str, str]] = {}
    for kind, spans in doc.spans.items():
        for span in spans:
            groups.setdefault(span.id_, {})[kind] = span.text
    assert {
        "source": "Defence Secretary Lloyd Austin",
        "cue": "said",
        "content": NEWS[:45],
    } in groups.values()
    assert any(
        g.get("source") == "General Mark Milley" and g["content"].startswith("“We are")
        for g in groups.values()
    )


def test_factuality_is_of_predicates_alone(doc: Doc) -> None:
    values = {t.text: t._.factuality for t in doc}
    assert values["Denmark"] is None
    assert values["said"] > 2
    assert values["approve"] < values["told"]
    assert all(v is None or -3 <= v <= 3 for v in values.values())


def test_ready_made_tokens_and_sentences_are_kept(nlp: Language) -> None:
    words = "He said no . She said yes . They left".split()
    starts = [i in (0, 4, 8) for i in range(len(words))]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=starts))
    assert [t.text for t in doc] == words
    assert [s.start for s in doc.sents] == [0, 4, 8]
    # also where no model would begin a sentence
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i in (0, 2) for i in range(len(words))]))
    assert [s.start for s in doc.sents] == [0, 2]


def test_ready_made_words_without_sentences_get_them(nlp: Language) -> None:
    doc = nlp(Doc(nlp.vocab, words="The talks ended . The minister left .".split()))
    assert [s.start for s in doc.sents] == [0, 4]


def test_the_same_text_reads_the_same_alone_and_in_a_batch(nlp: Language) -> None:
    texts = [NEWS, "Short.", NEWS[:300], NEWS * 3]
    alone = [annotation(nlp(text)) for text in texts]
    assert [annotation(d) for d in nlp.pipe(texts)] == alone
    assert [annotation(d) for d in nlp.pipe(reversed(texts), batch_size=2)] == alone[::-1]


def test_the_same_text_reads_the_same_on_one_thread_and_on_two(nlp: Language, wire: Path) -> None:
    two = onrecord.load(threads=2)
    for text in (NEWS, *(path.read_text(encoding="utf-8") for path in sorted(wire.glob("*.txt"))[:6])):
        assert annotation(two(text)) == annotation(nlp(text))


def test_it_declares_what_it_assigns(nlp: Language) -> None:
    assigns = set(nlp.get_pipe_meta("onrecord_encoder").assigns)
    assert assigns >= {
        "token.pos",
        "token.head",
        "token.dep",
        "token.lemma",
        "doc.ents",
        "doc.spans",
        "token._.factuality",
    }
    assert not nlp.analyze_pipes()["problems"]["onrecord_gazetteer"]


def test_a_doc_survives_the_disk(nlp: Language, doc: Doc, tmp_path: Path) -> None:
    DocBin([*DocBin().attrs, "LEMMA", "POS", "HEAD", "DEP"], store_user_data=True, docs=[doc]).to_disk(
        tmp_path / "d"
    )
    (back,) = DocBin().from_disk(tmp_path / "d").get_docs(nlp.vocab)
    assert annotation(back)[1:] == annotation(doc)[1:]


def test_missing_weights_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        onrecord.language.WeightsError, match=r"cannot load the language model in .*Reinstall onrecord"
    ):
        onrecord.load(tmp_path)


HOSTILE = [
    "", " ", "\n\n", "\u200d", "😀😀 🇺🇦 said.", "e\u0301" * 40, "قال الوزير إن القوات لن تنسحب.", "“" * 30, "said " * 600,
    "word" * 3000, "a.b." * 200, "\t\tIndented text.\n", "- one\n- two\n- three", "x\ny\n\nz",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_odd_texts_are_annotated_too(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(t.pos_ for t in doc)


@pytest.mark.slow
def test_one_sentence_of_ten_thousand_words(nlp: Language) -> None:
    doc = nlp("the minister said that " * 2500)
    assert len(doc) == 10_000
    assert sum(1 for _ in doc.sents) >= 1


@settings(max_examples=60)
@given(st.text(max_size=200))
def test_any_text_keeps_its_characters_and_gets_a_tree_a_sentence(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(t.head is t or t.head.i == t.i for t in sentence) >= 1
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)

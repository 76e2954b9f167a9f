"""Who does what to whom in a clause, on parses written by hand."""

from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Token

from onrecord.reading.clauses import (
    case,
    conjuncts,
    is_passive,
    objects,
    obliques,
    owners,
    possessors,
    receivers,
    subjects,
)

VOCAB = English().vocab


def parsed(tree: str) -> Doc:
    """A Doc of one sentence from "form[=lemma] POS head dep" a word, parted by "|"; heads count from 1, 0 is the root."""
    rows = [row.split() for row in tree.split("|")]
    forms = [form.partition("=") for form, *_ in rows]
    return Doc(
        VOCAB,
        words=[form for form, _, _ in forms],
        lemmas=[lemma or form for form, _, lemma in forms],
        pos=[pos for _, pos, _, _ in rows],
        heads=[int(head) - 1 if head != "0" else at for at, (_, _, head, _) in enumerate(rows)],
        deps=["ROOT" if dep == "root" else dep for _, _, _, dep in rows],
    )


def word(doc: Doc, form: str) -> Token:
    """The first token of this form."""
    return next(token for token in doc if token.text == form)


def texts(tokens: list[Token]) -> list[str]:
    """The forms of tokens."""
    return [token.text for token in tokens]


GAVE = "Oslo PROPN 2 nsubj|sent=send VERB 0 root|Kyiv PROPN 2 iobj|howitzers=howitzer NOUN 2 obj"
TO = "Oslo PROPN 2 nsubj|sent=send VERB 0 root|howitzers=howitzer NOUN 2 obj|to ADP 5 case|Kyiv PROPN {head} {dep}"
PASSIVE = (
    "Howitzers=howitzer NOUN 3 nsubj:pass|were=be AUX 3 aux:pass|sent=send VERB 0 root"
    "|to ADP 5 case|Kyiv PROPN 3 obl|by ADP 7 case|Oslo PROPN 3 obl:agent"
)
PARTICIPLE = "weapons=weapon NOUN 0 root|sent=send VERB 1 acl|by ADP 4 case|Oslo PROPN 2 obl:agent"
RELATIVE = "Oslo PROPN 4 nsubj|which PRON 3 nsubj|sent=send VERB 1 acl:relcl|waited=wait VERB 0 root|tanks=tank NOUN 3 obj"
GAP = (
    "missiles=missile NOUN 7 nsubj|that PRON 4 obj|Oslo PROPN 4 nsubj|promised=promise VERB 1 acl:relcl"
    "|to PART 6 mark|send VERB 4 xcomp|arrived=arrive VERB 0 root"
)
ASKED = "Oslo PROPN 2 nsubj|asked=ask VERB 0 root|Berlin PROPN 2 {dep}|to PART 5 mark|send VERB 2 xcomp|tanks=tank NOUN 5 obj"
SIGNED = (
    "Oslo PROPN 2 nsubj|signed=sign VERB 0 root|a DET 4 det|deal NOUN 2 obj"
    "|to PART 6 mark|send VERB 4 acl|tanks=tank NOUN 6 obj"
)
EXPECTED = (
    "Norway PROPN 3 nsubj:pass|is=be AUX 3 aux:pass|expected=expect VERB 0 root"
    "|to PART 5 mark|send VERB 3 xcomp|tanks=tank NOUN 5 obj"
)
BOTH = (
    "Norway PROPN 4 nsubj|and CCONJ 3 cc|Sweden PROPN 1 conj|sent=send VERB 0 root"
    "|tanks=tank NOUN 4 obj|and CCONJ 7 cc|lorries=lorry NOUN 5 conj"
)
PLAN = "Norway PROPN 3 nmod:poss|'s PART 1 case|plan NOUN 0 root|to PART 5 mark|send VERB 3 acl|tanks=tank NOUN 5 obj"
HALF = (
    "Half=half NOUN 5 nsubj|of ADP 4 case|the DET 4 det|soldiers=soldier NOUN 1 nmod|left=leave VERB 0 root"
)
OFFER = (
    "Norway PROPN 2 nsubj|made=make VERB 0 root|an DET 4 det|offer NOUN 2 obj"
    "|of ADP 6 case|tanks=tank NOUN 4 nmod|to ADP 8 case|Ukraine PROPN 6 nmod"
)
SAID = (
    "Norway PROPN 2 nsubj|said=say VERB 0 root|it PRON 4 nsubj|sent=send VERB 2 ccomp|tanks=tank NOUN 4 obj"
)
TWICE = (
    "ministers=minister NOUN 2 nsubj|met=meet VERB 0 root|and CCONJ 4 cc|thanked=thank VERB 2 conj"
    "|the DET 6 det|general NOUN 4 obj"
)


@pytest.mark.parametrize(
    ("tree", "verb", "who", "what"),
    [
        pytest.param(GAVE, "sent", ["Oslo"], ["howitzers"], id="active"),
        pytest.param(PASSIVE, "sent", ["Oslo"], ["Howitzers"], id="passive"),
        pytest.param(PARTICIPLE, "sent", ["Oslo"], ["weapons"], id="participle"),
        pytest.param(RELATIVE, "sent", ["Oslo"], ["tanks"], id="relative clause on the subject"),
        pytest.param(GAP, "promised", ["Oslo"], ["missiles"], id="relative clause on the object"),
        pytest.param(GAP, "send", ["Oslo"], ["missiles"], id="infinitive in a relative clause"),
        pytest.param(
            ASKED.format(dep="obj"), "send", ["Berlin"], ["tanks"], id="the object is asked to do it"
        ),
        pytest.param(
            ASKED.format(dep="iobj"),
            "send",
            ["Berlin"],
            ["tanks"],
            id="the indirect object is asked to do it",
        ),
        pytest.param(SIGNED, "send", ["Oslo"], ["tanks"], id="a deal does nothing"),
        pytest.param(EXPECTED, "send", ["Norway"], ["tanks"], id="passive control"),
        pytest.param(BOTH, "sent", ["Norway", "Sweden"], ["tanks", "lorries"], id="coordination"),
        pytest.param(PLAN, "send", ["Norway"], ["tanks"], id="whose plan it is"),
        pytest.param(HALF, "left", ["soldiers"], [], id="half of the soldiers"),
        pytest.param(SAID, "sent", ["it"], ["tanks"], id="a reported clause has its own subject"),
        pytest.param(TWICE, "thanked", ["ministers"], ["general"], id="coordinated verbs share the subject"),
        pytest.param(TWICE, "met", ["ministers"], [], id="but not the object"),
    ],
)
def test_subjects_and_objects(tree: str, verb: str, who: list[str], what: list[str]) -> None:
    doc = parsed(tree)
    assert texts(subjects(word(doc, verb))) == who
    assert texts(objects(word(doc, verb))) == what


def test_a_passive_without_by_has_no_subject() -> None:
    doc = parsed("Howitzers=howitzer NOUN 3 nsubj:pass|were=be AUX 3 aux:pass|sent=send VERB 0 root")
    assert subjects(word(doc, "sent")) == []


def test_a_number_after_by_sends_nothing() -> None:
    doc = parsed(
        "Aid=aid NOUN 3 nsubj:pass|was=be AUX 3 aux:pass|cut VERB 0 root|by ADP 5 case|half NUM 3 obl:agent"
    )
    assert subjects(word(doc, "cut")) == []


def test_receivers() -> None:
    assert texts(receivers(word(parsed(GAVE), "sent"))) == ["Kyiv"]
    # Parsers call the indirect object an object now and then: of two the first is meant.
    two = parsed("Oslo PROPN 2 nsubj|sent=send VERB 0 root|Kyiv PROPN 2 obj|howitzers=howitzer NOUN 2 obj")
    assert texts(receivers(word(two, "sent"))) == ["Kyiv"]
    assert texts(objects(word(two, "sent"))) == ["howitzers"]
    assert receivers(word(parsed(BOTH), "sent")) == []


@pytest.mark.parametrize(("head", "dep"), [("2", "obl"), ("3", "nmod")])
def test_a_phrase_counts_at_the_verb_and_at_its_object(head: str, dep: str) -> None:
    sent = word(parsed(TO.format(head=head, dep=dep)), "sent")
    assert texts(obliques(sent, ("to",))) == ["Kyiv"]
    assert obliques(sent, ("for", "from")) == []


def test_a_phrase_counts_behind_what_a_noun_is_of() -> None:
    assert texts(obliques(word(parsed(OFFER), "offer"), ("to",))) == ["Ukraine"]
    assert texts(obliques(word(parsed(OFFER), "offer"), ("of",))) == ["tanks"]


def test_whose_a_noun_is() -> None:
    assert texts(owners(word(parsed(PLAN), "plan"))) == ["Norway"]
    assert texts(possessors(word(parsed(PLAN), "plan"))) == ["Norway"]
    # The subject of the verb above owns it, in a wide sense only.
    assert texts(owners(word(parsed(OFFER), "offer"))) == ["Norway"]
    assert possessors(word(parsed(OFFER), "offer")) == []


def test_an_offer_by_somebody() -> None:
    doc = parsed("An DET 2 det|offer NOUN 5 nsubj|by ADP 4 case|Norway PROPN 2 nmod|failed=fail VERB 0 root")
    assert texts(owners(word(doc, "offer"))) == ["Norway"]
    assert texts(possessors(word(doc, "offer"))) == ["Norway"]


def test_passives() -> None:
    assert is_passive(word(parsed(PASSIVE), "sent"))
    assert is_passive(word(parsed(PARTICIPLE), "sent"))
    assert not is_passive(word(parsed(GAVE), "sent"))
    assert not is_passive(word(parsed(PLAN), "send"))
    assert not is_passive(
        word(parsed("ship NOUN 0 root|carrying=carry VERB 1 acl|grain NOUN 2 obj"), "carrying")
    )


def test_conjuncts_leave_out_verbs() -> None:
    assert texts(conjuncts(word(parsed(BOTH), "tanks"))) == ["tanks", "lorries"]
    assert texts(conjuncts(word(parsed(TWICE), "met"))) == ["met"]


def test_case() -> None:
    doc = parsed(OFFER)
    assert case(word(doc, "Ukraine")) == "to"
    assert case(word(doc, "offer")) == ""

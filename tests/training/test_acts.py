"""The passages with acts and their roles that the finder of events learns from."""

from __future__ import annotations

from collections import Counter

import pytest
from spacy.language import Language

from onrecord.language.encoder import WEIGHTS
from onrecord.language.pieces import Splitter
from training.triggers.acts import PASSAGES, RELATIONS, ROLES, STAGES, ActError, passages, units
from training.triggers.corpus import TYPES

LINES = PASSAGES.read_text(encoding="utf-8").splitlines()
SPLIT = Splitter.from_file(WEIGHTS / "tokenizer.json")


def test_an_act_has_its_words_in_their_roles(nlp: Language) -> None:
    lines = [
        "# Oslo trucked 40 stretchers worth 9,000 euros to Odesa if the Storting agrees, which frees two ambulances.",
        "AID | trucked | Oslo | Odesa | stretchers x 40 | 9,000 euros | done! | Storting",
        "EFFECT | 40 stretchers | frees two ambulances | enables",
    ]
    (unit,) = units(passages(lines), SPLIT, nlp)
    (passage,) = passages(lines)
    words = [t.text for t in nlp.make_doc(passage.text)]
    gift, effect = unit.acts or []

    def named(roles: tuple[tuple[int, ...], ...]) -> dict[str, str]:
        return {
            name: " ".join(words[i] for i in role) for name, role in zip(ROLES, roles, strict=True) if role
        }

    assert words[gift.word] == "trucked"
    assert unit.labels[gift.word] == gift.type == TYPES.index("AID")
    assert (STAGES[gift.stage or 0], gift.negated) == ("done", True)
    assert named(gift.roles) == {
        "actor": "Oslo", "recipient": "Odesa", "item": "stretchers", "value": "9,000 euros", "approver": "Storting",
    }  # fmt: skip
    assert (words[effect.word], RELATIONS[effect.relation]) == ("frees", "enables")
    assert named(effect.roles) == {"cause": "40 stretchers", "effect": "frees two ambulances"}


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["AID | gave | - | - | - | - | done | -"], "8"),
        (["# Oslo gave it.", "AID | gave | Oslo | - | done"], "5 fields instead of 8"),
        (["# Oslo gave it.", "GIFT | gave | Oslo | - | - | - | done | -"], "unknown type"),
        (["# Oslo gave it.", "AID | gave | Oslo | - | - | - | soon | -"], "unknown type, stage"),
        (["# Oslo gave it.", "AID | gave | Bergen | - | - | - | done | -"], "not in the passage: 'Bergen'"),
    ],
)
def test_what_cannot_be_learned_from_is_told(lines: list[str], said: str, nlp: Language) -> None:
    with pytest.raises(ActError, match=said):
        list(units(passages(lines), SPLIT, nlp))


def test_every_line_is_read_and_no_passage_stands_twice() -> None:
    found = list(passages(LINES))
    assert [text for text, n in Counter(p.text for p in found).items() if n > 1] == []
    assert any(not p.lines for p in found)
    counts = Counter(fields[0] for p in found for fields in p.lines)
    assert all(counts[name] >= 100 for name in (*TYPES[1:], "EFFECT"))
    for passage in found:
        for kind, trigger, *rest in passage.lines:
            words = (trigger, rest[0]) if kind == "EFFECT" else (trigger,)
            assert all(w in passage.text for w in words), passage.text

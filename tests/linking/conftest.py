"""Articles to link: linking looks at their words, so no reading of them is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.linking import Piece
from onrecord.model import Article, Reading
from onrecord.sources import articles

AGENCY = """RIGA, March 3 (HNA) - Latvia is to send forty engineers to Moldova in May to clear a munitions dump that \
has leaked since the winter, Defence Minister Ilze Brantevica said on Monday.

The engineers would stay for six months and bring two armoured diggers, Brantevica told reporters outside the barracks at Adazi.

"Nobody there asked for heroes, they asked for people who can dig," she said. "We have those, and we have the machines."

Moldova closed the dump at Colbasna Mare after a fire in January that injured eleven workers and drove 300 families from \
their homes for a week.

The cost is put at 2.3 million euros, of which Estonia has agreed to pay a third. Parliament must approve the mission, and \
a vote is expected before Easter.

Veaceslav Crudu, a deputy minister in Chisinau, thanked Riga and said that the families wanted to plant their gardens again.

An opposition member of the committee for defence, Juris Kalnarajs, said he would vote for it but wanted to see the maps first."""


def piece(number: str, text: str = AGENCY, **facts: str) -> Piece:
    """An article with this id."""
    return Piece(number, Reading(article=Article(id=number, text=text, **facts)))


@pytest.fixture(scope="session")
def the_wire(wire: Path) -> dict[str, Piece]:
    """The example wire by outlet's last word, month, day and topic: "Agency 03-03 latvia"."""
    found = {}
    for article in articles([wire]):
        assert isinstance(article, Article)
        topic = next(
            word
            for word in ("latvia", "norway", "grain", "ileana", "launcher", "riga", "saeima", "baltic")
            if word in article.headline.lower().replace("norwegian", "launcher")
        )
        key = f"{(article.outlet or '').split()[-1]} {(article.published or '')[5:10]} {topic}"
        found[key] = Piece(key, Reading(article=article))
    assert len(found) == 18
    return found

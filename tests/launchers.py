"""One article with the reading that it should have, built by hand: what reports and exports are tried out on."""

from __future__ import annotations

from onrecord.model import (
    Article,
    Cause,
    Claim,
    Conflict,
    Cue,
    Effect,
    Entity,
    Event,
    Figure,
    HeadlineCheck,
    Item,
    Money,
    Party,
    Quantity,
    Reading,
    Span,
    Speaker,
    Statement,
    When,
)

HEADLINE = "Norway sends launchers to Moldova"
TEXT = """\
OSLO - Norway will give Moldova two batteries of launchers and an undisclosed number of radars worth 1.1 billion \
Norwegian crowns before 2027, Defence Minister Kari Solberg said on Thursday. Parliament still has to approve the gift.

The radars would keep drones away from Chisinau, she said. Romania's foreign ministry urged both sides to keep calm.

Estonia has not moved troops to Valga, two officials said. The three batteries of launchers leave Bergen in May."""

ARTICLE = Article(
    headline=HEADLINE,
    text=TEXT,
    outlet="The Ledger, Bergen",
    url="https://ledger.example/launchers",
    published="2025-03-06T10:05:00Z",
    language="en",
)


def at(words: str, nth: int = 0) -> Span:
    """The span of these words in the text; `nth` counts from 0 where they stand more than once."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return ARTICLE.span("text", start, start + len(words))


def _sentence(first: str, last: str) -> Span:
    start, end = at(first), at(last)
    return ARTICLE.span("text", start.start, end.end)


_GIFT = _sentence("OSLO - Norway", "said on Thursday.")
_APPROVAL = at("Parliament still has to approve the gift.")
_RADARS = at("The radars would keep drones away from Chisinau, she said.")
_TROOPS = at("Estonia has not moved troops to Valga, two officials said.")

_ENTITIES = (
    Entity(id="e1", name="Norway", kind="country", country="NOR", mentions=(at("Norway"),)),
    Entity(id="e2", name="Moldova", kind="country", country="MDA", mentions=(at("Moldova"),)),
    Entity(
        id="e3",
        name="Kari Solberg",
        kind="person",
        country="NOR",
        role="Defence Minister",
        mentions=(at("Kari Solberg"), at("she", 0)),
    ),
    Entity(
        id="e4",
        name="Romania's foreign ministry",
        kind="organization",
        country="ROU",
        mentions=(at("Romania's foreign ministry"),),
    ),
)

_SOLBERG = Speaker(
    name="Kari Solberg", role="Defence Minister", entity="e3", span=at("Defence Minister Kari Solberg")
)

_STATEMENTS = (
    Statement(
        speaker=_SOLBERG,
        anonymous=False,
        cue=at("said"),
        content=(_sentence("Norway will give", "before 2027"),),
        form="indirect",
    ),
    Statement(
        speaker=Speaker(name="Kari Solberg", role="Defence Minister", entity="e3", span=at("she", 0)),
        anonymous=False,
        cue=at("said", 1),
        content=(at("The radars would keep drones away from Chisinau"),),
        form="indirect",
    ),
    Statement(
        speaker=Speaker(
            name="Romania's foreign ministry", entity="e4", span=at("Romania's foreign ministry")
        ),
        anonymous=False,
        cue=at("urged"),
        content=(at("both sides to keep calm"),),
        form="indirect",
    ),
    Statement(
        speaker=None,
        anonymous=True,
        described=at("two officials"),
        cue=at("said", 2),
        content=(at("Estonia has not moved troops to Valga"),),
        form="indirect",
    ),
)

_EVENTS = (
    Event(
        type="AID",
        mode="military",
        trigger=at("give"),
        actor=(Party(name="Norway", entity="e1", country="NOR", span=at("Norway")),),
        recipient=(Party(name="Moldova", entity="e2", country="MDA", span=at("Moldova")),),
        items=(
            Item(
                name="launchers",
                category="launcher",
                quantity=Quantity(value=2.0, unit="battery", span=at("two batteries")),
                span=at("launchers"),
            ),
            Item(
                name="radars",
                quantity=Quantity(state="undisclosed", span=at("an undisclosed number")),
                span=at("radars"),
            ),
        ),
        value=Money(amount=1.1e9, currency="NOK", span=at("1.1 billion Norwegian crowns")),
        stage="pledged",
        approver=Party(name="Parliament", country="NOR", span=at("Parliament")),
        date=When(value="../2026-12-31", span=at("before 2027")),
        attribution=0,
        evidence=(_GIFT, _APPROVAL),
        frame="give",
        cues=(
            Cue(says="type", span=at("give")),
            Cue(says="pledged", span=at("will")),
            Cue(says="approver", span=at("still has to approve")),
        ),
    ),
    Event(
        type="MOBILIZE",
        mode="troops",
        trigger=at("moved"),
        actor=(Party(name="Estonia", country="EST", span=at("Estonia")),),
        items=(Item(name="troops", category="troops", span=at("troops")),),
        stage="done",
        negated=True,
        place=Party(name="Valga", country="EST", span=at("Valga")),
        attribution=3,
        evidence=(_TROOPS,),
        frame="move",
        cues=(Cue(says="done", span=at("has", 1)), Cue(says="negated", span=at("not"))),
    ),
)

_CAUSE = at("The radars")

READING = Reading(
    article=ARTICLE,
    entities=_ENTITIES,
    statements=_STATEMENTS,
    events=_EVENTS,
    effects=(
        Effect(
            cause=Cause(field="text", start=_CAUSE.start, end=_CAUSE.end, text=_CAUSE.text, event=0),
            effect=at("keep drones away from Chisinau"),
            relation="enables",
            certainty="possible",
            attribution=1,
            evidence=(_RADARS,),
        ),
    ),
    headline=HeadlineCheck(
        verdict="overstated",
        claims=(
            Claim(
                span=ARTICLE.span("headline", 0, len(HEADLINE)),
                verdict="overstated",
                reason="The body says that it is promised and that parliament still has to approve it.",
                evidence=(_APPROVAL,),
            ),
        ),
    ),
    figures=(Figure(what="batteries", value=2.0, span=at("two"), evidence=_GIFT),),
    conflicts=(
        Conflict(
            kind="number",
            a=at("two batteries"),
            b=at("three batteries"),
            reason="Two batteries of launchers in one place, three in another.",
        ),
    ),
)

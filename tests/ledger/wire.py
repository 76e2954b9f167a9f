"""Small articles with their readings, made by hand: what the ledger is tested with needs no model."""

from __future__ import annotations

from onrecord.model import (
    Article,
    Claim,
    Entity,
    Event,
    HeadlineCheck,
    Item,
    Money,
    Party,
    Quantity,
    Reading,
    Span,
    Speaker,
    Stage,
    Statement,
)

_COUNTRIES = {"Denmark": "DNK", "Ukraine": "UKR", "Norway": "NOR", "Latvia": "LVA", "Moldova": "MDA"}


def _span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return article.span("text", start, start + len(words))


def _party(article: Article, name: str) -> Party:
    return Party(name=name, country=_COUNTRIES.get(name), span=_span(article, name))


def gift(
    outlet: str = "Agency",
    on: str = "2025-03-03",
    *,
    stage: Stage = "pledged",
    donor: str = "Denmark",
    recipient: str = "Ukraine",
    count: float | None = 2,
    money: float | None = None,
    negated: bool = False,
    url: str | None = None,
    more: str = "",
) -> Reading:
    """An article in which one state gives another launchers, and a minister says so."""
    many = "some" if count is None else f"{count:.0f}"
    worth = f" worth {money:.0f} euros" if money else ""
    text = f"{donor} gives {recipient} {many} launchers{worth}.\n\n“They are on their way,” Anna Berg said.{more}"
    article = Article(
        headline=f"{donor} gives launchers", text=text, outlet=outlet, published=on,
        url=url or f"https://{outlet.lower()}.example/{on}/{donor}/{many}/{stage}",
    )  # fmt: skip
    sentence = _span(article, text.partition("\n")[0])
    berg = Entity(id="e1", name="Anna Berg", kind="person", mentions=(_span(article, "Anna Berg"),))
    quantity = None if count is None else Quantity(value=count, span=_span(article, many))
    launcher = Item(
        name="launchers", category="launcher", quantity=quantity, span=_span(article, "launchers")
    )
    value = None
    if money:
        value = Money(amount=money, currency="EUR", span=_span(article, worth.removeprefix(" worth ")))
    event = Event(
        type="AID", mode="military", trigger=_span(article, "gives"), actor=(_party(article, donor),),
        recipient=(_party(article, recipient),), items=(launcher,), value=value, stage=stage, negated=negated,
        evidence=(sentence,),
    )  # fmt: skip
    said = Statement(
        speaker=Speaker(name="Anna Berg", entity="e1", span=_span(article, "Anna Berg")), anonymous=False,
        cue=_span(article, "said"), content=(_span(article, "“They are on their way,”"),), form="direct",
    )  # fmt: skip
    claim = Claim(
        span=article.span("headline", 0, len(article.headline)), verdict="supported",
        reason="The body says the same.", evidence=(sentence,),
    )  # fmt: skip
    return Reading(
        article=article, entities=(berg,), statements=(said,), events=(event,),
        headline=HeadlineCheck(verdict="supported", claims=(claim,)),
    )  # fmt: skip

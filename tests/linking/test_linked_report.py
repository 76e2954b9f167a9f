"""How links look on a terminal."""

from __future__ import annotations

from io import StringIO

from inline_snapshot import snapshot
from rich.console import Console

from onrecord.linking import (
    Copy,
    Corroboration,
    Difference,
    Links,
    Piece,
    Quotation,
    Rewrite,
    Side,
    Story,
    Variant,
)
from onrecord.model import Article, Figure, Reading, Span
from onrecord.report.linked import show_links


def article(number: str, outlet: str, published: str, headline: str, text: str) -> Piece:
    known = Article(id=number, outlet=outlet, published=published, headline=headline, text=text)
    at = text.find("forty engineers")
    span = known.span("text", max(at, 0), at + len("forty engineers"))
    figures = (Figure(what="engineers", value=40, span=span, evidence=span),) if at >= 0 else ()
    return Piece(number, Reading(article=known, figures=figures))


WIRE = article(
    "wire", "Halyard", "2025-03-03T11:00:00Z", "Latvia sends engineers to Moldova",
    "Latvia sends forty engineers to Colbasna, Brantevica said. “Nobody asked for heroes,” she said.",
)  # fmt: skip
COPY = article(
    "copy", "Courier", "2025-03-03T12:00:00Z", "Engineers for Colbasna",
    "Latvia sends forty engineers to Colbasna, Brantevica said. “Everybody asked for heroes,” she said.",
)  # fmt: skip
OWN = article(
    "own", "Observer", "2025-03-04T12:00:00Z", "Colbasna waits",
    "At Colbasna they wait for the forty engineers of Brantevica. Fifty will come.",
)  # fmt: skip


def shown(links: Links) -> str:
    out = StringIO()
    show_links(links, [WIRE, COPY, OWN], Console(file=out, width=120))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def test_a_story_is_its_articles_by_time_with_what_ties_each_to_the_others():
    links = Links(
        stories=(Story(id="s", title="Engineers", articles=("wire", "copy", "own")),),
        copies=(Copy(earlier="wire", later="copy", share=0.9, share_earlier=0.9),),
        corroboration=(Corroboration(story="s", groups=(("wire", "copy"), ("own",))),),
    )
    assert shown(links) == snapshot("""\
Engineers  3 articles, 2 independent sources
  source 1  Latvia sends engineers to Moldova  Halyard, 2025-03-03T11:00:00Z
  source 1  Engineers for Colbasna  Courier, 2025-03-03T12:00:00Z
     copies Halyard: 90% of its words stand there
  source 2  Colbasna waits  Observer, 2025-03-04T12:00:00Z
     Like “Engineers for Colbasna” of Courier, 1 day apart: both speak of colbasna, brantevica, engineers and forty;
     both give 40.
  Several sources report
     40 engineers  2 of them
""")


def test_a_rewrite_says_why_and_an_article_alone_stands_at_the_end():
    links = Links(
        stories=(
            Story(id="s", title="Engineers", articles=("wire", "copy")),
            Story(id="o", title="Colbasna waits", articles=("own",)),
        ),
        rewrites=(Rewrite(earlier="wire", later="copy", reason="It keeps the order."),),
        corroboration=(Corroboration(story="s", groups=(("wire", "copy"),)),),
    )
    assert shown(links) == snapshot("""\
Engineers  2 articles, 1 independent source
  source 1  Latvia sends engineers to Moldova  Halyard, 2025-03-03T11:00:00Z
  source 1  Engineers for Colbasna  Courier, 2025-03-03T12:00:00Z
     retells Halyard: It keeps the order.

On their own (1)
  Colbasna waits  Observer, 2025-03-04T12:00:00Z\
""")


def version(piece: Piece, words: str, **facts: object) -> Variant:
    start = piece.reading.article.text.index(words)
    end = start + len(words)
    return Variant(article=piece.id, field="text", start=start, end=end, text=words, form="direct", **facts)  # type: ignore[arg-type]


def test_quotations_that_differ_begin_with_the_fullest_version():
    start = COPY.reading.article.text.index("Everybody")
    family = Quotation(
        id="q", speaker="Ilze Brantevica",
        variants=(
            version(
                COPY, "Everybody asked for heroes", verdict="altered",
                differs=(Span("text", start, start + 9, "Everybody"),), reason="Another word stands in the marks.",
            ),
            version(WIRE, "Nobody asked for heroes", verdict="verbatim", reference=True),
        ),
    )  # fmt: skip
    same = Quotation(id="r", speaker=None, variants=(version(OWN, "Fifty will come", verdict="verbatim"),))
    assert shown(Links(quotations=(same, family))) == snapshot("""\
Quotations that differ (1)
  Ilze Brantevica
    reference  Halyard: Nobody asked for heroes
    altered  Courier: Everybody asked for heroes  Another word stands in the marks.
""")


def test_differences_show_each_side_with_its_outlets():
    sides = (Side(value="forty", articles=("wire", "copy")), Side(value="fifty", articles=("own",)))
    known = Difference(story="s", kind="number", what="engineers", sides=sides, update=True)
    assert shown(Links(differences=(known,))) == snapshot("""\
Differences (1)
  engineers (number, update)
    forty  Halyard, Courier
    fifty  Observer\
""")


def test_nothing_is_said_to_be_nothing():
    assert shown(Links()) == "There are no articles."

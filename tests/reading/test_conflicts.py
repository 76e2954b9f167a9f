"""Where an article disagrees with itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from onrecord import read
from onrecord.marks import quotations
from onrecord.model import Article, Conflict, Event, Item, Party, Span, Stage
from onrecord.reading.conflicts import conflicts
from onrecord.reading.entities import Entities
from onrecord.reading.figures import figures
from onrecord.reading.rewordings import rewordings
from onrecord.reading.statements import statements
from onrecord.tables import alternatives, rows

# the paragraphs, and (kind, one place, the other)
CASES = [
    (
        [
            "Norway will hand over 12 howitzers to Kenya, the army said.",
            "The package holds:",
            "- 14 howitzers",
            "- 2,000 shells",
        ],
        ("number", "12", "14"),
    ),
    (
        [
            "Turnout was 61 percent, the commission said.",
            "Queues were long.",
            "With a turnout of 54 percent, the vote was the dullest in years.",
        ],
        ("number", "61 percent", "54 percent"),
    ),
    (
        [
            "The talks were held in Geneva.",
            "Nobody spoke to the press.",
            "After the talks in Zurich the envoys flew home.",
        ],
        ("wording", "Geneva", "Zurich"),
    ),
    (
        [
            "Captain Jonas Brekke was on the bridge.",
            "The ship sank at noon.",
            "Captain Johan Brekke was rescued.",
        ],
        ("wording", "Jonas Brekke", "Johan Brekke"),
    ),
    (
        [
            "Latvia is weighing a gift of 12 retired Hawk launchers to Kenya.",
            "• 14 Hawk launchers, built in 1989",
        ],
        ("number", "12", "14"),
    ),
    (
        [
            "Flood relief worth 250 million pesos is not touched.",
            "The minister spoke in Oslo.",
            "Until then the 205 million pesos in flood relief is all that Kenya will see.",
        ],
        ("number", "250 million pesos", "205 million pesos"),
    ),
    (
        [
            "In all, 31 sailors were rescued off Malta.",
            "The weather was bad.",
            "41 sailors were rescued off Malta.",
        ],
        ("number", "31", "41"),
    ),
    (
        ["There is talk of “low-level planning” in Riga.", "Low-budget planning goes on, and talks do too."],
        ("wording", "low-level planning", "Low-budget planning"),
    ),
    (
        [
            "“We will not abandon our northern neighbours in this winter,” Arvo Kask said.",
            "The talks went on.",
            "“We will not abandon our southern neighbours in this winter,” Kask said.",
        ],
        ("quotation", "not abandon our northern neighbours", "not abandon our southern neighbours"),
    ),
    (
        [
            "Latvia will hand six used boats to Kenya.",
            "The boats sail in May.",
            "The first of the seven is being repainted in Riga.",
        ],
        ("number", "six", "the seven"),
    ),
    (
        [
            "Up to 700 paratroopers could go to Kenya.",
            "Rain fell.",
            "The 550 paras, drawn from two battalions, will be home by May.",
        ],
        ("number", "700", "550"),
    ),
    (
        [
            "The navy of Kenya got five field ambulances and a crane.",
            "The vehicles, four ambulances and the crane, will be kept in Mombasa.",
        ],
        ("number", "five", "four"),
    ),
    (
        [
            "Some 5,300 people have left their homes.",
            "Rain fell.",
            "The 8,100 people who were driven out by the fire sleep in schools.",
        ],
        ("number", "5,300", "8,100"),
    ),
    (
        [
            "Latvia already sent Kenya 2,500 tonnes of barley.",
            "The list:",
            "• Latvia: 3,600 tonnes of barley (done)",
        ],
        ("number", "2,500", "3,600"),
    ),
    (
        [
            "Norway approved a package of €18 million for Kenya.",
            "Rain fell.",
            "The €16 million package will be paid in June.",
        ],
        ("number", "€18 million", "€16 million"),
    ),
    (
        [
            "Norway will send Kenya 12 howitzers.",
            "Rain fell.",
            "Norway will deliver 14 howitzers to Kenya, and train the crews.",
        ],
        ("number", "12", "14"),
    ),
    (
        [
            "Two nurses were held in Kenya for eight days.",
            "Rain fell.",
            "The ten days in a cell had been dull, their union said.",
        ],
        ("number", "eight days", "ten days"),
    ),
    (
        [
            "The chamber voted 81 to 60 for the treaty.",
            "Rain fell.",
            "The vote, 81-62, was the last of the year.",
        ],
        ("number", "81 to 60", "81-62"),
    ),
    (
        ["Arvo Kask, 52, pulled the boy out.", "Rain fell.", "The 54-year-old went back to work."],
        ("number", "52", "54"),
    ),
    (
        [
            "“They handed us a rope, not a ladder,” Arvo Kask said.",
            "Rain fell.",
            "Kask’s line about “a rope and a ladder” was on a banner.",
        ],
        ("quotation", "a rope, not a ladder", "a rope and a ladder"),
    ),
    (
        [
            "“A harbour is not a garage,” Arvo Kask said.",
            "Rain fell.",
            "A guest recalled the words of Kask: “A harbour is not a museum.”",
        ],
        ("quotation", "garage", "museum"),
    ),
    (
        [
            "“We do not scold our friends, we hear them out,” Arvo Kask told parliament.",
            "Rain fell.",
            "At the end Kask quoted himself. “As I told this house, we scold our friends only when they want us to,” he said.",
        ],
        ("quotation", "We do not scold", "we scold our friends only"),
    ),
    (
        [
            "“This is a loan, not a gift,” the minister, Arvo Kask, said.",
            "Rain fell.",
            "Kask called it “a gift, not a loan”.",
        ],
        ("quotation", "a loan, not a gift", "a gift, not a loan"),
    ),
    (
        [
            "“We will send three ships to the strait,” Arvo Kask said.",
            "Rain fell.",
            "“We will send four ships to the strait,” Kask had promised.",
        ],
        ("quotation", "three ships", "four ships"),
    ),
    (
        [
            "The rescue boats arrived in Riga on Monday.",
            "Rain fell.",
            "Kenya's navy said that its boats were still in Mombasa.",
        ],
        ("stage", "rescue boats arrived", "its boats were still in Mombasa"),
    ),
    (
        [
            "The parliament has approved the loan.",
            "Rain fell.",
            "The loan has yet to be approved by the house.",
        ],
        ("stage", "approved the loan", "has yet to be approved"),
    ),
    (
        ["Parliament approved the loan on Tuesday.", "Rain fell.", "Parliament has yet to vote on the loan."],
        ("stage", "approved", "has yet to vote"),
    ),
    (
        [
            "The two nurses were released in Oslo.",
            "Rain fell.",
            "The nurses remain in custody, their union said.",
        ],
        ("stage", "released", "remain in custody"),
    ),
    (
        ["The ferry sailed for Riga.", "Rain fell.", "The ferry will sail with 40 lorries."],
        ("stage", "The ferry sailed", "The ferry will sail"),
    ),
    (
        [
            "The army laid a plan to withdraw 900 soldiers before the council. It is merely a suggestion, it said.",
            "Rain fell.",
            "In short, the president has signed off on the withdrawal of 900 soldiers.",
        ],
        ("stage", "merely a suggestion", "signed off"),
    ),
    (
        [
            "There is a ban on timber, in force from today.",
            "Rain fell.",
            "The ban, which will take effect on 1 July, hurts the mills.",
        ],
        ("stage", "in force from today", "take effect on 1 July"),
    ),
    (
        ["Mr Arvo Petrauskas drove the train.", "Rain fell.", "Mr Petraitis is back at work."],
        ("wording", "Arvo Petrauskas", "Petraitis"),
    ),
    (
        [
            "Marta Brennsild, Minister for Roads, spoke.",
            "Rain fell.",
            "Minister Brannsild is free until noon.",
        ],
        ("wording", "Marta Brennsild", "Brannsild"),
    ),
    (
        ["The ship Solveiga left Riga.", "Rain fell.", "The Solvaiga carries flour."],
        ("wording", "Solveiga", "Solvaiga"),
    ),
    (
        [
            "Defence Minister Arvo Kask spoke in Oslo.",
            "Rain fell.",
            "Foreign Minister Arvo Kask left the room.",
        ],
        ("wording", "Defence Minister", "Foreign Minister"),
    ),
    (
        ["General Arvo Kask leads the force.", "Rain fell.", "Colonel Kask will leave in May."],
        ("wording", "General", "Colonel"),
    ),
    (
        [
            "The talks will take place in Bergen at the invitation of Norway.",
            "Rain fell.",
            "The conference in Trondheim will be chaired by Arvo Kask.",
        ],
        ("wording", "Bergen", "Trondheim"),
    ),
    (
        ["Minister Arvo Tellinger spoke in Riga.", "Later Arvo Tellingar left for Oslo."],
        ("wording", "Arvo Tellinger", "Arvo Tellingar"),
    ),
    (
        [
            "Norvia will send 40 howitzers to Ukraine, the defence ministry said on Monday.",
            "It is the largest donation yet.",
            "The 45 howitzers come from army stocks, the ministry said.",
        ],
        ("number", "40", "45"),
    ),
    (
        [
            "The Federal Council approved a grant of CHF 34 million for Kenya.",
            "The talks took two years.",
            "What will the CHF 43 million be spent on?",
        ],
        ("number", "CHF 34 million", "CHF 43 million"),
    ),
    (
        [
            "Of the people asked, 62 percent want the reactor shut down.",
            "The survey was held in May.",
            "The institute said that 26 percent want the reactor shut down.",
        ],
        ("number", "62 percent", "26 percent"),
    ),
    (
        [
            "Three frigates left the port on Monday, the navy said.",
            "Families waved.",
            "The navy said four frigates had left the port on Monday.",
        ],
        ("number", "Three", "four"),
    ),
    (
        [
            "The two countries signed the agreement on 12 May in Vienna.",
            "It covers grain and coal.",
            "Under the agreement, which was signed on 14 May, Norvia will deliver coal.",
        ],
        ("wording", "on 12 May", "on 14 May"),
    ),
    (
        [
            "The Senate approved the aid bill on Tuesday by 62 votes to 34.",
            "The president is expected to sign it.",
            "The bill passed by 64 votes to 32.",
        ],
        ("number", "62 votes to 34", "64 votes to 32"),
    ),
    (
        [
            "Doha is sending an 80-bed field hospital to Agadir.",
            "Roads are blocked.",
            "The Qatari field hospital should be up by tomorrow. It will have 60 beds.",
        ],
        ("number", "80-bed field hospital", "60 beds"),
    ),
    (
        [
            "“A guest must eat little,” said Colonel Ibrahim Sanogo, who speaks for the mission.",
            "The barracks stay.",
            "Colonel Sanussi sees it likewise.",
        ],
        ("wording", "Ibrahim Sanogo", "Sanussi"),
    ),
    (
        [
            "Defence Minister Oleksandr Hrynko said the army was ready.",
            "Hrinko said that 30 guns had arrived.",
        ],
        ("wording", "Oleksandr Hrynko", "Hrinko"),
    ),
    (
        [
            "The army has sent 2,000 soldiers to the border.",
            "Villagers welcomed them.",
            "The soldiers will be sent to the border next week.",
        ],
        ("stage", "sent 2,000 soldiers", "The soldiers will be sent"),
    ),
    (
        [
            "Lanavia has not sent any troops to Chad, the ministry said.",
            "The border is quiet.",
            "The ministry said 300 troops had been sent to Chad.",
        ],
        ("stage", "sent any troops", "300 troops had been sent"),
    ),
]

AGREE = [
    [
        "Norvia will send 40 howitzers to Ukraine. It has already sent 20 howitzers.",
        "Another 15 howitzers come from Lanavia.",
    ],
    [
        "The cabinet set aside 30 million euros for roads.",
        "It will spend the 12 million euros that the Senate added on schools.",
    ],
    ["She sent her two sons north.", "Two of her three sons were caught."],
    [
        "Ukraine said it had destroyed 20 drones.",
        "Russia said it had lost only 15 drones.",
    ],
    [
        "Lanavia has not sent any troops to Chad, the ministry said.",
        "Rebels said 300 troops had been sent to Chad.",
    ],
    [
        "The army has sent 2,000 soldiers to the border.",
        "Another 500 soldiers will be sent to the border next week.",
    ],
    [
        "The ministers signed the agreement on 12 May.",
        "The agreement takes effect on 1 June.",
    ],
    [
        "“We stay,” said Colonel Ibrahim Sanogo.",
        "Colonel Paul Sanussi led the second column. Colonel Sanussi sees it likewise.",
    ],
    ["Latvia gave 12 retired Hawk launchers to Kenya.", "It later sent 14 Hawk launchers to Kenya."],
    ["Latvia gave Kenya 12 Hawk launchers.", "Norway gave Kenya 14 Hawk launchers."],
    ["In 2019, 31 sailors were rescued off Malta.", "In 2021, 41 sailors were rescued off Malta."],
    ["It cost nearly 100,000 euros in flood relief.", "The 98,000 euros in flood relief were paid."],
    ["Arvo Kask spoke of “low-level planning”.", "There are high-level talks in Riga."],
    ["“We want peace,” Arvo Kask said.", "“We want bread,” Marta Sild said."],
    ["The top three live streamers earn well.", "She is not in the top five live streamers."],
    ["He is accused of shooting five people.", "The four people killed were named in Malta."],
    ["Hassan Amir-Telli spoke in Oslo.", "Hassan Amirtelli left."],
    ["At least 14 people were killed in the blast.", "The 17 people who died were buried."],
    ["About 6,200 people have left their homes.", "The 6,180 people who fled sleep in schools."],
    ["Latvia sent eight jets and nine tanks.", "Of the 17, the jets came first."],
    ["Six boats sail to Kenya.", "One of the other two boats is in Riga."],
    ["He was held for eight days.", "She was held for ten days."],
    ["The team won 3-1 in Riga.", "The team won 3-2 in Oslo."],
    ["Arvo Kask, 52, met Marta Sild.", "The 54-year-old left early."],
    ["“We need a rope and a ladder,” Arvo Kask said.", "Kask’s line about “a rope” was on a banner."],
    [
        "“They handed us a rope, not a ladder,” Arvo Kask said.",
        "“We have a rope and a ladder,” Marta Sild said.",
    ],
    ["The boats arrived in Riga on Monday.", "The other boats were still in Mombasa."],
    ["The ferry has arrived in Riga.", "The barge has yet to arrive."],
    ["Parliament approved the loan.", "The senate has yet to vote on the loan."],
    ["It is merely a suggestion to sell the ferry.", "The president has signed off on the school budget."],
    ["The ban takes effect on 1 July.", "The curfew takes effect on 3 July."],
    ["Mr Arvo Petrauskas drove the train.", "Ms Marta Petraitis was a passenger."],
    ["Former Defence Minister Arvo Kask spoke.", "Foreign Minister Arvo Kask left."],
    ["The talks were held in Bergen.", "The next talks will be held in Trondheim."],
    ["Olga Hansen met Peter Hanson in Oslo.", "Hansen left."],
    ["“Nobody will stop the grain ships,” he said.", "He spoke of grain ships and of the harbour."],
]


def _conflicts(nlp: Language, text: str, events: tuple[Event, ...] = ()) -> tuple[Conflict, ...]:
    article = Article(text=text, published="2026-03-05")
    doc = nlp(text)
    entities = Entities([("text", doc)])
    said = statements(article, doc, entities)
    found = conflicts(article, doc, entities, said, events, tuple(figures(article, "text", doc)))
    for conflict in found:
        for span in (conflict.a, conflict.b):
            assert text[span.start : span.end] == span.text
    return found


@pytest.mark.parametrize(("paragraphs", "wanted"), CASES, ids=[c[0][0] for c in CASES])
def test_what_an_article_says_twice_and_differently(
    nlp: Language, paragraphs: list[str], wanted: tuple[str, str, str]
) -> None:
    (found,) = _conflicts(nlp, "\n\n".join(paragraphs))
    kind, one, other = wanted
    assert found.kind == kind
    assert one in found.a.text
    assert other in found.b.text


@pytest.mark.parametrize("paragraphs", AGREE, ids=[p[0] for p in AGREE])
def test_what_is_explained_or_of_another_matter_is_no_conflict(nlp: Language, paragraphs: list[str]) -> None:
    assert _conflicts(nlp, "\n\n".join(paragraphs)) == ()


@pytest.mark.parametrize(
    "row", rows("onrecord.reading.knowledge", "conflicts.tsv", columns=3), ids=lambda r: r[0]
)
def test_words_that_explain_a_figure_settle_it(nlp: Language, row: tuple[str, ...]) -> None:
    _, cell, example = row
    assert any(word in example for word in alternatives(cell))
    assert _conflicts(nlp, f"Latvia gave 12 jets to Kenya.\n\n{example}") == ()


@pytest.mark.parametrize(
    "row",
    rows("onrecord.reading.knowledge", "retellings.tsv", columns=4),
    ids=lambda r: f"{r[0]}: {r[1][:20]}",
)
def test_each_row_of_retellings_has_one_of_its_words_in_its_example(
    nlp: Language, row: tuple[str, ...]
) -> None:
    _, words, against, example = row
    forms = {f for t in nlp(example) for f in (t.lower_, t.lemma_.lower())}
    assert any(w in forms or w in example.lower() for w in (*alternatives(words), *alternatives(against)))


TEXT = "The howitzers have been delivered to Kenya.\n\nThe howitzers were withdrawn from the offer."


def _event(word: str, stage: Stage, attribution: int | None = None) -> Event:
    start = TEXT.index(word)
    line = TEXT.split("\n\n")[start > TEXT.index("\n")]
    at = TEXT.index(line)
    noun = at + line.index("howitzers")
    return Event(
        type="AID", stage=stage, attribution=attribution,
        trigger=Span("text", start, start + len(word), word),
        recipient=(Party(name="Kenya", country="KEN"),),
        items=(Item(name="howitzers", span=Span("text", noun, noun + 9, "howitzers")),),
        evidence=(Span("text", at, at + len(line), line),),
    )  # fmt: skip


def test_what_was_done_and_was_not(nlp: Language) -> None:
    (found,) = _conflicts(nlp, TEXT, (_event("delivered", "done"), _event("withdrawn", "withdrawn")))
    assert (found.kind, found.a.text, found.b.text) == ("stage", "delivered", "withdrawn")


def test_what_a_source_says_is_no_stage_of_the_articles_own(nlp: Language) -> None:
    assert _conflicts(nlp, TEXT, (_event("delivered", "done", 0), _event("withdrawn", "withdrawn"))) == ()


@given(st.text(alphabet="abc not-‑ “”\n.'", max_size=120))
def test_rewordings_stand_in_the_text(text: str) -> None:
    article = Article(text=text)
    for found in rewordings(text, quotations(text, article.paragraphs())):
        for start, end in (found.a, found.b):
            assert 0 <= start < end <= len(text)


def test_things_spoken_of_without_any_act_are_those_that_were_given(nlp: Language) -> None:
    """Where no others are told of."""
    text = (
        "Latvia will give Kenya six rescue boats.\n\nThe deal was signed on Wednesday.\n\n"
        "Seven boats cover two lakes at best, sailors say."
    )
    found = read(Article(text=text), nlp).conflicts
    assert [(c.a.text, c.b.text) for c in found] == [("six", "Seven")]


def test_things_of_another_state_are_others(nlp: Language) -> None:
    """Though nothing is done with them."""
    text = (
        "Latvia will give Kenya six rescue boats.\n\nThe deal was signed on Wednesday.\n\n"
        "Seven boats cover the lakes of Uganda, sailors say."
    )
    assert read(Article(text=text), nlp).conflicts == ()

"""Does the headline hold: a headline, a body, and what an editor would say of each claim."""

from collections.abc import Sequence
from functools import cache

import pytest
from spacy.language import Language

import onrecord
from onrecord import Article, model
from onrecord.model import Event, Item, Party
from onrecord.reading import read_docs
from onrecord.reading.claims import claims_nothing, is_label, parts, recased
from onrecord.reading.extents import says
from onrecord.reading.headline import by_others
from onrecord.reading.knowledge.index import table
from onrecord.reading.likenesses import likenesses
from onrecord.tables import alternatives

BODY = (
    "Latvia is weighing whether to send a battalion to Moldova, General Gundars Apsenieks said on Monday. "
    "Only parliament can approve the deployment.\n\n"
    "Norway has sent 12 howitzers to Ukraine, the ministry in Oslo said."
)

CASES = {
    "earlier stage": ("Latvia sends battalion to Moldova", "overstated"),
    "the same": ("Norway sends 12 howitzers to Ukraine", "supported"),
    "more of them": ("Norway sends 30 howitzers to Ukraine", "overstated"),
    "a question": ("Will Latvia send troops to Moldova?", "uncheckable"),
    "a teaser": ("What we know about the Latvian plan", "uncheckable"),
    "not spoken of": ("Brazil recalls ambassador from Peru", "unsupported"),
    "only a name": ("Gundars Apsenieks", "uncheckable"),
    "what kind of text": ("Transcript of the briefing", "uncheckable"),
}


@cache
def _nlp() -> Language:
    return onrecord.load()


MORE = (
    "Peru's cabinet said on Friday that it would lend two of its nine ferries to Chile.\n\n"
    "A request by Bolivia for a third ferry was turned down. Brazil has not lifted its ban on Chilean salmon.\n\n"
    "Argentina suspended the night train to Santiago in May. The first visit to Lima by a Chilean president in "
    "ten years is being prepared. Nine of 15 senators backed the loan of the ferries.\n\n"
    "Lima has granted Chile nine million dollars for fuel for the ferries.\n\n"
    "Argentina lent two ferries to Uruguay.\n\n"
    "Q: Has Paraguay agreed to help?\n\nMS RIVAS: Not so far."
)

ACTS = {
    "denied": ("Brazil lifts ban on Chilean salmon", "contradicted"),
    "turned down": ("Peru lends third ferry to Bolivia", "contradicted"),
    "the opposite": ("Argentina resumes night train to Santiago", "contradicted"),
    "the same in other words": ("Argentina halts night train to Santiago", "supported"),
    "the answer to a question": ("Paraguay agrees to help", "contradicted"),
    "a larger number": ("Thirty senators back loan of ferries", "overstated"),
    "the whole": ("Peru to lend all its ferries to Chile", "overstated"),
    "a larger sum": ("Lima grants Chile 90 million dollars for ferries", "overstated"),
    "the same sum": ("Lima grants Chile nine million dollars for ferries", "supported"),
    "to somebody else": ("Argentina lends two ferries to Brazil", "unsupported"),
    "word for word": ("A request by Bolivia for a third ferry was turned down", "supported"),
    "a record": ("First ever visit to Lima by a Chilean president", "overstated"),
}


OTHERS = (
    "Chile's cabinet approved the loan of two ferries to Peru on Monday. Chile's senate must still ratify it.\n\n"
    "Bolivia is thinking of leaving the ferry pact. Uruguay turned down an appeal in May.\n\n"
    "Argentina gave 40 tents, Brazil 15 generators. An offer by Paraguay to station a battalion in Arica was "
    "declined. The collapse of a bridge has cut off the village of Socoroma.\n\n"
    "The death toll of the flood has risen to 14. Some 6,200 people have left their homes. Ecuador is ready to lend "
    "nine boats if its parliament agrees. It could not say whether Venezuela would restrict fuel exports.\n\n"
    "Colombia plans to pull back half of the 240 engineers whom it sent. Panama promised 90 lamps, but none has arrived. "
    "Mexico will not be sending its divers after all. Guatemala has signed a contract for twelve dredgers."
)

CLAIMS = {
    "an approver who has yet to vote": ("Chilean senate ratifies loan of ferries", "overstated"),
    "an act only thought of": ("Bolivia leaves ferry pact", "overstated"),
    "all that is told of somebody": ("Uruguay pays for ferries", "contradicted"),
    "a number of somebody else's": ("Brazil gives 40 tents", "contradicted"),
    "what somebody does not give, though others do": ("Brazil gives no tents", "supported"),
    "an offer declined": ("Paraguayan battalion joins flood fight in Arica", "contradicted"),
    "cut off is not cut": ("Broken bridge isolates Socoroma", "supported"),
    "a toll": ("30 dead in flood", "overstated"),
    "a count of people": ("62,000 leave their homes", "overstated"),
    "a condition": ("Ecuador lends nine boats", "overstated"),
    "a question left open": ("Venezuela restricts fuel exports", "overstated"),
    "half of a number": ("Colombia withdraws 240 engineers", "overstated"),
    "only a contract is signed": ("Guatemala's dredgers arrive", "overstated"),
    "none has arrived": ("Panamanian lamps arrive", "contradicted"),
    "all stays as it is": ("Mexico keeps its divers at home", "supported"),
}


@pytest.mark.parametrize(("headline", "verdict"), CLAIMS.values(), ids=CLAIMS)
def test_what_a_body_says_of_a_claims_matter(headline: str, verdict: str) -> None:
    check = onrecord.read(Article(headline=headline, text=OTHERS)).headline
    assert check is not None
    assert check.verdict == verdict, check.claims[0].reason


@pytest.mark.parametrize(("headline", "verdict"), ACTS.values(), ids=ACTS)
def test_an_act_is_held_against_the_words_for_it(headline: str, verdict: str) -> None:
    check = onrecord.read(Article(headline=headline, text=MORE)).headline
    assert check is not None
    assert check.verdict == verdict, check.claims[0].reason


@pytest.mark.parametrize(
    ("name", "words", "example"), [(r[0], r[3], r[4]) for r in table("likenesses.tsv", 5)]
)
def test_the_example_of_a_likeness_holds_a_word_of_its_row(name: str, words: str, example: str) -> None:
    marked = example[example.index("[") + 1 : example.index("]")]
    doc = _nlp()(example.replace("[", "").replace("]", ""))
    first = next(t for t in doc if t.idx == example.index("["))
    assert marked
    assert name in likenesses(first), words


def test_opposites_are_rows() -> None:
    names = {r[0] for r in table("likenesses.tsv", 5)}
    assert {o for r in table("likenesses.tsv", 5) for o in alternatives(r[2])} <= names


@pytest.mark.parametrize(("kind", "example"), [(r[1], r[2]) for r in table("extents.tsv", 3)])
def test_the_example_of_an_extent_has_its_word(kind: str, example: str) -> None:
    assert says(example, kind)


@pytest.mark.parametrize(
    "example", [r[2] for r in table("teasers.tsv", 3) if r[1] != "head"], ids=lambda e: e.replace(" ", "-")
)
def test_the_example_of_a_teaser_claims_nothing(example: str) -> None:
    assert claims_nothing(example)


@pytest.mark.parametrize("headline", ["The Markets", "Markets", "Sione Lolo"])
def test_a_thing_by_itself_is_a_label(headline: str) -> None:
    """It claims nothing that could be checked."""
    assert is_label(_nlp()(headline)[:])


@pytest.mark.parametrize("example", [r[2] for r in table("teasers.tsv", 3) if r[1] == "head"])
def test_the_example_of_a_kind_of_text_is_a_label(example: str) -> None:
    assert is_label(_nlp()(example)[:])


@pytest.mark.parametrize(("headline", "verdict"), CASES.values(), ids=CASES)
def test_a_claim_is_held_against_the_body(headline: str, verdict: str) -> None:
    check = onrecord.read(Article(headline=headline, text=BODY)).headline
    assert check is not None
    assert check.verdict == verdict
    assert all(claim.reason for claim in check.claims)


def test_the_worst_claim_decides() -> None:
    check = onrecord.read(
        Article(headline="Norway sends 12 howitzers to Ukraine; Latvia sends battalion to Moldova", text=BODY)
    ).headline
    assert check is not None
    assert [c.verdict for c in check.claims] == ["supported", "overstated"]
    assert check.verdict == "overstated"


def test_a_decision_far_off_is_not_steps_away() -> None:
    """The case that the project began with: the headline has the troops nearly on their way."""
    text = (
        "General Ilse Aalto told reporters on Monday that Norway was “a ways away” from any decision about sending "
        "troops back into Chad.\n\n“If we’re going to bring forces into Chad again, the president has to sign it off,” "
        "Aalto reminded them.\n\nThere is low-level planning, she said, and none of it has come to her desk."
    )
    article = Article(headline="Norway Just Steps from Deploying Troops to Chad", text=text)
    reading = onrecord.read(article)
    assert reading.headline is not None
    assert reading.headline.verdict == "overstated"
    assert {e.stage for e in reading.events if e.type == "MOBILIZE"} <= {"considered", "planned"}
    assert "president" in {e.approver.name for e in reading.events if e.approver is not None}


def gift(actor: str, things: str) -> Event:
    """A state's gift of something, as the headline or the body has it."""
    span = model.Span(field="text", start=0, end=1, text="x")
    return Event(
        type="AID", mode=None, trigger=span, actor=(Party(name=actor, country=actor),),
        items=(Item(name=things, category=None, quantity=None, span=span),), stage="pledged", evidence=(span,), frame="give/AID",
    )  # fmt: skip


@pytest.mark.parametrize(("things", "said"), [("tents", "of others: “USA”"), ("weapons", "")])
def test_weapons_in_general_are_nobody_elses_gift(things: str, said: str) -> None:
    """Of Denmark's missiles a headline may say "weapons" though those of the United States are called so."""
    found = by_others(gift("DNK", things), [gift("USA", things), gift("DNK", "missiles")])
    assert said in (found.reason if found is not None else "")
    assert (found is None) == (said == "")


def test_a_partner_is_the_state_that_was_named_last() -> None:
    text = (
        "The boats are the talk of Bissau. Lisbon is mulling over whether to hand twelve boats to its old partner, the "
        "minister said. The last say belongs to the President\n\nMeanwhile Norway sent tents to Chad."
    )
    reading = onrecord.read(Article(headline="Portugal hands boats to Guinea-Bissau", text=text))
    assert [p.country for p in reading.events[0].recipient] == ["GNB"]
    assert reading.headline is not None
    assert reading.headline.verdict == "overstated"
    assert [e.approver.name for e in reading.events if e.approver is not None] == ["President"]


def test_without_a_headline_there_is_no_verdict() -> None:
    assert onrecord.read(BODY).headline is None


SPLITS = {
    "Storm kills 12 as rescuers search for survivors": ["Storm kills 12", "rescuers search for survivors"],
    "Minister quits over loan, denies wrongdoing": ["Minister quits over loan", "denies wrongdoing"],
    "Norway sends tanks to Latvia, army says": ["Norway sends tanks to Latvia, army says"],
    "Chile recalls envoy as Managua says sorry": ["Chile recalls envoy", "Managua says sorry"],
    "Dutch ministers visit Oslo, Bern, Vienna": ["Dutch ministers visit Oslo, Bern, Vienna"],
    "Live: Chile votes on pact": ["Live", "Chile votes on pact"],
    "Quake in Peru – at least 12 dead": ["Quake in Peru – at least 12 dead"],
    "Minister calls on Rep. Jones to resign": ["Minister calls on Rep. Jones to resign"],
}


@pytest.mark.parametrize(("headline", "claims"), SPLITS.items())
def test_a_headline_is_taken_apart_where_another_claim_begins(headline: str, claims: list[str]) -> None:
    assert [part.text for part in parts(_nlp()(headline))] == claims


@pytest.mark.parametrize("text", ["LIVE", "Explainer", "How the deal came about", "Is it over?"])
def test_rubrics_and_teasers_claim_nothing(text: str) -> None:
    assert claims_nothing(text)


def test_capitals_are_read_as_a_sentence_has_them() -> None:
    assert recased("NORWAY SENDS HOWITZERS", "Norway sent them.") == "Norway sends howitzers"
    assert recased("Norway sends howitzers", "Norway sent them.") == "Norway sends howitzers"


class Says:
    """A network that says the same of every claim."""

    labels = ("supported", "overstated", "contradicted", "unsupported")

    def __init__(self, *odds: float) -> None:
        self.odds = odds

    def judge_together(self, headline: str, sentences: Sequence[str]) -> Sequence[float]:
        assert headline
        assert sentences
        return self.odds


@pytest.mark.parametrize(
    ("headline", "odds", "verdict", "reason"),
    [
        # Where the network is sure it is believed against the rules, either way.
        ("Latvia sends battalion to Moldova", (0.97, 0.01, 0.01, 0.01), "supported", "The body says the same."),
        ("Norway arms Ukraine", (0.02, 0.9, 0.06, 0.02), "overstated", "The body does not seem to go so far."),
        ("Norway arms Ukraine", (0.02, 0.06, 0.9, 0.02), "contradicted", "The body seems to say otherwise."),
        ("Norway arms Ukraine", (0.02, 0.06, 0.02, 0.9), "unsupported", "The body does not seem to say so."),
        # Where it is not, the rules decide, and say why.
        ("Latvia sends battalion to Moldova", (0.6, 0.2, 0.1, 0.1), "overstated", None),
        ("Norway arms Ukraine", (0.4, 0.3, 0.2, 0.1), "supported", None),
    ],
)  # fmt: skip
def test_the_network_is_believed_where_it_is_sure(
    headline: str, odds: tuple[float, ...], verdict: str, reason: str | None
) -> None:
    article = Article(headline=headline, text=BODY)
    nlp = _nlp()
    check = read_docs(article, nlp(BODY), nlp(headline), Says(*odds)).headline
    assert check is not None
    (claim,) = check.claims
    assert claim.verdict == verdict
    assert reason is None or claim.reason == reason
    assert claim.evidence

"""Who a source is: a name, an office, a pronoun to be resolved, or somebody whom the article does not name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from onrecord.model import Article, Speaker
from onrecord.reading import knowledge
from onrecord.reading.entities import Draft, Entities
from onrecord.reading.phrases import CLAUSES, phrase
from onrecord.reading.pronouns import SUBJECTS, Pronouns

_BODIES = frozenset(("organization", "country"))
_PLURAL = knowledge.word_list("speakers.tsv", "plural")
_RELATIVE = knowledge.word_list("speakers.tsv", "relative")
#: How one noun phrase names a person twice: "pollster Frank Luntz", "Luntz, a pollster".
_SAME = frozenset(("flat", "appos", "nmod:desc"))
#: Levels of offices that one person holds at a time (knowledge/offices.tsv).
_UNIQUE = knowledge.word_list("speakers.tsv", "unique")
#: A phrase that ends in one of these was cut in its middle.
_UNFINISHED = frozenset(("DET", "ADP", "AUX", "SCONJ", "CCONJ", "PART"))
#: Within so many words a reader still has both holders of an office in mind.
_CLOSE = 60
_SOMEBODY = knowledge.word_list("speakers.tsv", "somebody")


@dataclass(frozen=True, slots=True)
class Source:
    """What a source span comes to.

    speaker    None for somebody whom the article does not name
    anonymous  whether it is an unnamed source
    entity     the entity, when it is one
    words      the words that say who it is: those of the source, or what its pronoun stands for
    """

    speaker: Speaker | None
    anonymous: bool
    entity: Draft | None
    words: Span


def resolve(
    words: Span, article: Article, entities: Entities, pronouns: Pronouns, recent: Sequence[Draft]
) -> Source:
    """The source that these words name.

    recent  the entities that spoke before, the last one first
    """
    root = antecedent(words.root)
    draft = named_in(words, entities) or (entities.at(root) if root not in words else None)
    if draft is None and root.pos_ == "PRON":
        draft = pronouns.people.get(root.i) or _body(root, entities, recent)
        if draft is not None:
            entities.mention(draft, words.doc[root.i : root.i + 1])
    elif draft is None and root.pos_ in ("NOUN", "ADJ", "PROPN"):
        draft = _office_holder(words, root, entities, recent)
        if draft is not None:
            entities.mention(draft, words)
    span = article.span("text", words.start_char, words.end_char)
    if draft is None and root.lower_ in _PLURAL and (group := plural_before(root)) is not None:
        draft, root, words = entities.at(group), group, phrase(group)
    elif root not in words and draft is None:
        words = phrase(root, without=CLAUSES | {"case"})  # "one of three members who", without the "of"
    if draft is not None:
        whole = draft.kind == "person" or _is_all_of(words, draft)
        name = draft.name if whole else _tidy(words)
        return Source(Speaker(name=name, role=draft.role, entity=draft.id, span=span), False, draft, words)
    words = _without_clause(words)
    if is_anonymous(root):
        return Source(None, True, None, words)
    return Source(Speaker(name=_tidy(words), span=span), False, None, words)


def is_anonymous(root: Token) -> bool:
    """Whether a phrase with this head is one for sources that are not named: "two officials", "some".

    Whoever holds an office of which there is one ("the minister") or speaks for one ("a spokesman for the army") can
    be asked: that is no unnamed source.
    """
    if root.lower_ in _SOMEBODY:
        return True
    office = knowledge.office(_lemma(root))
    if (
        office is not None
        and not root.text.endswith("s")
        and (office.level in _UNIQUE or office.kind == "spokesperson")
    ):
        return False
    body = " ".join(t.text for t in (*root.lefts, root) if t.dep_ == "compound" or t == root)
    if knowledge.organization(body.title()) is not None or knowledge.ministry(body) is not None:
        return False  # "the Greek coast guard"
    return knowledge.anonymous(root.lower_) is not None


def plural_before(pronoun: Token) -> Token | None:
    """What "they" stands for: the nearest subject before it, in its paragraph, that is a plural."""
    for i in range(pronoun.i - 1, -1, -1):
        token = pronoun.doc[i]
        if token.is_space and "\n" in token.text:
            return None
        if token.dep_ in SUBJECTS and (token.pos_ == "NOUN" and token.lemma_ != token.lower_):
            return token
    return None


def same_office(word: str, role: str) -> bool:
    """Whether "the minister" can take up this role: the word stands in it, or names the same kind and level."""
    if word in {w.strip(",").lower() for w in role.split()}:
        return True
    mine, held = knowledge.office(word), knowledge.office_in(role.split())
    return bool(
        mine and held and mine.level and (mine.kind, mine.level) == (held.office.kind, held.office.level)
    )


def antecedent(token: Token) -> Token:
    """What a relative pronoun stands for; any other token itself."""
    if token.lower_ in _RELATIVE and token.pos_ in ("PRON", "DET", "SCONJ"):
        for above in token.ancestors:
            if above.dep_ == "acl:relcl":
                # "met McConnell, now the majority leader, who said": it is said of the one whose other name this is.
                return above.head.head if above.head.dep_ == "appos" else above.head
        before = token.i - 1
        while before > 0 and token.doc[before].is_punct:
            before -= 1
        if before >= 0 and token.doc[before].pos_ in ("NOUN", "PROPN"):
            return token.doc[before]
    return token


def named_in(words: Span, entities: Entities) -> Draft | None:
    """The entity that a phrase names as its head, or in apposition to it.

    In "Pence's press secretary Alyssa Farah" and "a spokesman for Milley" that is neither Pence nor Milley.
    """
    people = [m for m in entities.people_in(words) if not _possesses(m, words)]
    for mention in people:
        if words.root in mention:
            return entities.at(mention.root)
    for mention in people:
        if _is_headed(mention, words) or _stands_for_head(mention, words):
            return entities.at(mention.root)
    draft = entities.at(words.root)
    return draft if draft is not None and draft.kind not in ("date", "money", "person") else None


def _possesses(mention: Span, words: Span) -> bool:
    """Whether something of the person's follows: "Trump's attorney"."""
    doc = mention.doc
    return mention.end < words.end - 1 and doc[mention.end].lower_ in ("'s", "’s", "'", "’")


def _is_headed(mention: Span, words: Span) -> bool:
    """Whether a name ends the phrase right behind a common noun: "violence expert Hilda Anderson"."""
    doc, at = mention.doc, mention.start - 1
    if at > words.start and doc[at].text == ",":
        at -= 1
    if at < words.start or doc[at].pos_ != "NOUN":
        return False
    return mention.end >= words.end or doc[mention.end].text == ","


def _stands_for_head(mention: Span, words: Span) -> bool:
    """Whether a name is tied to the head of the phrase as another name of the same."""
    token = mention.root
    while token != words.root and token in words:
        if token.dep_ not in _SAME:
            return False
        token = token.head
    return token == words.root


def _body(token: Token, entities: Entities, recent: Sequence[Draft]) -> Draft | None:
    """The organisation or country that "it" stands for: the last speaker, else the last one named as a subject."""
    if token.lower_ != "it":
        return None
    if recent and recent[0].kind in _BODIES:
        return recent[0]
    subjects = [
        (mention.words.start, draft)
        for draft in entities.drafts
        if draft.kind in _BODIES
        for mention in draft.mentions
        if mention.field == "text" and mention.words.start < token.i and mention.words.root.dep_ in SUBJECTS
    ]
    return max(subjects, key=lambda x: x[0])[1] if subjects else None


def _office_holder(words: Span, root: Token, entities: Entities, recent: Sequence[Draft]) -> Draft | None:
    """The person whose role "the minister", "the chairman" or "the Danish minister" takes up.

    None where the phrase brings in somebody new ("a minister"), and where two persons could be meant: two of that office
    named close before, of whom neither spoke last.
    """
    first = words[0]
    if first.lower_ not in ("the", "this", "that", "his", "her", "their") or any(
        t.pos_ == "PROPN" for t in words if t != root and t.dep_ == "nmod"
    ):
        return None
    head = _lemma(root)
    found = []
    for draft in entities.people():
        before = [m.words.start for m in draft.mentions if m.field == "text" and m.words.start < words.start]
        if before and draft.role and same_office(head, draft.role):
            found.append((before[-1], draft))
    found.sort(key=lambda x: -x[0])
    near = [draft for at, draft in found if words.start - at < _CLOSE]
    if len(near) > 1:
        return recent[0] if recent and recent[0] in near else None
    return found[0][1] if found else None


def _is_all_of(words: Span, draft: Draft) -> bool:
    """Whether the phrase is nothing but the name of the entity."""
    names = {m.words.text.casefold() for m in draft.mentions}
    return _tidy(words).casefold() in names or words.text.casefold() in names


def _tidy(words: Span) -> str:
    text = " ".join(words.text.split()).strip(" ,.;:")
    first, _, rest = text.partition(" ")
    return rest if first.lower() == "the" and rest[:1].isupper() else text


def _without_clause(words: Span) -> Span:
    """Without ", who spoke on condition of anonymity"."""
    for token in words[1:]:
        if token.lower_ in _RELATIVE and token.nbor(-1).text == "," and token.i - 1 > words.start:
            return words.doc[words.start : token.i - 1]
        if token.lower_ in _RELATIVE and words[-1].pos_ in _UNFINISHED:
            return words.doc[words.start : token.i]
    return words


def _lemma(token: Token) -> str:
    return token.lemma_.lower()

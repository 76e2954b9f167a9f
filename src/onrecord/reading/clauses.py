"""Who does what to whom in a clause: the arguments of a verb or of a noun that names an event, over the UD parse.

Passives, relative clauses, participles, control and coordination are seen through, so that "the missiles that Oslo
promised to send" has Oslo as the subject of "send" and the missiles as its object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from onrecord.reading.knowledge import country
from onrecord.reading.knowledge.wordlists import word_list

_TABLE = "clause_words.tsv"
_SUBJECT = frozenset(("nsubj", "nsubj:outer", "csubj", "nsubj:pass"))
_RELATIVE = word_list(_TABLE, "relative")
_CONTROLLED = frozenset(("xcomp", "advcl", "conj", "ccomp"))
_CLAUSAL = frozenset(("acl", "acl:relcl"))
_NOMINAL = frozenset(("nmod", "nmod:unmarked", "obl", "obl:unmarked"))
_OBLIQUE = _NOMINAL | {"obl:agent", "advcl", "obj"}
_ADDRESSING = word_list(_TABLE, "address")
_OWN = word_list(_TABLE, "own")
#: Verbs whose object does what the infinitive says: "asked Berlin to send".
_HANDING = word_list(_TABLE, "hand")
_PARTS = word_list(_TABLE, "part")
_MAKING = word_list(_TABLE, "make")
#: What a part can be of that says no more than the part: "three of its own", "two of them".
_PRONOUNS = frozenset(("own", "them", "these", "those"))


def subjects(verb: Token) -> list[Token]:
    """Who does it: heads of noun phrases, the coordinated ones apart."""
    return conjuncts(found) if (found := _subject(verb, set())) is not None else []


def _subject(verb: Token, seen: set[int]) -> Token | None:
    if verb.i in seen:
        return None
    seen.add(verb.i)
    if is_passive(verb):
        agent = next((c for c in verb.children if c.dep_ == "obl:agent" or _case(c) == "by"), None)
        return _resolved(agent, verb) if agent is not None and agent.pos_ != "NUM" else None
    own = [c for c in verb.children if c.dep_ in _SUBJECT and c.pos_ not in ("VERB", "AUX")]
    if own:  # parsers call X a subject, too, in "According to X, Norway sent tents"
        return _resolved(next((c for c in own if not _case(c)), own[0]), verb)
    head = verb.head
    if head == verb:
        return None
    if verb.dep_ == "acl:relcl" and not _has_gap_elsewhere(verb):
        return head
    if verb.dep_ == "acl" and verb.text.endswith("ing"):
        of = any(
            c.dep_ in ("mark", "case") for c in verb.children
        )  # "the notion of sending", not "a ship carrying"
        return _holder(head, seen) if of else head
    if heads_a_headline(verb):
        return head
    if verb.dep_ in ("acl", "nmod") and head.pos_ == "NOUN":
        return _holder(head, seen)
    if verb.dep_ == "ccomp" and not is_infinitive(verb):
        return None
    if verb.dep_ in _CONTROLLED:
        addressed = _addressed(head, verb)
        if addressed is not None:
            return addressed
        controller = _told(head) if verb.dep_ in ("xcomp", "ccomp", "advcl") and is_infinitive(verb) else None
        if controller is not None and verb.dep_ != "conj" and _hands_on(head, controller):
            return controller
        return _subject_of_governor(head, seen)
    if verb.dep_ == "obl" or head.pos_ == "NOUN":
        return _holder(head, seen) if head.pos_ == "NOUN" else _subject_of_governor(head, seen)
    return None


def _told(governor: Token) -> Token | None:
    """Whom a verb is done to: parsers make an indirect object of Berlin in "asked Berlin to send"."""
    told = (c for c in governor.children if c.dep_ == "iobj" and governor.lemma_ not in _OWN)
    return next(told, None) or _object(governor)


def _addressed(governor: Token, verb: Token) -> Token | None:
    """Whom a call goes to, who is to do what the infinitive says: "calls on donors to pay"."""
    if governor.lemma_ not in _ADDRESSING or verb.dep_ == "conj":
        return None
    obliques_ = (c for c in governor.children if c.dep_ == "obl" and c.i < verb.i)
    return next((c for c in obliques_ if _case(c) in ("on", "to", "with")), None)


def _subject_of_governor(head: Token, seen: set[int]) -> Token | None:
    """A passive governor's own subject controls: "Norway is expected to send"."""
    if is_passive(head):
        for child in head.children:
            if child.dep_ in ("nsubj:pass", "nsubj"):
                return _resolved(child, head)
    if head.pos_ in ("NOUN", "ADJ", "PROPN") and not any(c.dep_ in _SUBJECT for c in head.children):
        return _holder(head, seen)
    return _subject(head, seen)


def _hands_on(governor: Token, person: Token) -> bool:
    """Whether the governor's object does what the infinitive says: "asked Berlin to send", not "signed a deal to send"."""
    return (
        person.pos_ in ("PROPN", "PRON")
        or person.ent_type_ in ("PERSON", "ORGANIZATION", "LOCATION")
        or governor.lemma_ in _HANDING
    )


def _holder(noun: Token, seen: set[int]) -> Token | None:
    """Whose plan, promise or decision a noun is: its possessor, "by X", the subject of its light verb."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ in _NOMINAL and _case(child) in ("by", "from")):
            if child.lower_ == "way":  # "by way of the ports"
                continue
            return _resolved(child, noun)
    if (maker := _maker(noun)) is not None:
        return maker
    for child in noun.children:
        if (
            child.i < noun.i
            and child.dep_ in ("amod", "compound")
            and child.ent_type_ in ("NORP", "LOCATION", "ORGANIZATION")
        ):
            return child
    head = noun.head
    if noun.dep_ == "appos" and head.i + 1 < len(head.doc) and head.nbor().text == ":":
        return head if head.ent_type_ in ("LOCATION", "ORGANIZATION") else None  # "Zambia: maize for Malawi"
    if (
        noun.dep_ == "obl"
        and _case(noun) == "of"
        and head.pos_ == "VERB"
        and (whom := _object(head)) is not None
    ):
        return whom  # "accused him of meetings"
    if noun.dep_ in ("obj", "xcomp", "obl") and head.pos_ == "VERB":
        return _subject(head, seen)
    if noun.dep_ in (*_NOMINAL, "xcomp"):  # "is far from", "is a long way from"
        for measure in (
            head,
            *([head.nbor(-1)] if head.pos_ == "ADV" and head.i else []),
        ):  # "a ways away from"
            for child in measure.children:
                if child.dep_ in _SUBJECT and measure.pos_ in ("ADV", "ADJ", "NOUN"):
                    return _resolved(child, measure)
    if noun.dep_ in _NOMINAL and head.pos_ == "NOUN" and head != noun:
        return _holder(head, seen)
    return None


def _maker(noun: Token) -> Token | None:
    """Who makes what a clause behind the noun tells: "a plea that Armenia made", "a request submitted by Kyiv"."""
    for clause in noun.children:
        if clause.dep_ in _CLAUSAL and clause.i > noun.i and clause.lemma_ in _MAKING:
            if is_passive(clause):
                agents = [c for c in clause.children if c.dep_ == "obl:agent" or _case(c) == "by"]
                return agents[0] if agents else None
            if _has_gap_elsewhere(clause):
                return next((c for c in clause.children if c.dep_ in _SUBJECT), None)
    return None


def owners(noun: Token) -> list[Token]:
    """Whose plan, gift or visit a noun names, the coordinated ones apart."""
    return conjuncts(found) if (found := _holder(noun, set())) is not None else []


def possessors(noun: Token) -> list[Token]:
    """Whose it is in its own words: "Kyiv's request", "a request by Kyiv", "a Ukrainian request"."""
    for child in noun.children:
        if child.dep_ == "nmod:poss" or (child.dep_ in _NOMINAL and _case(child) in ("by", "from")):
            return conjuncts(_resolved(child, noun))
    if (maker := _maker(noun)) is not None:
        return conjuncts(maker)
    before = [c for c in noun.children if c.i < noun.i and c.dep_ in ("amod", "compound")]
    return [c for c in before if c.ent_type_ in ("NORP", "LOCATION", "ORGANIZATION")]


def objects(verb: Token) -> list[Token]:
    """What or whom it is done to: heads of noun phrases, the coordinated ones apart."""
    return conjuncts(found) if (found := _object(verb)) is not None else []


def _object(verb: Token) -> Token | None:
    if is_passive(verb):
        if (second := _second_object(verb)) is not None:
            return _resolved(second, verb)
        for child in verb.children:
            if child.dep_ in ("nsubj:pass", "nsubj"):
                return _resolved(child, verb)
        if verb.dep_ in _CLAUSAL and verb.head != verb:
            return verb.head
        if verb.dep_ in ("xcomp", "conj") and verb.head != verb and verb.head.pos_ == "VERB":
            above = next((c for c in verb.head.children if c.dep_ in ("nsubj:pass", "nsubj")), None)
            return _resolved(above, verb.head) if above is not None else None
        return None
    things = [c for c in verb.children if c.dep_ == "obj" and c.pos_ != "ADV"]
    things = [
        c for c in things if not _case(c)
    ] or things  # parsers take "with 3 million" for an object now and then
    things = things or _displaced(verb) or _shared(verb)
    if things:
        return _resolved(_sum_beside(things[-1]) or things[-1], verb)
    if any(c.dep_ == "obl" and c.lower_ in _RELATIVE for c in verb.children):
        return None  # "an accord under which"
    if (counted := _up_to(verb)) is not None:
        return counted
    if verb.dep_ == "acl:relcl" and _has_gap_elsewhere(verb):
        return _told_to_be(verb.head)
    if verb.dep_ == "xcomp" and verb.head.dep_ == "acl:relcl" and _has_gap_elsewhere(verb.head):
        return verb.head.head  # "the missiles that Oslo promised to send"
    return None


def _sum_beside(receiver: Token) -> Token | None:
    """The sum right behind whoever gets it, which parsers take for another name: "will lend both states $9 million"."""
    following = next((c for c in receiver.children if c.left_edge.i == receiver.i + 1), None)
    return (
        following
        if following is not None
        and not _case(following)
        and following.ent_type_ == "MONEY" != receiver.ent_type_
        else None
    )


def _is_before_a_sum(name: Token, sum_: Token) -> bool:
    """Whether a noun that parsers hang on the sum behind it is whoever gets that: "lends the two states $9 million"."""
    return sum_.ent_type_ == "MONEY" != name.ent_type_ and name.pos_ in ("NOUN", "PROPN")


def _up_to(verb: Token) -> Token | None:
    """The object behind "up to", which parsers take for a particle and a preposition: "send up to 50 soldiers"."""
    for child in verb.children:
        marks = [c for c in child.children if c.dep_ == "case" and c.lower_ == "to"]
        is_counted = any(c.dep_ == "nummod" for c in child.children)
        if child.dep_ == "obl" and is_counted and marks and marks[0].i and marks[0].nbor(-1).lower_ == "up":
            return child
    return None


def _told_to_be(token: Token) -> Token:
    """What a "what" is said to be: "what they signed is a memorandum"; any other token itself."""
    above = token.head
    is_ = token.lower_ == "what" and token.dep_ == "nsubj" and above.pos_ in ("NOUN", "PROPN")
    return above if is_ else token


def _displaced(verb: Token) -> list[Token]:
    """An object behind its recipient, which parsers take for no object: "handed over to the navy four boats"."""
    behind = [
        c for c in verb.children if c.i > verb.i and c.pos_ in ("NOUN", "PROPN") and c.ent_type_ != "DATE"
    ]
    return [
        c
        for c in behind
        if c.dep_ == "obl" and not any(x.dep_ in ("case", "fixed", "mark") for x in c.children)
    ]


def _shared(verb: Token) -> list[Token]:
    """The object that a verb has in common with the one it is coordinated with: "built and delivered a hospital"."""
    if verb.dep_ != "conj" or verb.head.pos_ != "VERB":
        return []
    return [c for c in verb.head.children if c.dep_ == "obj" and c.i > verb.i and c.pos_ != "ADV"]


def behind_particle(verb: Token, particle: str) -> list[Token]:
    """The object of a verb with a particle that parsers take for a preposition: "flew in two boats"."""
    found = [
        c for c in verb.children if c.dep_ == "obl" and c.left_edge.i == verb.i + 1 and _case(c) == particle
    ]
    return [t for c in found for t in conjuncts(c)]


def _second_object(verb: Token) -> Token | None:
    """What is given in a passive whose subject gets it: "Kenya was given ten boats"."""
    if not is_passive(verb) or verb.dep_ in _CLAUSAL:
        return None
    found = [c for c in verb.children if c.dep_ == "obj" and c.pos_ in ("NOUN", "PROPN", "SYM", "NUM")]
    return found[-1] if found and any(c.dep_ in ("nsubj:pass", "nsubj") for c in verb.children) else None


def receivers(verb: Token) -> list[Token]:
    """The indirect objects; of two objects the first is one, as parsers call it now and then."""
    things = [c for c in verb.children if c.dep_ == "obj"]
    found = [c for c in verb.children if c.dep_ == "iobj"] + things[:-1]
    found += [c for c in things[-1:] if _sum_beside(c) is not None]
    found += [c for thing in things[-1:] for c in thing.lefts if _is_before_a_sum(c, thing)]
    found = found or [c for thing in things for c in thing.lefts if _is_before_another(c, verb)]
    found = [c for c in found if not _is_of_goods(c, verb)]
    if _second_object(verb) is not None:
        found += [c for c in verb.children if c.dep_ in ("nsubj:pass", "nsubj")]
    return [t for c in found for t in conjuncts(_resolved(c, verb))]


def _is_of_goods(name: Token, verb: Token) -> bool:
    """Whether a name before the goods says whose they are, since who gets them stands behind: "sends U.S. arms to Mali"."""
    behind = [c for c in verb.children if c.dep_ == "obl" and c.i > name.i and _case(c) == "to"]
    behind = [c for c in behind if c.ent_type_ or c.pos_ == "PROPN"]
    things = [c for c in verb.children if c.dep_ == "obj" and c.left_edge.i in (name.i, name.i + 1)]
    return bool(behind and things) and not any(c.dep_ in ("det", "nummod") for c in things[0].children)


def _is_before_another(name: Token, verb: Token) -> bool:
    """Whether a name behind a verb is no part of what follows: "lends Armenia six radars", "gave Ecuador tents"."""
    following = name.doc[name.i + 1] if name.i + 1 < len(name.doc) else name
    return (
        name.i == verb.i + 1
        and name.pos_ == "PROPN"
        and name.dep_ in ("nmod:poss", "compound")
        and not any(c.i > name.i for c in name.children)
        and (following.pos_ in ("NUM", "DET") or country(name.text) is not None)
    )


def is_past(verb: Token) -> bool:
    """Whether a verb's form or its auxiliary shows that it tells of what was."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop")}
    if helpers:
        return bool(helpers & {"has", "have", "had", "was", "were", "did"})
    form, lemma = verb.lower_, verb.lemma_.lower()
    return form not in (lemma, lemma + "s", lemma + "es") and not form.endswith(("ing", "ies"))


def obliques(token: Token, prepositions: Sequence[str]) -> list[Token]:
    """What hangs on a word, or on its object, by one of these prepositions."""
    found: list[Token] = []
    for owner in (token, *objects_and_kin(token), token.head):
        for child in owner.children:
            if child.dep_ not in _OBLIQUE or child.pos_ == "VERB" or _case(child) not in prepositions:
                continue
            if owner == token.head != token and not _hangs_too_high(child, token):
                continue
            if child != _up_to(token):
                found += [t for t in conjuncts(_resolved(child, owner)) if t not in found]
    return found


def _hangs_too_high(child: Token, word: Token) -> bool:
    """Whether a phrase that parsers hang on the verb above a word belongs to the word.

    "Built and delivered a hospital to Chad"; "approved the release of 60 lorries and 40 tents to Chad".
    """
    if child.dep_ != "obl" or word.head.pos_ != "VERB":
        return False
    if word.dep_ == "conj" and word.pos_ == "VERB":
        return child.i > word.i
    is_next = child.left_edge.i == word.right_edge.i + 1 and _case(child) in ("to", "for")
    return is_next and word.dep_ == "obj" and word.pos_ == "NOUN"


def aims_of(token: Token) -> list[Token]:
    """What somebody means to do with what they give: "3 million to rebuild schools in Chad"."""
    near = [token, *(objects(token) if token.pos_ == "VERB" else ())]
    return [
        c
        for t in near
        for c in t.children
        if c.dep_ in ("xcomp", "advcl", "acl") and c.i > t.i and is_infinitive(c)
    ]


def objects_and_kin(token: Token) -> Iterator[Token]:
    """A verb's object, or what a noun is of, with what hangs on those: parsers hang "to Ukraine" on any of them."""
    near = objects(token) if token.pos_ in ("VERB", "AUX") else [token]
    for found in near:
        if found is not token:
            yield found
        for child in found.children:
            if child.dep_ in ("nmod", "compound", "obl") and child.i > token.i:
                for part in conjuncts(child):
                    yield part
                    yield from (c for c in part.children if c.dep_ in ("nmod", "compound") and c.i > part.i)
            elif child.dep_ == "acl" and child.lower_ == "worth":
                yield child
    yield from (c for c in token.children if c.dep_ == "xcomp" and c.lower_ in ("worth", "available"))


def conjuncts(token: Token) -> list[Token]:
    """A word and those coordinated with it, in order."""
    found = [token]
    for word in found:
        found += [
            c for c in word.children if c.dep_ == "conj" and c.pos_ not in ("VERB", "AUX") and c not in found
        ]
    return sorted(found, key=lambda t: t.i)


def is_passive(verb: Token) -> bool:
    """Whether a verb form is a passive: "was sent", or a participle behind its noun, "weapons sent by"."""
    if verb.pos_ != "VERB":
        return False
    if any(c.dep_ in ("aux:pass", "obl:agent") for c in verb.children):
        return True
    if (
        verb.dep_ == "conj"
        and verb.head != verb
        and not any(c.dep_ in (*_SUBJECT, "aux", "obj") for c in verb.children)
    ):
        return _is_participle(verb) and is_passive(verb.head)  # "was shot and killed"
    return verb.dep_ == "acl" and _is_participle(verb)


def _is_participle(verb: Token) -> bool:
    """Past participles, told apart from infinitives and -ing forms: the pipeline sets no fine-grained tags."""
    return not verb.text.endswith("ing") and not is_infinitive(verb) and verb.lower_ != verb.lemma_


def is_infinitive(verb: Token) -> bool:
    """Whether "to" stands before a verb."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def is_purpose(verb: Token) -> bool:
    """Whether an infinitive says what something is for: "a drawdown to provide help", "they came to deliver tents"."""
    return is_infinitive(verb) and verb.dep_ in ("advcl", "acl") and verb.head.pos_ != "ADJ"


def is_aside(word: Token) -> bool:
    """Whether a word stands in a relative clause, which only tells what something is."""
    return any(t.dep_ == "acl:relcl" for t in (word, *word.ancestors))


def heads_a_headline(verb: Token) -> bool:
    """Whether a verb tells what somebody is going to do, as headlines have it: "Japan to give boats"."""
    return (
        verb.dep_ in ("acl", "advcl", "xcomp")
        and verb.head.dep_ == "ROOT"
        and verb.head.pos_ == "PROPN"
        and is_infinitive(verb)
    )


def _has_gap_elsewhere(verb: Token) -> bool:
    """Whether a relative clause has a subject of its own, so that its antecedent is the object."""
    return any(c.dep_ in ("nsubj", "nsubj:pass") and c.lower_ not in _RELATIVE for c in verb.children)


def _resolved(token: Token, verb: Token) -> Token:
    """The antecedent of a relative pronoun, the whole of a part ("half of the soldiers"); any other token itself."""
    if token.pos_ in ("NUM", "DET", "PRON") or token.lower_ in _PARTS:
        whole = next((c for c in token.children if c.dep_ == "nmod" and _is_of(token, c)), None)
        if whole is not None and whole.lower_ not in _PRONOUNS:
            return whole
    if token.lower_ not in _RELATIVE or token.pos_ not in ("PRON", "DET", "SCONJ"):
        return token
    for above in (verb, *verb.ancestors):
        if above.dep_ == "acl:relcl":
            return above.head
    return token


def _is_of(part: Token, whole: Token) -> bool:
    """Whether "of" leads from a part to its whole; parsers hang it on the calibre in "dozens of 155mm howitzers"."""
    return _case(whole) == "of" or (
        part.i + 1 < len(part.doc) and part.nbor().lower_ == "of" and not _case(whole)
    )


def case(token: Token) -> str:
    """The preposition of a phrase, in lower case; empty without one."""
    return _case(token)


def _case(token: Token) -> str:
    marks = [c for c in token.children if c.dep_ == "case" and c.i < token.i]
    return marks[0].lower_ if marks else ""

"""Lemmas by part of speech, from the tables of spacy-lookups-data (WordNet's rules and exceptions)."""

from __future__ import annotations

from functools import cache, lru_cache

from spacy.lookups import Lookups, load_lookups

#: The tables know no auxiliaries of their own: they are verbs, but for the clitics and modals below.
_TABLE = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}
_CLITICS = {
    "'s": "be", "’s": "be", "'re": "be", "’re": "be", "'m": "be", "’m": "be", "'ve": "have", "’ve": "have",
    "'d": "would", "’d": "would", "'ll": "will", "’ll": "will", "ca": "can", "wo": "will", "sha": "shall",
    "am": "be", "are": "be", "is": "be", "was": "be", "were": "be", "been": "be", "being": "be",
}  # fmt: skip
_NEGATION = {"n't": "not", "n’t": "not"}
_MODALS = frozenset(["will", "would", "can", "could", "may", "might", "must", "shall", "should"])


@cache
def _tables() -> Lookups:
    return load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])


@lru_cache(maxsize=65_536)
def lemma(word: str, pos: str) -> str:
    """The lemma of a word with this universal part of speech; names keep their case, all else is lower case."""
    if pos == "PROPN":
        return word
    text = word.lower()
    if pos == "AUX" and (text in _CLITICS or text in _MODALS):
        return _CLITICS.get(text, text)
    if text in _NEGATION:
        return _NEGATION[text]
    table = _TABLE.get(pos)
    if table is None:
        return text
    tables = _tables()
    exceptions = tables.get_table("lemma_exc").get(table, {})
    if text in exceptions:
        return str(exceptions[text][0])
    index = tables.get_table("lemma_index").get(table, {})
    if text in index and pos not in ("VERB", "AUX"):
        return text
    for old, new in tables.get_table("lemma_rules").get(table, []):
        if text.endswith(old) and len(text) > len(old):
            form = text[: len(text) - len(old)] + new
            if form in index:
                return str(form)
    return text

"""Lemmas by part of speech, from the tables of spacy-lookups-data (WordNet's rules and exceptions)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from spacy.lookups import Lookups, load_lookups

from onrecord.tables import rows

#: The tables know no auxiliaries of their own: they are verbs, but for the forms in lemmas.tsv.
_TABLE = {"NOUN": "noun", "VERB": "verb", "AUX": "verb", "ADJ": "adj", "ADV": "adv"}


@cache
def _closed() -> Mapping[tuple[str, str], str]:
    """Lemmas by form and part of speech, the latter empty where the form tells by itself."""
    return {
        (form, pos): found
        for form, pos, found, _ in rows("onrecord.language.knowledge", "lemmas.tsv", columns=4)
    }


@cache
def _tables() -> Lookups:
    return load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])


@lru_cache(maxsize=65_536)
def lemma(word: str, pos: str) -> str:
    """The lemma of a word with this universal part of speech; names keep their case, all else is lower case."""
    if pos == "PROPN":
        return word
    text = word.lower()
    closed = _closed().get((text, pos)) or _closed().get((text, ""))
    if closed is not None:
        return closed
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

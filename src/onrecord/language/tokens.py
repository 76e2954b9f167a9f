"""The tokenizer: spaCy's for English, with the few places mended where news and the treebanks differ from it."""

from __future__ import annotations

from spacy.attrs import ORTH  # type: ignore[import-not-found]
from spacy.lang.en import English
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex
from spacy.vocab import Vocab

from onrecord.tables import rows

#: Runs of marks are one token in the treebanks ("!!!", "-----"); spaCy takes them apart.
_RUNS = (r"[?!]{2,}", r"(?P<run>[=*_~#+<>$-])(?P=run)+")
#: Dashes and quotation marks set without blanks ("planning”—the", "word...”said"), and slashes between words.
_JOINTS = (r"[—–―]", r"[“”«»]", r"(?<=[a-z]{3})\"(?=[A-Za-z])", r"(?<=[A-Za-z]{2})/(?=[A-Za-z]{2})")


def tokenizer(vocab: Vocab) -> Tokenizer:
    """A tokenizer over this vocabulary."""
    defaults = English.Defaults
    made = Tokenizer(
        vocab,
        rules=defaults.tokenizer_exceptions,
        prefix_search=compile_prefix_regex([*_RUNS, *(defaults.prefixes or [])]).search,
        suffix_search=compile_suffix_regex([*_RUNS, *(defaults.suffixes or [])]).search,
        infix_finditer=compile_infix_regex([*_RUNS, *_JOINTS, *(defaults.infixes or [])]).finditer,
        token_match=defaults.token_match,
        url_match=defaults.url_match,
    )
    for word, _ in rows("onrecord.language.knowledge", "tokens.tsv", columns=2):
        made.add_special_case(word, [{ORTH: word}])
    return made

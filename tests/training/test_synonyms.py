"""Words that share a meaning, from a WordNet of a few lines in the form of wndb(5WN)."""

from __future__ import annotations

import numpy as np

from training.synonyms import write

FILES = {
    "index.noun": "  1 licence\nboat n 1 1 @ 1 1 00000001\nferry n 1 1 @ 1 1 00000001\nship n 4 1 @ 4 1 2 3 4 00000001\n",
    "data.noun": "  1 licence\n00000001 06 n 04 boat 0 ferry 0 ship 0 night_boat 0 000 | it sails\n",
    "index.verb": "buy v 1 1 @ 1 1 00000002\npurchase v 1 1 @ 1 1 00000002\n",
    "data.verb": "00000002 40 v 02 buy 0 purchase 0 000 01 + 08 00 | for money\n",
    "index.adj": "", "data.adj": "", "index.adv": "", "data.adv": "",
    "verb.exc": "bought buy\nsought seek\n", "noun.exc": "", "adj.exc": "", "adv.exc": "",
}  # fmt: skip


def test_a_meaning_that_two_words_have_among_their_first_is_a_line(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    vocabulary = "boat\nferry\nship\nbuy\npurchase\nbought\nsought"
    np.savez(tmp_path / "vectors.npz", pieces=np.frombuffer(vocabulary.encode(), dtype=np.uint8))
    for name in ("synonyms.tsv", "forms.tsv"):
        (tmp_path / name).write_text("# Source: WordNet\nold\tline\n")
    write(tmp_path, tmp_path / "vectors.npz", tmp_path)
    # "ship" has three meanings that are more frequent.
    assert (
        tmp_path / "synonyms.tsv"
    ).read_text() == "# Source: WordNet\nnoun\tboat|ferry\nverb\tbuy|purchase\n"
    assert (tmp_path / "forms.tsv").read_text() == "# Source: WordNet\nbought\tbuy\n"

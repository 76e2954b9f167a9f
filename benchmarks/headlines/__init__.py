"""Headlines written for annotated bodies, sound ones and bad ones: how many verdicts are right.

`develop.tsv`, `seen.tsv` and `further.tsv` are for looking at; `held.tsv` is only for its
figures. The lines were written before anything was tuned on them. Figures begin with the file's name.

`claim`   share of claims with a right verdict
`caught`  share of the bad claims (overstated, contradicted, unsupported) that are called one of the three
`sound`   share of the supported claims that are not called bad: one less the false alarms
`opened`  share of the claims that claim nothing and are found to

`python -m benchmarks.headlines` lists what is wrong in those that are for looking at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ours import pipeline
from onrecord.model import Article, Claim
from onrecord.reading.headline import Judge

FOLDER = Path(__file__).parent
#: Where the bodies stand, in the order in which they are looked for.
BODIES = (FOLDER.parent / "articles", FOLDER.parent / "unseen")
NEEDS_CORPORA = False
FOR_LOOKING = ("develop", "seen", "further")
FILES = (*FOR_LOOKING, "held")
BAD = frozenset(("overstated", "contradicted", "unsupported"))
_CLAIM = re.compile(r"\[([^]]*)\]")


@dataclass(frozen=True, slots=True)
class Case:
    """A headline, and of each claim its half-open offsets and the verdicts that are right."""

    article: str
    kind: str
    headline: str
    claims: tuple[tuple[int, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of a case: the verdicts that are right, and what was found, if anything."""

    case: Case
    text: str
    right: tuple[str, ...]
    found: Claim | None

    @property
    def verdict(self) -> str:
        """The verdict that was found; empty where no claim was."""
        return self.found.verdict if self.found else ""


def corpus(data: Path, part: str) -> list[Path]:  # noqa: ARG001 -- every benchmark is asked in the same way
    """The files that are measured on."""
    return [
        *(FOLDER / f"{name}.tsv" for name in FILES),
        *sorted({path_of(case.article) for name in FILES for case in cases(name)}),
    ]


def path_of(article: str) -> Path:
    """The file of an annotated article, by its name without the ending."""
    return next(path for folder in BODIES if (path := folder / f"{article}.json").is_file())


def cases(name: str) -> list[Case]:
    """The headlines of one file."""
    found = []
    for line in (FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            article, kind, marked, verdicts = line.split("\t")
            found.append(_case(article, kind, marked, verdicts))
    return found


def _case(article: str, kind: str, marked: str, verdicts: str) -> Case:
    right = [tuple(v.split("/")) for v in verdicts.split("; ")]
    claims = [
        (m.start() - 2 * i, m.end() - 2 * i - 2, right[i]) for i, m in enumerate(_CLAIM.finditer(marked))
    ]
    if len(claims) != len(right):
        raise ValueError(f"{len(claims)} claims and {len(right)} verdicts: {marked}")
    return Case(article, kind, marked.replace("[", "").replace("]", ""), tuple(claims))


def judged(name: str, judge: Judge | None = None) -> Iterator[Judged]:
    """Every claim of one file with what is said of it."""
    from onrecord.language.pairs import CLAIMS, PairJudge
    from onrecord.reading import read_docs
    from onrecord.reading.claims import recased

    nlp, judge = pipeline(), judge or PairJudge(CLAIMS)
    bodies: dict[str, str] = {}
    docs = {}
    for case in cases(name):
        if case.article not in bodies:
            content = json.loads(path_of(case.article).read_text(encoding="utf-8"))
            bodies[case.article] = content["text"]
            docs[case.article] = nlp(bodies[case.article])
        text = bodies[case.article]
        article = Article(headline=case.headline, text=text)
        check = read_docs(article, docs[case.article], nlp(recased(case.headline, text)), judge).headline
        found = check.claims if check else ()
        for start, end, right in case.claims:
            near = max(found, key=lambda c: min(end, c.span.end) - max(start, c.span.start), default=None)
            if near is not None and min(end, near.span.end) <= max(start, near.span.start):
                near = None
            yield Judged(case, case.headline[start:end], right, near)


def figures(found: list[Judged]) -> dict[str, float]:
    """The figures of one file, each from 0 to 1."""
    sets = {
        "claim": (found, lambda j: j.verdict in j.right),
        "caught": ([j for j in found if j.right[0] in BAD], lambda j: j.verdict in BAD),
        "sound": ([j for j in found if j.right[0] == "supported"], lambda j: j.verdict not in BAD),
        "opened": (
            [j for j in found if j.right[0] == "uncheckable"],
            lambda j: j.verdict == "uncheckable",
        ),
    }
    return {name: sum(map(right, some)) / len(some) for name, (some, right) in sets.items() if some}


def measure(data: Path, part: str) -> dict[str, float]:  # noqa: ARG001 -- as above
    """Figures by name, each from 0 to 1."""
    return {f"{file}_{name}": value for file in FILES for name, value in figures(list(judged(file))).items()}

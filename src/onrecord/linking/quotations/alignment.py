"""Which words of a variant answer which of the reference, as a reader would lay them side by side.

The words are aligned with `difflib`. What it finds is moved to where clauses begin, and small words that match by chance are
no match.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from onrecord.linking.quotations.wording import Word, kind

#: As `difflib` has it: "equal", "replace", "delete" or "insert", and half-open index ranges into reference and variant.
Opcode = tuple[str, int, int, int, int]


def aligned(reference: Sequence[Word], variant: Sequence[Word]) -> list[Opcode]:
    """The runs of words that are the same or differ, in order."""
    a, b = [w.key for w in reference], [w.key for w in variant]
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return _settled(_slid(codes, reference, variant), reference)


def _slid(codes: Sequence[Opcode], reference: Sequence[Word], variant: Sequence[Word]) -> list[Opcode]:
    """The opcodes with what is left out or put in moved to where a clause begins, where the words allow it.

    "It is not on paper. It may be" against "It may be" lacks "It is not on paper", not "is not on paper. It".
    """
    found: list[Opcode] = []
    for code in codes:
        tag, a1, a2, b1, b2 = code
        held = found[-1] if found and found[-1][0] == "equal" else None
        room = held[2] - held[1] if held else 0
        size = 0
        if held and tag == "delete":
            size = _shift(reference, a1, a2, room)
        elif held and tag == "insert":
            size = _shift(variant, b1, b2, room)
        if held and size:
            found[-1] = ("equal", held[1], held[2] - size, held[3], held[4] - size)
            found.append((tag, a1 - size, a2 - size, b1 - size, b2 - size))
            found.append(("equal", a2 - size, a2, b2 - size, b2))
        elif held and tag == "replace" and (split := _sentence(reference, variant, code, room)):
            size, start = split
            found[-1] = ("equal", held[1], held[2] - size, held[3], held[4] - size)
            found.append(("delete", a1 - size, start, b1 - size, b1 - size))
            found.append(("equal", start, start + size, b1 - size, b1))
            found.append(("replace" if start + size < a2 else "insert", start + size, a2, b1, b2))
        else:
            found.append(code)
    return [code for code in found if code[1] < code[2] or code[3] < code[4]]


def _shift(words: Sequence[Word], start: int, end: int, room: int) -> int:
    """By how many words a run can go back to begin where a clause does; 0 where it does already, or cannot."""
    if words[start].bound != "":
        return 0
    for size in range(1, room + 1):
        if words[start - size].key != words[end - size].key:
            return 0
        if words[start - size].bound != "":
            return size
    return 0


def _sentence(
    reference: Sequence[Word], variant: Sequence[Word], code: Opcode, room: int
) -> tuple[int, int] | None:
    """Where a whole sentence is left out before an exchange: how many words go with the rest, and where these begin."""
    _, a1, a2, b1, _ = code
    for size in range(1, room + 1):
        if variant[b1 - size].bound == "":
            continue
        run = [w.key for w in variant[b1 - size : b1]]
        for start in range(a1 + 1, a2 - size + 1):
            if (
                reference[start].bound == "sentence"
                and [w.key for w in reference[start : start + size]] == run
            ):
                return size, start
        return None
    return None


def _settled(codes: Sequence[Opcode], reference: Sequence[Word]) -> list[Opcode]:
    """The opcodes with lone small words between two differences made part of them: they match by chance."""
    found: list[Opcode] = []
    for n, code in enumerate(codes):
        tag, a1, a2, b1, b2 = code
        small = (
            tag == "equal"
            and a2 - a1 == 1
            and 0 < n < len(codes) - 1
            and reference[a1].key in kind("small") | kind("person")
            and codes[n - 1][0] == codes[n + 1][0] == "replace"
        )
        if found and found[-1][0] != "equal" and (tag != "equal" or small):
            _, x1, _, y1, _ = found[-1]
            found[-1] = ("replace", x1, a2, y1, b2)
        elif small:
            found.append(("replace", a1, a2, b1, b2))
        else:
            found.append(code)
    return found

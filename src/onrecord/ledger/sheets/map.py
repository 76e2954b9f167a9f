"""The map of a sheet's columns: which of them says what, in a TOML file. docs/how-to/compare-a-sheet.md shows one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.log import STAGES

#: What a column can say.
Name = Literal[
    "donor", "recipient", "item", "class", "units", "unit", "value", "currency", "stage", "date", "source"
]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Format(_Strict):
    """How cells are written, where that cannot be seen from them.

    decimal  the mark before the decimals
    dates    how days are written, in the codes of strptime: "%d/%m/%Y"
    times    what values are multiplied by: 1_000_000 where the sheet counts in millions
    sheet    the sheet of a workbook
    """

    encoding: str | None = None
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    decimal: Literal[".", ","] | None = None
    dates: str | None = None
    times: Annotated[float, Field(gt=0, allow_inf_nan=False)] = 1
    sheet: str | None = None


class SheetMap(_Strict):
    """The map of a sheet.

    name       what the sheet is called, and where it is from
    columns    the headings by what they say
    constants  what holds for all rows and stands in no column
    values     the sheet's words by ours, for each column: `values.stage` has `"Handed over" = "done"`
    """

    name: Annotated[str, Field(min_length=1)]
    columns: Mapping[Name, str]
    constants: Mapping[Name, str] = Field(default_factory=dict)
    values: Mapping[Name, Mapping[str, str]] = Field(default_factory=dict)
    format: Format = Format()


def read_map(path: Path) -> SheetMap:
    """The map in a file.

    Raises LedgerError, saying what is wrong and what would be right, where it cannot be read or is none.
    """
    try:
        found = SheetMap.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except OSError as error:
        raise LedgerError(
            f"{path} cannot be read: {error.strerror}.", "Give a map with --map FILE."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LedgerError(
            f"{path} is no TOML: {error}.", "docs/how-to/compare-a-sheet.md shows a map."
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "[key]")
        raise LedgerError(
            f"{path}: {where}: {first['msg']}.", "docs/how-to/compare-a-sheet.md shows a map."
        ) from error
    for side in ("donor", "recipient"):
        if side not in found.columns and side not in found.constants:
            raise LedgerError(
                f"{path} does not say who the {side} is.",
                f'Give it as {side} = "HEADING" under [columns], or as {side} = "NAME" under [constants].',
            )
    if not {"item", "class"} & (found.columns.keys() | found.constants.keys()):
        raise LedgerError(f"{path} does not say what is given.", 'Give item = "HEADING" under [columns].')
    for word, stage in found.values.get("stage", {}).items():
        if stage not in STAGES:
            raise LedgerError(
                f"{path}: values.stage: “{word}” is put down as “{stage}”, which is no stage.",
                f"Stages are: {', '.join(STAGES)}.",
            )
    return found

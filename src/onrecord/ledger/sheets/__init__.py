"""Sheets that trackers keep by hand: read by a map of their columns, kept beside the records, held against them."""

from onrecord.ledger.sheets.comparing import Compared, Comparison, Difference, Outcome, compare
from onrecord.ledger.sheets.file import Left, Row, Sheet, read_sheet
from onrecord.ledger.sheets.kept import Kept, keep, kept, sheets
from onrecord.ledger.sheets.map import SheetMap, read_map

__all__ = [
    "Compared", "Comparison", "Difference", "Kept", "Left", "Outcome", "Row", "Sheet", "SheetMap", "compare", "keep", "kept",
    "read_map", "read_sheet", "sheets",
]  # fmt: skip

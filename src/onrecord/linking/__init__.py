"""What articles have to do with each other: copies, rewrites, quotations, differences, independent sources.

Linking goes from readings to links. It knows the value types and its own data files; it does not ask where an article
came from, how it was read or where it is kept.
"""

from onrecord.linking.link import link, pieces, shared
from onrecord.linking.links import (
    Copy,
    Corroboration,
    Difference,
    Evidence,
    Links,
    Passage,
    Piece,
    Quotation,
    Rewrite,
    Side,
    Story,
    Variant,
)
from onrecord.linking.quotations import Transcript, against

__all__ = [
    "Copy", "Corroboration", "Difference", "Evidence", "Links", "Passage", "Piece", "Quotation", "Rewrite", "Side",
    "Story", "Transcript", "Variant", "against", "link", "pieces", "shared",
]  # fmt: skip

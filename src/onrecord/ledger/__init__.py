"""The ledger: articles, what they say, and what a person said of that, in SQLite or PostgreSQL."""

from onrecord.ledger.errors import LedgerError
from onrecord.ledger.ledger import Ledger

__all__ = ["Ledger", "LedgerError"]

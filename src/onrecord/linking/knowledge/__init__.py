"""What linking knows of the press: boilerplate, agencies, words of credit; tables beside this file."""

from __future__ import annotations

from onrecord.tables import rows


def table(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The rows of one of linking's data files."""
    return rows("onrecord.linking.knowledge", name, columns)

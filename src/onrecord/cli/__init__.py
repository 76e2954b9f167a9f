"""The command line: parses arguments, calls the layers below, prints."""

from onrecord.cli import asking, exporting, keeping, linking, reviewing, sheets
from onrecord.cli.reading import OutputFormat, app

__all__ = ["OutputFormat", "app"]

for part in (linking, asking, reviewing, exporting, sheets, keeping):
    part.register(app)

"""How Sphinx builds the pages; `make docs` runs it with warnings as errors."""

from __future__ import annotations

import importlib.metadata
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "Onrecord"
author = "The Onrecord contributors"
copyright = "the Onrecord contributors, Apache-2.0"
version = release = importlib.metadata.version("onrecord")

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# A single backtick in a docstring is code, as in the pages.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"

html_theme = "furo"
html_title = f"Onrecord {release}"
html_show_sourcelink = False
html_copy_source = False

#: A line of the house's docstrings: a name, two spaces or more, what it is.
COLUMNS = re.compile(r"(?P<name>\S.*?)(?: {2,}|: )(?P<what>\S.*)")


def columns_to_list(lines: list[str]) -> None:
    """Rewrites, in place, the lines of a docstring that set names and meanings in columns into a list."""
    inside = False
    for i, line in enumerate(lines):
        if not i or not lines[i - 1].strip():
            inside = bool(re.match(r"\S.*? {2,}\S", line))
        if inside and (row := COLUMNS.match(line)):
            name = re.sub(r"\w+(?=,|$)", r"``\g<0>``", row["name"])
            lines[i] = f"- {name}: {row['what']}"
        elif inside and line.strip():
            lines[i] = f"  {line.strip()}"


def setup(app: Sphinx) -> None:
    app.connect("autodoc-process-docstring", lambda *event: columns_to_list(event[-1]))

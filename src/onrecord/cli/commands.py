"""The commands as one program: what is wrong with an argument is said in plain words."""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperGroup

#: What typer puts before its own message where it checks a choice or a file by pydantic.
_PREFIX = "Value error, "


class Commands(TyperGroup):
    """A group of commands."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command. Raises typer.BadParameter for an argument that is none."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix(_PREFIX)
            raise

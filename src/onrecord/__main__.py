"""`python -m onrecord` is the command line."""

from onrecord.cli import app

app(prog_name="onrecord")

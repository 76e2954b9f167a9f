"""Trains the language model that onrecord ships: corpora in, int8 weights and a model card out.

Not installed with the package. `python -m training --help` lists the steps; `make train` runs them all.
"""

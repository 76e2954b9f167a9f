"""How well Onrecord reads: accuracy on public corpora, speed, and the peer on PyPI measured beside it.

`python -m benchmarks` runs everything and holds it against the floors in floors.toml. Each benchmark is a module with
`measure(data, part)`, which returns its figures by name; its docstring says what they count.
"""

"""`python -m benchmarks.headlines`: what is wrong in the files that are for looking at, and why it was said."""

from __future__ import annotations

import json

from benchmarks.headlines import FOR_LOOKING, figures, judged


def main() -> None:
    """Prints each wrong claim with the verdict, the right ones and the reason, and then the figures."""
    found = [j for name in FOR_LOOKING for j in judged(name)]
    for j in found:
        if j.verdict not in j.right:
            reason = j.found.reason if j.found else "no such claim"
            print(
                f"{j.case.article}  {j.case.kind}: {j.text}\n    {j.verdict}, not {'/'.join(j.right)}: {reason}"
            )
    print(json.dumps(figures(found), indent=1))


if __name__ == "__main__":
    main()

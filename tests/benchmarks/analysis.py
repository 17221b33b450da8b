"""What the analysis costs, in times of networkx building the same graph and finding one path; and how live it is.

    python -m tests.benchmarks.analysis            all of it
    python -m tests.benchmarks.analysis paths      the critical path, and each other question beside it
    python -m tests.benchmarks.analysis live       edits of a map through the session, with fresh figures and findings
    python -m tests.benchmarks.analysis window     how long the real window is deaf meanwhile (offscreen)

Figures to look at, not to assert: they are another on every machine. networkx answers far less: one longest path by flow
weights, no slack, no ties, no alternatives.
"""

from __future__ import annotations

import sys

from tests.benchmarks.analysis_live import live
from tests.benchmarks.analysis_paths import paths


def main(wanted: str = "") -> None:
    if wanted in ("", "paths"):
        paths()
    if wanted in ("", "live"):
        live()
    if wanted in ("", "window"):
        from tests.benchmarks.analysis_window import window

        window()


if __name__ == "__main__":
    main(*sys.argv[1:])

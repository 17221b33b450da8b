"""Is a row of cells the titles of a table that is known here?"""

from __future__ import annotations

from collections.abc import Sequence

from vsmstudio.interchange import columns


def best_score(cells: Sequence[str]) -> int:
    """How many columns a row names of the table that it fits best; 0 where it heads none."""
    from vsmstudio.interchange.lists.titles import most_known

    short = [cell[:121] for cell in cells[:200]]
    return max(columns.score([cell[:100] for cell in short]), most_known(short))

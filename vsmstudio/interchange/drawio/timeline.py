"""Times written along the timeline under a map: under a step they are its processing time, between steps a wait."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from vsmstudio.interchange.drawio import words
from vsmstudio.interchange.drawio.boxes import Sorted
from vsmstudio.interchange.drawio.cells import counted, was
from vsmstudio.interchange.drawio.figures import amount_of, loose_times
from vsmstudio.interchange.drawio.joining import Joined
from vsmstudio.notation.shapes import Rect

_BESIDE = 48.0  # px above and below a timeline that its times stand in


def read_timeline(out: Sorted, joined: Joined) -> None:
    """Give each time at a timeline to the step or queue over it, where these have none; say what was read."""
    if not out.timelines or not joined.steps:
        return
    bands = [cell.area.grown(_BESIDE) for cell in out.timelines]
    spots = sorted(_spots(joined))
    read = unread = bare = 0
    for key, cell in list(out.texts.items()):
        if not any(_meets(band, cell.area) for band in bands):
            continue
        times = list(loose_times(cell.lines))
        if len(times) != 1:
            if amount_of(cell.text) is not None:
                del out.texts[key]
                out.fate[key] = "timeline"
                bare += 1
            continue
        at = cell.area.center[0]
        index = bisect_left(spots, (at,))
        near = spots[max(index - 1, 0) : index + 1]
        _, name, box = min(near, key=lambda spot: abs(spot[0] - at))
        figures = (joined.queues.get(box) or joined.steps[box]).figures.values
        if name not in figures and not (name == words.WAIT and words.LT in figures):
            figures[name] = times[0]
            read += 1
        elif figures.get(name) != times[0]:
            unread += 1
            continue
        del out.texts[key]
        out.fate[key] = "timeline"
    if read:
        joined.notes.append(f"{counted(read, 'time')} {was(read)} read from the timeline")
    if bare:
        what = "number at the timeline has" if bare == 1 else "numbers at the timeline have"
        joined.notes.append(f"{bare} {what} no unit and {was(bare)} not read")
    if unread:
        joined.notes.append(
            f"{counted(unread, 'time')} at the timeline {'differs' if unread == 1 else 'differ'} from the data of the steps; the "
            "data were kept"
        )


def _spots(joined: Joined) -> list[tuple[float, str, str]]:
    """(x, what a time there means, whose it is): steps, queues, and the gaps between steps that no queue fills."""
    steps = sorted((box.area.center[0], key) for key, box in joined.steps.items())
    queues = sorted((box.area.center[0], key) for key, box in joined.queues.items())
    found = [(x, words.PT, key) for x, key in steps] + [(x, words.WAIT, key) for x, key in queues]
    for (a, _), (b, after) in pairwise(steps):
        if not any(a < x < b for x, _ in queues) and b - a > 1:
            found.append(((a + b) / 2, words.WAIT, after))
    return found


def _meets(band: Rect, area: Rect) -> bool:
    return band.x <= area.center[0] <= band.right and band.y <= area.center[1] <= band.bottom

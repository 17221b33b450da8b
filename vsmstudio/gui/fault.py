"""An error as it may be told to others: its type and where in the program it happened, without a word of its message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType

_OURS = "vsmstudio"
_FIRST, _LAST, _CAUSES = 3, 20, 3  # places of a long trace that are kept; errors behind an error


@dataclass
class Fault:
    """One distinct error. `words` is its message, which may hold a client's names: for the person's own eyes.

    `note` is a sentence of ours that says what it means to them, blank where there is none. `key` tells it from all others.
    `deeds` is what `Log.deeds` was when it came last.
    """

    kind: str
    places: tuple[str, ...]
    key: tuple[object, ...]
    words: str = ""
    note: str = ""
    first: datetime = field(default_factory=datetime.now)
    count: int = 1
    deeds: int = 0

    @property
    def times(self) -> str:
        return f" ({self.count} times)" if self.count > 1 else ""

    @property
    def line(self) -> str:
        """The whole of it on one line, for the log."""
        return " > ".join((self.kind, *self.places))


def fault_of(error: BaseException, origin: str) -> Fault:
    """What is to be said of an error. `origin` says who called the program's code: Qt, a thread, ..."""
    kind = type(error).__name__
    places: list[str] = [origin]
    key: list[object] = [kind, origin]
    for cause in (error, *_causes(error)):
        frames = _frames(cause.__traceback__)
        if cause is not error:
            places.append(f"because of {type(cause).__name__}")
        places += _places(frames)
        key += [type(cause).__name__, *frames[-_LAST:]]
    notes = getattr(error, "__notes__", ())
    return Fault(kind, tuple(places), tuple(key), _words(error), str(notes[0]) if notes else "")


def _words(error: BaseException) -> str:
    try:
        return " ".join(str(error).split())[:2000]
    except Exception:
        return ""


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen = {id(error)}
    for _ in range(_CAUSES):
        cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if cause is None or id(cause) in seen:
            return
        seen.add(id(cause))
        yield cause
        error = cause


def _frames(trace: TracebackType | None) -> list[tuple[str, str, int]]:
    """(module, function, line) from where it was called to where it failed."""
    found = []
    while trace is not None:
        frame = trace.tb_frame
        found.append((str(frame.f_globals.get("__name__", "?")), frame.f_code.co_qualname, trace.tb_lineno))
        trace = trace.tb_next
    return found


def _places(frames: list[tuple[str, str, int]]) -> list[str]:
    """Our own functions as module:function:line; of others' only the name of the package, once for a run of them."""
    found: list[str] = []
    for module, function, line in frames:
        top = module.partition(".")[0]
        place = f"{module}:{function}:{line}" if top == _OURS else f"({top})"
        if top == _OURS or not found or found[-1] != place:
            found.append(place)
    return found if len(found) <= _FIRST + _LAST else [*found[:_FIRST], "…", *found[-_LAST:]]

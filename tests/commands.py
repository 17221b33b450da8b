"""What tests of the commands share."""

from __future__ import annotations

from collections.abc import Callable

Run = Callable[..., tuple[int, str, str]]


def refused(result: tuple[int, str, str], *said: str) -> str:
    """The one clear line of a command that ended with status 2."""
    status, out, err = result
    assert status == 2
    assert out == ""
    assert len(err.splitlines()) == 1, err
    assert err.startswith("vsmstudio: ")
    for words in said:
        assert words in err
    assert "Traceback" not in err
    return err

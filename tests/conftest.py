"""What all tests share: no window pops up, and hypothesis gives the same answer on slow machines."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from vsmstudio import cli, resources

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The same random examples on every machine, so that a change is judged by what it changed; EXPLORE=1 looks for new ones.
settings.register_profile(
    "quiet", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="EXPLORE" not in os.environ
)
settings.load_profile("quiet")


@pytest.fixture(autouse=True, scope="module")
def _settled_heap() -> Iterator[None]:
    """What outlives a file of tests is not looked through again at every later collection of garbage."""
    yield
    if gc.isenabled():  # else work in another thread is under way, beside which no window may be cleared away
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Journals, versions and logs of a test lie in a folder of its own, never among the user's."""
    state = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("VSMSTUDIO_STATE", str(state))
    return state


@pytest.fixture
def run(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in an empty folder: its status, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VSMSTUDIO_TRACEBACK", "1")

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        status = cli.main([str(each) for each in arguments])
        out, err = capsys.readouterr()
        return status, out, err

    return command


@pytest.fixture(scope="session")
def handbook() -> Path:
    """The handbook as it stands in the program, built anew where something changed."""
    build = Path(__file__).resolve().parents[1] / "packaging" / "handbook" / "build.py"
    done = subprocess.run([sys.executable, build, "--if-needed"], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return resources.path("handbook")

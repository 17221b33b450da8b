"""Nothing leaves the computer, and what is handed over says nothing of who made it where."""

from __future__ import annotations

import ast
import base64
import os
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from pathlib import Path

import pytest

import vsmstudio
from tests import builders
from tests.export import pdf
from vsmstudio import __version__, resources
from vsmstudio.model import edits
from vsmstudio.storage.files import load, save

CODE = sorted(Path(vsmstudio.__file__).parent.rglob("*.py"))
NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib", "urllib3", "webbrowser", "xmlrpc",
}  # fmt: skip
QT_NETWORK = {"QtNetwork", "QtWebSockets", "QtWebChannel", "QtWebEngineCore", "QtWebEngineWidgets", "QtHttpServer"}
TABLE = Path(__file__).parent / "interchange" / "cases" / "vsm-05-martin-osterling-basic-current.csv"


# --- no network: what the code says ---------------------------------------------------------------------------------


def imported(path: Path) -> set[str]:
    """Every module that a file imports, anywhere in it, and every name that it takes from one."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module} | {f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in {"__import__", "import_module"}:
                found.add(str(node.args[0].value))
    return found


def test_no_part_of_the_program_imports_a_network():
    assert len(CODE) > 150
    for path in CODE:
        for name in imported(path):
            assert name.partition(".")[0] not in NETWORK, f"{path.name} imports {name}"
            assert not (name.startswith("PySide6") and QT_NETWORK & set(name.split("."))), f"{path.name} imports {name}"


def test_only_folders_of_this_computer_are_opened_with_other_programs():
    """`openUrl` would open any address: each call is given a local file there and then."""
    opened = 0
    for path in CODE:
        calls = re.findall(r"openUrl\((.{0,60})", path.read_text(encoding="utf-8"))
        opened += len(calls)
        assert all(each.startswith("QUrl.fromLocalFile(") for each in calls), path.name
    assert opened


# --- no network: what the program does ------------------------------------------------------------------------------


def offline(tmp_path: Path, *deed: str | Path, kernel: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
    """Do something in a process that dies at the first socket. Where no kernel guards, Python does alone."""
    environment = os.environ | {
        "TOLD": str(tmp_path / "told"),
        "QT_QPA_PLATFORM": "offscreen",
        "VSMSTUDIO_TRACEBACK": "1",
    }
    environment |= {"KERNEL": "1"} if kernel else {}
    given = [sys.executable, "-m", "tests.offline", *(str(each) for each in deed)]
    where = Path(__file__).parent.parent
    run = subprocess.run(given, capture_output=True, text=True, cwd=where, env=environment | more, timeout=120)
    return offline(tmp_path, *deed, kernel=False, **more) if kernel and run.returncode == 77 else run


def silent(tmp_path: Path, run: subprocess.CompletedProcess[str]) -> str:
    assert run.returncode == 0, (run.returncode, run.stderr)
    assert not (tmp_path / "told").exists(), (tmp_path / "told").read_text()
    return run.stdout


def guarded_by_the_kernel(tmp_path: Path) -> bool:
    environment = os.environ | {"TOLD": str(tmp_path / "told"), "KERNEL": "1"}
    where = Path(__file__).parent.parent
    return not subprocess.run([sys.executable, "-m", "tests.offline", "nothing"], cwd=where, env=environment).returncode


def test_the_guards_hold(tmp_path):
    assert offline(tmp_path, "lookup", kernel=False).returncode == 3
    assert (tmp_path / "told").read_text() == "socket.getaddrinfo\n"
    if not guarded_by_the_kernel(tmp_path):
        pytest.skip("no filter for system calls here; Python's own guard holds")
    assert offline(tmp_path, "socket", "1").returncode == 0
    for family in ("2", "10", "17"):
        assert offline(tmp_path, "socket", family).returncode == -signal.SIGSYS


def test_no_command_looks_for_a_network(tmp_path):
    plan = tmp_path / "plan.vsm"
    deeds: list[tuple[str | Path, ...]] = [
        ("demo", tmp_path, "--no-window"),
        ("import", TABLE, "-o", plan),
        ("analyse", plan),
        ("analyse", plan, "--json"),
        ("check", plan),
        ("report", plan, "-o", tmp_path / "out", "--formats", "pdf,xlsx,pptx,svg,png"),
        ("schema",),
    ]
    for deed in deeds:
        assert silent(tmp_path, offline(tmp_path, "command", *deed))


def test_the_window_looks_for_no_network(tmp_path):
    """Opened on the sample, edited, saved, delivered, and asked for its diagnostics."""
    save(load(resources.path("examples", "sample.vsm")), tmp_path / "sample.vsm")
    before = (tmp_path / "sample.vsm").read_bytes()
    loaded = set(silent(tmp_path, offline(tmp_path, "window", tmp_path)).splitlines())
    assert (tmp_path / "sample.vsm").read_bytes() != before
    assert {each.suffix for each in tmp_path.iterdir() if not each.name.startswith(".")} >= {".pdf", ".xlsx", ".vsm"}
    assert "PySide6.QtWidgets" in loaded
    assert not {"socket", "ssl", "http.client", "urllib.request", "webbrowser", "smtplib", "ftplib"} & loaded
    assert not [each for each in loaded if "Network" in each]


# --- what is handed over --------------------------------------------------------------------------------------------

USER, HOST, HOME, FOLDER, FILE = "zaphodbeeblebrox", "heartofgold", "homeoftrillian", "folderofmarvin", "planofford"
STRIKING = (USER, HOST, HOME, FOLDER, FILE)


@pytest.fixture
def handed_over(tmp_path_factory):
    """What the program writes for a user, on a computer and in folders that all have striking names."""
    base = tmp_path_factory.mktemp("base")
    home, folder = base / HOME, base / HOME / FOLDER
    folder.mkdir(parents=True)
    plan = folder / f"{FILE}.vsm"
    document = builders.document("(Buyer) -> Receive 10min/1d/85% @Sales -> Check 20min/2d/90% @IT !Clerk -> (Gets)")
    key = document.engagement.id
    save(document.apply(edits.update(document, key, client="Acme Insurance", title="Claims")), plan)
    table = folder / "table.csv"  # an imported table's name becomes the title, which is there to be seen and changed
    table.write_bytes(TABLE.read_bytes())
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "LNAME"), USER) | {"HOSTNAME": HOST, "COMPUTERNAME": HOST}
    names |= {"HOME": str(home), "USERPROFILE": str(home), "HOST_NAME": HOST, "VSMSTUDIO_STATE": str(home / "state")}
    said = {}
    deeds: dict[str, tuple[str | Path, ...]] = {
        "report": ("report", plan, "-o", folder / "out"),
        "analyse": ("analyse", plan),
        "analyse --json": ("analyse", plan, "--json"),
        "check": ("check", plan),
        "check --json": ("check", plan, "--json"),
        "schema": ("schema",),
        "import": ("import", table, "-o", folder / "imported.vsm"),
    }
    for name, deed in deeds.items():
        run = offline(base, "command", *deed, kernel=False, **names)
        assert run.returncode == 0, run.stderr
        said[name] = run.stdout
    window = folder / "window"
    window.mkdir()
    save(load(resources.path("examples", "sample.vsm")), window / "sample.vsm")
    assert offline(base, "window", window, kernel=False, **names).returncode == 0
    files = [each for each in folder.rglob("*") if each.is_file() and each.suffix in {".pdf", ".xlsx", ".vsm"}]
    assert len(files) == 2 + 2 + 3
    return said, files, home / "state" / "logs"


def everything_in(path: Path) -> bytes:
    """The bytes of a file and of all that is packed in it."""
    content = path.read_bytes()
    found = [content]
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            found += [name.encode() + parts.read(name) for name in parts.namelist()]
    if path.suffix == ".pdf":
        found += [unpacked(each) for each in re.findall(rb"stream\r?\n(.*?)\r?\n?endstream", content, re.DOTALL)]
        found.append(" ".join([*pdf.texts(content), *pdf.metadata(content).values()]).encode())
    return b"\n".join(found)


def unpacked(stream: bytes) -> bytes:
    try:
        return zlib.decompress(base64.a85decode(b"<~" + stream, adobe=True) if stream.endswith(b"~>") else stream)
    except (ValueError, zlib.error):
        return stream


def holds(content: bytes, word: str) -> bool:
    """In any of the ways in which text is written into such files."""
    content = content.lower()
    ways = [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]
    return any(way in content or way.hex().encode() in content for way in ways)


def test_deliverables_files_and_log_name_no_user_machine_or_place(handed_over):
    said, files, logs = handed_over
    for path in files:
        held = everything_in(path)
        if path.parent.name == "out" or path.name == f"{FILE}.vsm":
            assert holds(held, "acme insurance"), f"the search is blind in {path.name}"
            assert holds(held, "receive"), f"the search is blind in {path.name}"
        for word in STRIKING:
            assert not holds(held, word), f"{word} in {path.name}"
    log = b"".join(each.read_bytes() for each in logs.iterdir())
    assert b"started" in log
    for word in STRIKING:
        assert not holds(log, word), f"{word} in the log"
        for name, words in said.items():
            if name not in {"report", "import"}:  # these say where they wrote, to who asked
                assert word not in words.lower(), f"{word} in {name}"


def test_who_made_it_is_the_consultant_or_the_program(tmp_path):
    plan = tmp_path / "plan.vsm"
    document = builders.document("A 1h -> B 1h")
    program = f"VSM Studio {__version__}"
    for consultant, named in (("", "VSM Studio"), ("Ford Prefect", "Ford Prefect")):
        save(document.apply(edits.update(document, document.engagement.id, consultant=consultant)), plan)
        assert not offline(tmp_path, "command", "report", plan, "-o", tmp_path, kernel=False).returncode
        (report,), (workbook,) = tmp_path.glob("*.pdf"), tmp_path.glob("*.xlsx")
        told = pdf.metadata(report.read_bytes())
        assert (told["Author"], told["Creator"]) == (named, program)
        properties = zipfile.ZipFile(workbook).read("docProps/core.xml").decode()
        assert re.findall(r"<dc:creator[^>]*>([^<]*)<", properties) == [named]
        assert "lastModifiedBy" not in properties
        assert "anonymous" not in everything_in(report).decode(errors="replace").lower()

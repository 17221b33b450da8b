"""What a bundle holds on each system, how it is packed, and what must not be in it."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.packaging.tools import PACKAGING, tool

CHECKOUT = PACKAGING.parent
contents, packing, cleaning, libraries = (
    tool(f"bundle/{name}") for name in ("contents", "packing", "cleaning", "libraries")
)


@pytest.mark.parametrize(
    ("platform", "kept"),
    [
        (
            "linux",
            ["PySide6/Qt/plugins/platforms/libqxcb.so", "PySide6/Qt/lib/libQt6Widgets.so.6", "PySide6/QtGui.abi3.so"],
        ),
        ("win32", ["PySide6\\plugins\\platforms\\qwindows.dll", "PySide6\\Qt6Widgets.dll", "PySide6\\QtGui.pyd"]),
        (
            "darwin",
            ["PySide6/Qt/plugins/platforms/libqcocoa.dylib", "PySide6/Qt/lib/QtWidgets.framework/Versions/A/QtWidgets"],
        ),
    ],
)
def test_a_bundle_holds_what_the_window_needs(platform, kept):
    for place in [
        *kept,
        "vsmstudio/_data/fonts/Inter-Regular.ttf",
        "numpy.libs/libopenblas.so",
        "pptx/templates/default.pptx",
    ]:
        assert contents.wanted(place, platform), place


@pytest.mark.parametrize(
    ("platform", "left_out"),
    [
        (
            "linux",
            ["plugins/tls/libqopensslbackend.so", "lib/libQt6Network.so.6", "lib/libQt6Quick.so.6", "translations/qt_de.qm",
             "plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", "qml/QtQuick/qmldir"],
        ),
        ("win32", ["../Qt6Network.dll", "../QtNetwork.pyd", "../opengl32sw.dll", "../plugins/generic/qtuiotouchplugin.dll"]),
        ("darwin", ["lib/QtNetwork.framework/Versions/A/QtNetwork", "lib/QtQml.framework/Versions/A/QtQml"]),
    ],
)  # fmt: skip
def test_a_bundle_holds_no_network_and_no_other_toolkit(platform, left_out):
    for place in left_out:
        place = f"PySide6/Qt/{place}".replace("Qt/../", "")
        assert not contents.wanted(place, platform), place


def test_a_bundle_holds_every_module_of_the_program():
    found = contents.modules(CHECKOUT)
    assert {"vsmstudio", "vsmstudio.cli", "vsmstudio.gui.pages.portfolio.money"} <= set(found)


def test_windows_reads_the_version():
    def taken(*given, **named):
        return [*given, named]

    kinds = [
        "VSVersionInfo",
        "FixedFileInfo",
        "StringFileInfo",
        "StringTable",
        "StringStruct",
        "VarFileInfo",
        "VarStruct",
    ]
    read = eval(contents.version_resource("1.20.3"), dict.fromkeys(kinds, taken))
    assert read[-1]["ffi"][-1]["filevers"] == (1, 20, 3, 0)


def test_folders_are_named_alike():
    assert contents.folder_name("1.2", "linux", "x86_64") == "vsmstudio-1.2-linux-x86_64"
    assert contents.folder_name("1.2", "win32", "AMD64") == "vsmstudio-1.2-windows-x86_64"
    assert contents.folder_name("1.2", "darwin", "arm64") == "vsmstudio-1.2-macos-arm64"


def small_bundle(base: Path, name: str) -> Path:
    folder = base / name
    (folder / "_internal").mkdir(parents=True)
    (folder / "vsmstudio").write_bytes(b"program")
    (folder / "vsmstudio").chmod(0o700)
    (folder / "_internal" / "ä b.txt").write_text("words")
    return folder


@pytest.mark.parametrize("system", ["linux", "windows", "macos"])
def test_the_same_folder_packs_to_the_same_bytes(tmp_path, system):
    first, second = (packing.pack(small_bundle(tmp_path / at, f"vsmstudio-1-{system}-x86_64")) for at in "ab")
    assert first.read_bytes() == second.read_bytes()
    if system == "windows":
        assert sorted(zipfile.ZipFile(first).namelist()) == [
            "vsmstudio-1-windows-x86_64/_internal/ä b.txt",
            "vsmstudio-1-windows-x86_64/vsmstudio",
        ]
        return
    with tarfile.open(first) as tar:
        modes = {member.name.rpartition("/")[2]: oct(member.mode) for member in tar if member.isfile()}
        assert modes == {"vsmstudio": "0o755", "ä b.txt": "0o644"}
        assert {(member.uid, member.uname) for member in tar} == {(0, "")}


def test_a_bundle_that_names_this_computers_folders_is_refused(tmp_path):
    folder = small_bundle(tmp_path, "vsmstudio")
    assert not cleaning.wrong(folder, [Path("/home/anna/checkout")])
    (folder / "_internal" / "module.pyc").write_bytes(b"..../home/anna/checkout/vsmstudio/log.py")
    (folder / "_internal" / "libQt6Network.so.6").touch()
    said = cleaning.wrong(folder, [Path("/home/anna/checkout")])
    assert [each.partition(" ")[0] for each in said] == ["_internal/libQt6Network.so.6", "_internal/module.pyc"]


@pytest.mark.skipif(sys.platform != "linux", reason="the system's libraries are taken along on Linux only")
def test_libraries_of_the_system_come_after_what_they_need():
    made = Path(sys.executable).resolve()
    names = [path.name for path in libraries.fallback([made], frozenset())]
    assert not [name for name in names if libraries.EXPECTED.fullmatch(name)]
    for at, name in enumerate(names):
        linked = set(libraries.needed(libraries.known()[name]))
        assert not linked & set(names[at + 1 :])


def test_every_command_of_the_bootstrap_has_its_script():
    bootstrap = tool("bootstrap")
    for script, extra in bootstrap.SCRIPTS.values():
        assert (PACKAGING / script).is_file()
        assert extra in bootstrap.SERVING
    assert set(bootstrap.BEGIN_WITH_A_BUNDLE) < set(bootstrap.SCRIPTS)


@pytest.mark.parametrize("system", ["linux", "win32", "darwin"])
def test_the_readme_says_how_to_start_and_leaves_no_gap(system):
    text = tool("bundle/build").readme(system, "2.35" if system == "linux" else "")
    assert "@" not in text
    assert "NOTICE.txt" in text
    assert max(map(len, text.splitlines())) < 120

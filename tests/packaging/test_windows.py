"""The installer for Windows."""

from __future__ import annotations

import shutil

import pytest

from tests.packaging.tools import PACKAGING, tool

installer = tool("windows/installer")


def test_it_removes_each_file_that_it_put_there_and_folders_only_when_they_are_empty():
    lines = list(installer.removal(["vsmstudio.exe", "_internal/a/b.dll", "_internal/price $.txt"]))
    assert sorted(line.split()[0] for line in lines) == ["Delete", "Delete", "Delete", "RMDir", "RMDir"]
    assert lines.index('RMDir "$INSTDIR\\_internal\\a"') < lines.index('RMDir "$INSTDIR\\_internal"')
    assert 'Delete "$INSTDIR\\_internal\\price $$.txt"' in lines
    assert not any("/r" in line for line in lines)


def test_it_asks_for_no_administrator_and_writes_to_nobody_elses_settings():
    script = (PACKAGING / "windows" / "vsmstudio.nsi").read_text(encoding="utf-8")
    assert "RequestExecutionLevel user" in script
    assert "HKLM" not in script
    assert "RMDir /r" not in script


@pytest.mark.skipif(not shutil.which("makensis"), reason="NSIS is not installed")
def test_it_is_made_of_a_bundle_and_of_nothing_else(tmp_path):
    with pytest.raises(installer.NotBuilt, match="made on Windows"):
        installer.build(tmp_path, tmp_path)
    bundle = tmp_path / "bundle"
    (bundle / "_internal").mkdir(parents=True)
    for name in (*installer.PROGRAMS, "_internal/Größe.txt"):
        (bundle / name).write_bytes(b"stand-in")
    made = installer.build(bundle, tmp_path, "1.2.3")
    assert made.name == "vsmstudio-1.2.3-windows-setup.exe"
    assert made.read_bytes().startswith(b"MZ")

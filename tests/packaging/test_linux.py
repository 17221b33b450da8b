"""What Linux desktops are told of the program."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
from datetime import date

import pytest
from defusedxml.ElementTree import parse

from tests.packaging.tools import PACKAGING, tool
from vsmstudio import __version__, resources
from vsmstudio.arguments import parser

LINUX = PACKAGING / "linux"
manual = tool("linux/manual")


def passes(*command: object) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed")


def test_the_manual_names_every_command_and_option():
    page = manual.page(date(2026, 2, 14))
    commands = manual.commands_of(parser())
    for name, command in commands.items():
        section = page.split(f".Ss {name}\n")[1].split("\n.S")[0]
        for action in command._actions:
            if not isinstance(action, argparse._HelpAction):
                for option in action.option_strings:
                    assert f"Fl {option[1:]}" in section
                assert action.option_strings or f"Ar {action.metavar}" in section
    assert "Fl -safe-mode" in page
    assert set(re.findall(r"^\.Ss (.+)$", page, re.MULTILINE)) == set(commands)


@needs("mandoc")
def test_the_manual_is_well_formed(tmp_path):
    path = tmp_path / "vsmstudio.1"
    path.write_text(manual.page(date(2026, 2, 14)), encoding="utf-8")
    passes("mandoc", "-T", "lint", "-W", "style", path)


@needs("bash")
def test_the_shell_completes_commands_their_options_and_values(tmp_path):
    path = tmp_path / "completion"
    path.write_text(manual.completion(), encoding="utf-8")

    def completed(*words: str) -> list[str]:
        script = '. "$0"; COMP_WORDS=(vsmstudio "$@"); COMP_CWORD=$#; _vsmstudio; printf "%s\\n" "${COMPREPLY[@]}"'
        command = ["bash", "-c", script, str(path), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout.split()

    assert completed("rep") == ["report"]
    assert completed("report", "--fo") == ["--formats"]
    assert completed("check", "--fail-on", "h") == ["high"]


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid():
    passes("desktop-file-validate", LINUX / "vsmstudio.desktop")


def test_entry_file_type_and_description_speak_of_the_same_program():
    entry = (LINUX / "vsmstudio.desktop").read_text(encoding="utf-8")
    said = parse(LINUX / "org.vsmstudio.vsmstudio.metainfo.xml").getroot()
    kind = parse(LINUX / "vsmstudio.xml").getroot()[0]
    assert f"MimeType={kind.get('type')};" in entry
    assert said.findtext("provides/mediatype") == kind.get("type")
    assert said.findtext("launchable") == "vsmstudio.desktop"
    assert f"Categories={';'.join(each.text for each in said.iter('category'))};" in entry
    assert (LINUX / "changelog").read_text(encoding="utf-8").startswith(f"vsmstudio ({__version__}) ")


def test_our_files_are_told_by_their_first_bytes_from_others_of_the_same_ending():
    kind = parse(LINUX / "vsmstudio.xml").getroot()
    outer = kind.find(".//{*}match")
    head = resources.read_bytes("examples", "sample.vsm")[:64].decode()
    assert head.startswith(outer.get("value"))
    first, last = (int(part) for part in outer[0].get("offset").split(":"))
    assert first <= head.index(outer[0].get("value")) <= last
    json.loads(outer.get("value") + "1}")

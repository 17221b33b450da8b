"""A bundle on a stick keeps what it remembers beside itself, where somebody made a folder for that."""

from __future__ import annotations

import sys

import pytest

from vsmstudio import places


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """The folder of a bundle from which this program seems to run."""
    folder = tmp_path / "stick" / "vsmstudio-1-linux-x86_64"
    folder.mkdir(parents=True)
    monkeypatch.delenv("VSMSTUDIO_STATE", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "vsmstudio"))
    places.portable.cache_clear()
    yield folder
    places.portable.cache_clear()


def test_without_a_folder_of_its_own_a_bundle_uses_the_users_folders(bundle):
    assert bundle.parent not in places.state().parents


def test_a_folder_beside_the_bundle_takes_all_that_it_remembers(bundle):
    carried = bundle.parent / "vsmstudio-data"
    carried.mkdir()
    kept = places.settings(), places.journals(), places.versions(), places.logs()
    assert {each.parent for each in kept} == {carried}


def test_beside_an_application_of_macos_too(bundle, monkeypatch):
    monkeypatch.setattr(sys, "executable", str(bundle / "VSM Studio.app" / "Contents" / "MacOS" / "vsmstudio"))
    (bundle / "vsmstudio-data").mkdir()
    assert places.state() == bundle / "vsmstudio-data"


def test_an_installed_program_does_not_ask(bundle, monkeypatch):
    (bundle.parent / "vsmstudio-data").mkdir()
    monkeypatch.delattr(sys, "frozen")
    assert bundle.parent not in places.state().parents

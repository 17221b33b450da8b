"""What the application tells macOS about itself."""

from __future__ import annotations

import plistlib

from tests.packaging.tools import PACKAGING, tool


def test_the_application_opens_the_files_that_it_declares():
    plist = tool("macos/plist")
    told = plistlib.loads(plistlib.dumps(plist.info_plist("1.2.3")))
    (document,), (kind,) = told["CFBundleDocumentTypes"], told["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["vsm"]
    assert (told["CFBundleShortVersionString"], told["NSHighResolutionCapable"]) == ("1.2.3", True)


def test_all_systems_call_the_files_by_one_mime_type():
    said = (PACKAGING / "linux" / "vsmstudio.xml").read_text(encoding="utf-8")
    assert f'type="{tool("macos/plist").MIME}"' in said


def test_what_the_signature_allows_is_a_plist():
    allowed = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert allowed
    assert all(value is True for value in allowed.values())

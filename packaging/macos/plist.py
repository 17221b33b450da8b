"""What the application tells macOS about itself: its files, the oldest system it runs on, how it is shown."""

from __future__ import annotations

from typing import Any

IDENTIFIER = "org.vsmstudio.vsmstudio"
FILE_TYPE = "org.vsmstudio.map"  # the kind of a .vsm file
FILE_ICON = "vsmstudio-file.icns"  # in the application's folder Resources
MIME = "application/x-vsmstudio"


def info_plist(version: str) -> dict[str, Any]:
    """The entries of `Info.plist` beside those that PyInstaller writes."""
    return {
        "CFBundleName": "VSM Studio",
        "CFBundleDisplayName": "VSM Studio",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Value stream map",
                "CFBundleTypeRole": "Editor",
                "CFBundleTypeIconFile": FILE_ICON,
                "LSItemContentTypes": [FILE_TYPE],
                "LSHandlerRank": "Owner",
            }
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": FILE_TYPE,
                "UTTypeDescription": "Value stream map",
                "UTTypeConformsTo": ["public.json"],
                "UTTypeIconFile": FILE_ICON,
                "UTTypeTagSpecification": {"public.filename-extension": ["vsm"], "public.mime-type": [MIME]},
            }
        ],
        "LSApplicationCategoryType": "public.app-category.business",
        "LSMinimumSystemVersion": "13.0",  # the oldest that the wheels of Qt are made for
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "Apache License 2.0. Licences of all parts: Help > About",
        "NSPrincipalClass": "NSApplication",
        "NSSupportsAutomaticGraphicsSwitching": True,
    }

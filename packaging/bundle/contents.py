"""What a bundle holds and what it leaves out, for each platform: names and patterns, nothing of this machine.

Platforms are named as `sys.platform` names them: "linux", "win32", "darwin".
"""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path, PurePosixPath

NAME = "vsmstudio"

# Python's parts that the program has no use for. Without those for networks it could not reach one if it tried.
NOT_OF_PYTHON = (
    "_hashlib", "_socket", "_sqlite3", "_ssl", "_tkinter", "antigravity",
    "asyncio", "curses", "dbm", "distutils", "doctest", "ensurepip", "ftplib", "http.client", "http.server",
    "idlelib", "imaplib", "lib2to3", "mailbox", "multiprocessing", "nntplib", "pdb", "poplib", "pydoc", "pydoc_data",
    "readline", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "telnetlib", "test", "tkinter", "turtle",
    "turtledemo", "unittest", "urllib.request", "venv", "webbrowser", "wsgiref", "xmlrpc",
)  # fmt: skip
# Libraries that others use where they are there, and tests, tools and pictures' formats of those that are needed.
NOT_OF_OTHERS = (
    "IPython", "PIL.AvifImagePlugin", "PIL.ImageCms", "PIL.ImageQt", "PIL.ImageTk", "PIL.WebPImagePlugin",
    "PIL._avif", "PIL._imagingcms", "PIL._imagingft", "PIL._imagingmath", "PIL._imagingtk", "PIL._webp",
    "PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtQuick", "_brotli", "_pytest", "attr", "brotli",
    "charset_normalizer", "docutils", "fontTools", "hypothesis", "lxml.html", "lxml.isoschematron", "lxml.objectify",
    "lxml.sax", "matplotlib", "mypy", "numpy._core._multiarray_tests", "numpy._core._operand_flag_tests",
    "numpy._core._rational_tests", "numpy._core._struct_ufunc_tests", "numpy._core._umath_tests", "numpy.distutils",
    "numpy.f2py", "numpy.fft", "numpy.polynomial", "numpy.testing", "numpy.tests", "pandas", "pip", "pkg_resources", "pygments",
    "pytest", "reportlab.graphics", "reportlab.platypus", "rich", "scipy", "setuptools", "sphinx", "wheel",
)  # fmt: skip
EXCLUDED = NOT_OF_PYTHON + NOT_OF_OTHERS

# Parts of PyInstaller that run at each start and that nothing here needs: they read `inspect` and `pkgutil`, and on Linux
# name this bundle's plug-ins to every program that is started from here, whose Qt would then load them.
NOT_AT_THE_START = {
    "linux": ("pyi_rth_inspect", "pyi_rth_pkgutil", "pyi_rth_pyside6"),
    "win32": ("pyi_rth_inspect", "pyi_rth_pkgutil"),
    "darwin": ("pyi_rth_inspect", "pyi_rth_pkgutil"),
}

# Qt's plug-ins that are taken along, as `folder/name` without what systems put around names.
PLUGINS = {
    "linux": (
        "platforms/qxcb", "platforms/qwayland", "platforms/qoffscreen", "platformthemes/qgtk3",
        "platformthemes/qxdgdesktopportal", "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin", "wayland-decoration-client/adwaita",
        "wayland-decoration-client/bradient", "wayland-shell-integration/xdg-shell", "printsupport/cupsprintersupport",
        "imageformats/qjpeg", "imageformats/qsvg", "iconengines/qsvgicon",
    ),
    "win32": ("platforms/qwindows", "platforms/qoffscreen", "styles/qmodernwindowsstyle", "imageformats/qjpeg"),
    "darwin": ("platforms/qcocoa", "platforms/qoffscreen", "styles/qmacstyle", "imageformats/qjpeg"),
}  # fmt: skip
# What these need of the system is there where they are of use: GNOME's toolkit, a printing system.
OF_A_DESKTOP = ("platformthemes/qgtk3", "printsupport/cupsprintersupport")

QT_PARTS = ("Core", "DBus", "Gui", "PrintSupport", "Svg", "WaylandClient", "Widgets", "WlShellIntegration", "XcbQpa")
BINDINGS = ("QtCore", "QtDBus", "QtGui", "QtPrintSupport", "QtWidgets")

# Files of libraries that only people who program with them read, and texts in the program's own language only.
UNREAD = (
    "PySide6/Qt/translations/*", "PySide6/translations/*", "*/opengl32sw.dll", "*/d3dcompiler_*.dll", "*.pyi", "*/py.typed",
    "lxml/isoschematron/*", "numpy-*.dist-info/*", "attrs-*.dist-info/*", "reportlab/fonts/*", "*/tests/*",
)  # fmt: skip

_QT_LIBRARY = re.compile(r"(?:lib)?Qt6(\w+?)(?:\.so[\d.]*|\.dll|\.dylib)|Qt(\w+)")
_BINDING = re.compile(r"PySide6/(Qt\w+)\.(?:abi3\.so|pyd)")


def plugin(dest: str) -> str:
    """The `folder/name` of the Qt plug-in at this place in a bundle; blank where it is none."""
    place = PurePosixPath(dest.replace("\\", "/"))
    if "plugins" not in place.parts or "PySide6" not in place.parts:
        return ""
    return f"{place.parent.name}/{re.sub(r'^lib|[.](so|dll|dylib)$', '', place.name)}"


def wanted(dest: str, platform: str) -> bool:
    """Whether a file that PyInstaller would put at this place belongs into a bundle."""
    dest = dest.replace("\\", "/")
    if any(fnmatch(dest, pattern) for pattern in UNREAD):
        return False
    if name := plugin(dest):
        return name in PLUGINS[platform]
    if binding := _BINDING.fullmatch(dest):
        return binding[1] in BINDINGS
    if "/" not in dest and fnmatch(dest, "*.framework"):
        return False
    if library := _QT_LIBRARY.fullmatch(PurePosixPath(dest).name):
        return (library[1] or library[2]) in QT_PARTS
    return "PySide6/Qt/qml/" not in dest and "PySide6/qml/" not in dest


def of_python(dest: str) -> bool:
    """Whether Python's own shared library or one of its compiled modules would stand at this place."""
    return bool(re.match(r"(libpython|python)3[^/]*(/lib-dynload/.*)?$", dest))


def modules(checkout: Path) -> list[str]:
    """Every module of the program: many are read by name, when they are first used."""
    found = (path.relative_to(checkout).with_suffix("").as_posix() for path in (checkout / NAME).rglob("*.py"))
    return sorted(name.replace("/", ".").removesuffix(".__init__") for name in found)


def folder_name(version: str, platform: str, machine: str) -> str:
    """The bundle's name without an ending: `vsmstudio-0.1.0-linux-x86_64`."""
    system = {"win32": "windows", "darwin": "macos"}.get(platform, platform)
    return f"{NAME}-{version}-{system}-{machine.lower().replace('amd64', 'x86_64')}"


def version_resource(version: str) -> str:
    """What Windows shows in a program's properties, as PyInstaller reads it from a file."""
    numbers = tuple((*(int(part) for part in re.findall(r"\d+", version)[:4]), 0, 0, 0, 0)[:4])
    said = {
        "CompanyName": "VSM Studio",
        "FileDescription": "VSM Studio",
        "FileVersion": version,
        "InternalName": NAME,
        "LegalCopyright": "Apache License 2.0. Licences of all parts: NOTICE.txt",
        "OriginalFilename": f"{NAME}.exe",
        "ProductName": "VSM Studio",
        "ProductVersion": version,
    }
    strings = ", ".join(f"StringStruct({name!r}, {words!r})" for name, words in said.items())
    return (
        f"VSVersionInfo(ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{strings}])]), "
        "VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n"
    )

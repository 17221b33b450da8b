"""Try the Debian package as its users do: install, double-click, upgrade, remove, in a bare Debian system.

    python packaging/linux/trial.py [PACKAGE] [--root FOLDER] [--picture FILE]

PACKAGE is what `deb.py` made (the newest in dist). FOLDER is a bare system; without it one is made by debootstrap, and kept.
It needs root, a network for the packages that ours asks for, and Debian's debootstrap, lintian, xvfb, openbox, xdotool,
x11-utils, imagemagick.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(CHECKOUT / "packaging" / "bundle"), str(CHECKOUT)]

from bare import HOME, Bare, NotTried, copy, pristine  # noqa: E402
from screen import screen, until  # noqa: E402

from vsmstudio import __version__  # noqa: E402

OLDER = "0.0.1~before"
DESKTOP = (
    "desktop-file-utils", "hicolor-icon-theme", "libglib2.0-bin", "man-db", "shared-mime-info", "xdg-utils",
)  # fmt: skip
FILE = f"{HOME}/My maps/claims.vsm"
MIME = "application/x-vsmstudio"
STATE = f"{HOME}/.local/state/vsmstudio"
# What package tools keep for themselves, whatever was installed and removed.
KEPT_BY_TOOLS = (
    "var/lib/apt",
    "var/lib/dpkg",
    "var/lib/systemd",
    "var/log",
    "var/cache",
    "etc/ld.so.cache",
    "home",
    "root",
    "tmp",
    "proc",
)
GNOME = {"XDG_CURRENT_DESKTOP": "GNOME", "LANG": "C.UTF-8"}


def as_root(bare: Bare, *command: str) -> str:
    """Run a command of the administrator's inside."""
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C"}
    given = ["chroot", str(bare.root), *command]
    done = subprocess.run(given, env=environment, capture_output=True, text=True, timeout=900, cwd="/", check=False)
    if done.returncode:
        raise NotTried(f"{' '.join(command)}:\n{(done.stdout + done.stderr)[-1500:]}")
    return done.stdout


def install(bare: Bare, *packages: str, recommended: bool = False) -> None:
    more = [] if recommended else ["--no-install-recommends"]
    as_root(bare, "apt-get", "install", "--quiet", "--yes", *more, *packages)


def files(bare: Bare) -> set[str]:
    """All that lies in the system, but for what tools keep for themselves."""
    found = (str(path.relative_to(bare.root)) for path in bare.root.rglob("*"))
    return {path for path in found if not path.startswith(KEPT_BY_TOOLS)}


def expect(what: str, there: bool, told: object = "") -> None:
    if not there:
        raise NotTried(f"{what}: no. {told}")
    print(f"  {what}", flush=True)


def older(package: Path, folder: Path) -> Path:
    """The same package with a lower version."""
    opened, made = folder / "older", folder / "older.deb"
    subprocess.run(["dpkg-deb", "-R", package, opened], check=True)
    control = opened / "DEBIAN/control"
    control.write_text(
        control.read_text("utf-8").replace(f"\nVersion: {__version__}\n", f"\nVersion: {OLDER}\n"), "utf-8"
    )
    (opened / "usr/lib/vsmstudio/of-before").write_text("A file that only the older version has.\n", encoding="utf-8")
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Znone", "-b", opened, made], check=True, stdout=subprocess.DEVNULL
    )
    shutil.rmtree(opened)
    return made


def lint(package: Path) -> None:
    done = subprocess.run(["lintian", "--fail-on", "error", package], capture_output=True, text=True, check=False)
    expect("lintian finds no error", done.returncode == 0, done.stdout)


def begin(bare: Bare, package: Path) -> set[str]:
    """A desktop's tools, the older version, and the upgrade; what lay there before."""
    as_root(bare, "apt-get", "update", "--quiet")
    install(bare, *DESKTOP)
    before = files(bare)
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(older(package, Path(folder)), bare.inside("/tmp/older.deb"))
    shutil.copy(package, bare.inside("/tmp/newer.deb"))
    install(bare, "/tmp/older.deb")
    expect("an older version installs with what it asks for", bare.inside("/usr/lib/vsmstudio/of-before").is_file())
    install(bare, "/tmp/newer.deb")
    version = as_root(bare, "dpkg-query", "-W", "-f${Version}", "vsmstudio")
    gone = not bare.inside("/usr/lib/vsmstudio/of-before").exists()
    expect("it is upgraded, and its own files are gone", version == __version__ and gone, version)
    return before


def use(bare: Bare, picture: Path | None) -> None:
    """As an ordinary user, without a network."""
    told = bare.run("vsmstudio", "--version").stdout
    expect("the command runs", __version__ in told, told)
    done = bare.run("vsmstudio", "demo", f"{HOME}/demo", "--no-window")
    expect("it writes the sample's report", bool(list(bare.inside(f"{HOME}/demo").glob("*.pdf"))), done.stderr)
    told = bare.run("man", "vsmstudio", LANG="C.UTF-8").stdout
    expect("the manual page is found", "--safe-mode" in told, told[:300])
    bare.inside(FILE).parent.mkdir()
    shutil.copy(bare.inside(f"{HOME}/demo/sample.vsm"), bare.inside(FILE))
    bare.give(HOME)
    done = bare.run("xdg-mime", "query", "filetype", FILE, **GNOME)
    expect("a .vsm file is known", done.stdout.strip() == MIME, done)
    bare.inside(f"{HOME}/unnamed").write_bytes(bare.inside(FILE).read_bytes())
    done = bare.run("xdg-mime", "query", "filetype", f"{HOME}/unnamed", **GNOME)
    expect("also by its first bytes alone", done.stdout.strip() == MIME, done)
    done = bare.run("xdg-mime", "query", "default", MIME, **GNOME)
    expect("it opens with the program", done.stdout.strip() == "vsmstudio.desktop", done)
    double_click(bare, picture)


def double_click(bare: Bare, picture: Path | None) -> None:
    """What a file manager does when a file is double-clicked."""
    bare.bind(Path("/tmp/.X11-unix"), "/tmp/.X11-unix", read_only=True)
    with screen() as shown:
        opened = subprocess.Popen(bare.command("xdg-open", FILE, DISPLAY=shown.display, **GNOME), cwd="/")
        try:
            seen = until(lambda: shown.shows("claims"), 60)
            expect("a double-click opens its window", bool(seen))
            environment = {"DISPLAY": shown.display, "PATH": "/usr/bin:/bin"}
            if until(lambda: "_NET_WM_ICON" in properties(environment), 20):
                told = properties(environment)
                expect("the window bears its icon", True)
                entry = bare.inside("/usr/share/applications/vsmstudio.desktop").read_text("utf-8")
                name = entry.split("StartupWMClass=")[1].split("\n")[0]
                expect(
                    "the entry names the window's class", f'"{name}"' in told.split("WM_CLASS")[1].split("\n")[0], told
                )
            if picture:
                picture.parent.mkdir(parents=True, exist_ok=True)
                subprocess.run(["import", "-window", "root", picture], env=environment, check=True)
            shown.press("ctrl+q")
            until(lambda: not shown.shows("claims"), 20)
        finally:
            opened.terminate()
            opened.wait()


def properties(environment: dict[str, str]) -> str:
    """What the window tells the desktop."""
    told = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--name", "claims"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if not (windows := told.stdout.split()):
        return ""
    given = ["xprop", "-id", windows[0], "_NET_WM_ICON", "WM_CLASS"]
    done = subprocess.run(given, env=environment, capture_output=True, text=True, errors="replace", check=False)
    return "" if "not found" in done.stdout else "_NET_WM_ICON WM_CLASS" + done.stdout.rpartition("WM_CLASS")[2]


def end(bare: Bare, before: set[str]) -> None:
    """Nothing is left of the package; what is the user's stays."""
    as_root(bare, "apt-get", "remove", "--quiet", "--yes", "vsmstudio")
    left = {path for path in files(bare) - before if "vsmstudio" in path}
    expect("it is removed, to the last file", not left, sorted(left)[:10])
    expect("the user's settings stay", bare.inside(STATE).is_dir())
    as_root(bare, "dpkg", "--purge", "vsmstudio")
    as_root(bare, "apt-get", "autoremove", "--purge", "--quiet", "--yes")
    left = files(bare) - before
    expect("after a purge the system holds what it held before", not left, sorted(left)[:10])
    expect("and lacks nothing", not (before - files(bare)), sorted(before - files(bare))[:10])


def main() -> int:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("package", type=Path, nargs="?")
    reader.add_argument("--root", type=Path, help="a bare system")
    reader.add_argument("--picture", type=Path, help="where a picture of the window goes")
    given = reader.parse_args()
    made = sorted((CHECKOUT / "dist").glob("vsmstudio_*.deb"), key=lambda path: path.stat().st_mtime)
    try:
        if not (package := given.package or (made[-1] if made else None)):
            raise NotTried("There is no package yet. Make one first: python3 packaging/bootstrap.py deb")
        print(package)
        lint(package)
        with copy(given.root or pristine("bookworm")) as bare:
            before = begin(bare, package)
            use(bare, given.picture)
            end(bare, before)
    except (NotTried, subprocess.SubprocessError, OSError) as error:
        print(f"The package failed its trial: {error}", file=sys.stderr)
        return 1
    print("The package passed its trial.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Start VSM Studio or its tests from a checkout, or make something to give away, with nothing installed but Python.

    python3 packaging/bootstrap.py run [arguments of vsmstudio]
    python3 packaging/bootstrap.py test [arguments of pytest]
    python3 packaging/bootstrap.py where
    python3 packaging/bootstrap.py handbook     build the handbook
    python3 packaging/bootstrap.py bundle       make a folder that runs where no Python is, in dist/, and pack it
    python3 packaging/bootstrap.py try          try that folder in a bare Debian system (Linux, as root)
    python3 packaging/bootstrap.py deb          make a Debian package of that folder
    python3 packaging/bootstrap.py try-deb      try that package in a bare Debian system (Linux, as root)
    python3 packaging/bootstrap.py installer    make Windows' installer of the folder that was made there

`run` with no arguments opens the sample engagement, or writes its PDF and workbook where there is no screen. `test`
needs no screen. `where` prints the Python of the private environment that both use, for scripts.

The first start makes that environment in the user's cache folder (320 MB, with the tools for tests 500 MB; delete it at
any time); later ones only compare a stamp. The system's own Python is never touched. On Debian and Ubuntu missing
system libraries are installed if that needs no password; otherwise the line to type is printed.
"""
# This file is to be read by Python 3.8 too, so that it can say which Python is needed.

import os
import sys
import zlib

# Others are imported where they are used: most starts need none of them.

MINIMUM = (3, 11)
NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")
CHECKOUT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
WINDOWS = os.name == "nt"

# What Qt loads from the system: shared library -> Debian's package.
FOR_QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
}
FOR_A_WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

FOR_A_BUNDLE = {"libwayland-client.so.0": "libwayland-client0", "libwayland-cursor.so.0": "libwayland-cursor0"}

# Commands that are scripts: where each is, and which tools it needs beside the program.
SCRIPTS = {
    "handbook": ("handbook/build.py", "handbook"),
    "bundle": ("bundle/build.py", "bundle"),
    "try": ("bundle/trial.py", "bundle"),
    "deb": ("linux/deb.py", "bundle"),
    "try-deb": ("linux/trial.py", "bundle"),
    "installer": ("windows/installer.py", "bundle"),
}
BEGIN_WITH_A_BUNDLE = {"try": "linux", "deb": "linux", "installer": "windows"}  # of which system
# Which environments serve what was asked for: one with more tools does, too.
SERVING = {
    "": ("", "handbook", "bundle", "dev"),
    "handbook": ("handbook", "bundle", "dev"),
    "bundle": ("bundle", "dev"),
    "dev": ("dev",),
}


class Stop(Exception):
    """What the person has to know or do, in a sentence or two."""


def say(text):
    """Progress goes to standard error: the program's own output stays clean."""
    print("[vsmstudio] " + text, file=sys.stderr, flush=True)


def main(arguments):
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command not in ("run", "test", "where", *SCRIPTS) or (command == "where" and rest):
        print(__doc__.strip(), file=sys.stderr)
        return 0 if command in ("-h", "--help", "help") else 2
    if sys.version_info < MINIMUM:
        return with_a_newer_python(arguments)
    if command == "where":
        print(environment("dev", {}))
        return 0
    if command == "test":
        if not os.environ.get("QT_QPA_PLATFORM") or not has_screen():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        on_screen = os.environ["QT_QPA_PLATFORM"] not in ("offscreen", "minimal")
        python = environment("dev", libraries(on_screen))
        os.chdir(CHECKOUT)
        # Two processes at a time, unless the person picks tests: a few start sooner without.
        return become([python, "-m", "pytest", *(rest or ["-n", "2"])])
    if command in SCRIPTS:
        script, extra = SCRIPTS[command]
        if command == "bundle" and sys.platform.startswith("linux"):
            install_packages(missing_tools())
        python = environment(extra, libraries(True, command == "bundle"))
        if command in BEGIN_WITH_A_BUNDLE and (not rest or rest[0].startswith("-")):
            rest = [the_bundle(BEGIN_WITH_A_BUNDLE[command]), *rest]
        return become([python, os.path.join(CHECKOUT, "packaging", *script.split("/")), *rest])
    rest = rest or ["demo"]
    wants_window = has_screen() and (rest[0] == "demo" or rest[0].endswith(".vsm")) and "--no-window" not in rest
    python = environment("", libraries(True) if wants_window else {})
    return become([python, "-P", "-m", "vsmstudio", *rest])


def the_bundle(system):
    """The folder that `bundle` made for a system, for what begins with it."""
    import glob

    # With a separator at the end only folders are found, not the archives beside them.
    found = sorted(glob.glob(os.path.join(CHECKOUT, "dist", "vsmstudio-*-" + system + "-*", "")), key=os.path.getmtime)
    if not found:
        on = {"windows": " on Windows"}.get(system, "")
        raise Stop("There is no bundle yet. Make one first" + on + ": python3 packaging/bootstrap.py bundle")
    return found[-1]


def has_screen():
    if WINDOWS or sys.platform == "darwin":
        return True
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def become(command):
    """Hand over to `command`; its exit status is ours."""
    if not WINDOWS:
        sys.stdout.flush()
        os.execv(command[0], command)
    import subprocess

    return subprocess.call(command)


def with_a_newer_python(arguments):
    import shutil
    import subprocess

    for name in NEWER:
        python = shutil.which(name)
        # Version managers leave stubs behind for versions that are not there.
        if python and subprocess.call([python, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            return become([python, os.path.abspath(__file__), *arguments])
    have, need = ".".join(map(str, sys.version_info[:3])), ".".join(map(str, MINIMUM))
    raise Stop("VSM Studio needs Python " + need + " or newer; this is " + have + ". Install one from python.org.")


# The environment


def cache_folder():
    if WINDOWS:
        return os.environ.get("LOCALAPPDATA") or os.path.expanduser("~\\AppData\\Local")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches")
    given = os.environ.get("XDG_CACHE_HOME", "")
    return given if os.path.isabs(given) else os.path.expanduser("~/.cache")


def environment(extra, libraries_needed):
    """The Python of this checkout's environment, with the dependencies of `extra`; made or brought up to date first."""
    # One for each checkout and Python: another Python could not use its compiled parts.
    key = zlib.crc32(os.fsencode(CHECKOUT + "\n" + sys.base_prefix))
    name = "%s-python%d.%d-%08x" % (os.path.basename(CHECKOUT), *sys.version_info[:2], key)
    folder = os.path.join(cache_folder(), "vsmstudio", name)
    python = os.path.join(folder, "Scripts", "python.exe") if WINDOWS else os.path.join(folder, "bin", "python")
    missing = missing_libraries(libraries_needed)
    if missing or not is_ready(folder, python, extra):
        install_packages(missing + missing_venv(folder))
        with locked(folder + ".lock"):
            if not is_ready(folder, python, extra):
                make(folder, python, extra)
    if handbook_is_old():
        with locked(folder + ".lock"):
            renew_handbook(python)
    return python


def handbook_is_old():
    """Did somebody change the handbook's pages since it was looked at? Only times are compared, as every start asks."""
    pages = os.path.join(CHECKOUT, "packaging", "handbook")
    parts = ("", "pictures", "reference", "theme")
    try:
        then = os.path.getmtime(os.path.join(CHECKOUT, "resources", "handbook", "made-from.txt"))
        files = [each for part in parts for each in os.scandir(os.path.join(pages, part)) if each.is_file()]
        return any(each.stat().st_mtime > then for each in files)
    except OSError:
        return True


def renew_handbook(python):
    """Build the handbook where its pages say something new. The program starts without, too, so a failure is only said."""
    import subprocess

    script = os.path.join(CHECKOUT, "packaging", "handbook", "build.py")
    status = subprocess.call([python, script, "--if-needed"], stdout=sys.stderr)
    if status == 3:  # its tools are not here; an installation has them for as long as it takes
        say("Building the handbook.")
        status = subprocess.call([*pip_install(python), "--no-deps", "--editable", CHECKOUT], stdout=sys.stderr)
    if status:
        say("The handbook could not be built; all else works.")


def wanted_stamp(extra):
    """What the environment was made from: another pyproject.toml asks for another environment."""
    with open(os.path.join(CHECKOUT, "pyproject.toml"), "rb") as file:
        return ("%08x %s\n" % (zlib.crc32(file.read()), extra)).encode()


def read_stamp(folder):
    try:
        with open(os.path.join(folder, "vsmstudio-stamp"), "rb") as file:
            return file.read()
    except OSError:
        return b""


def is_ready(folder, python, extra):
    """Whether there is one that holds what `extra` asks for, or more."""
    stamp = read_stamp(folder)
    return bool(stamp) and stamp in map(wanted_stamp, SERVING[extra]) and os.path.exists(python)


def make(folder, python, extra):
    """Make the environment, or bring it up to date. Only a good one has a stamp; one without is made anew."""
    import shutil

    stamp = read_stamp(folder)
    if stamp and os.path.exists(python):
        say("Bringing the environment up to date: " + folder)
        held = b" ".join(stamp.split()[1:]).decode()
        if held in SERVING[extra]:
            extra = held
        os.remove(os.path.join(folder, "vsmstudio-stamp"))
    else:
        if os.path.exists(folder):
            say("Removing an unfinished environment: " + folder)
            shutil.rmtree(folder)
        say("Making a private environment (once): " + folder)
        run([sys.executable, "-m", "venv", folder], "The environment could not be made.")
    say("Installing what the program needs" + (" and tools." if extra else "."))
    target = CHECKOUT + ("[" + extra + "]" if extra else "")
    run([*pip_install(python), "--editable", target], "The packages could not be installed (is there a network?).")
    part = os.path.join(folder, "vsmstudio-stamp.part")
    with open(part, "wb") as file:
        file.write(wanted_stamp(extra))
    os.replace(part, os.path.join(folder, "vsmstudio-stamp"))


def pip_install(python):
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    return [python, "-m", "pip", "--disable-pip-version-check", "install", *quiet]


def run(command, failure):
    """Run a helper with its output on standard error. Raises Stop with `failure`."""
    import subprocess

    try:
        status = subprocess.call(command, stdout=sys.stderr)
    except OSError as error:
        raise Stop(failure + " " + str(error)) from error
    if status:
        raise Stop(failure + " The lines above say why.")


def locked(path):
    """An open file that only one start holds, so that two do not make one environment. It is let go of on closing."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    file = open(path, "ab")  # noqa: SIM115 (the caller closes it)
    if WINDOWS:
        import msvcrt

        while True:
            try:
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                return file
            except OSError:  # it gives up after ten seconds
                say("Waiting for another start to finish.")
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        say("Waiting for another start to finish.")
        fcntl.flock(file, fcntl.LOCK_EX)
    return file


# System packages


def libraries(on_screen, to_give_away=False):
    """What Qt will load, on Linux, and what else a bundle takes along."""
    if not sys.platform.startswith("linux"):
        return {}
    return dict(FOR_QT, **(FOR_A_WINDOW if on_screen else {}), **(FOR_A_BUNDLE if to_give_away else {}))


def missing_tools():
    """Debian's package of the tools that look into libraries."""
    import shutil

    return [] if all(map(shutil.which, ("objdump", "readelf", "strip"))) else ["binutils"]


def missing_libraries(needed):
    """Debian's packages of the libraries that the loader does not find."""
    places = ["/usr/lib/%s-linux-gnu/" % os.uname().machine, "/usr/lib64/"] if needed else []
    unseen = [name for name in needed if not any(os.path.exists(place + name) for place in places)]
    if unseen:  # ask the loader itself, which knows every place but takes longer
        import ctypes

        for name in list(unseen):
            try:
                ctypes.CDLL(name)
                unseen.remove(name)
            except OSError:
                pass
    return [needed[name] for name in unseen]


def missing_venv(folder):
    """Debian's Python comes without the part that puts pip into an environment."""
    import importlib.util

    if os.path.exists(folder) or importlib.util.find_spec("ensurepip"):
        return []
    return ["python%d.%d-venv" % sys.version_info[:2]]


def install_packages(packages):
    """Install Debian's packages, or raise Stop with the line to type."""
    import shutil
    import subprocess

    if not packages:
        return
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise Stop("Parts of the system are missing. Install what your system calls these: " + names)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if os.geteuid() == 0:
        first = []
    elif shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        first = ["sudo", "-n"]
    else:
        raise Stop("Parts of the system are missing. Type this line, then start again:\n  sudo " + " ".join(install))
    say("Installing parts of the system that are missing: " + names)
    first += ["env", "DEBIAN_FRONTEND=noninteractive"]
    # The lists of packages of a new or long unused system are empty or old.
    if subprocess.call([*first, *install], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        run([*first, "apt-get", "update", "--quiet"], "The list of packages could not be fetched.")
        run([*first, *install], "The packages could not be installed.")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as reason:
        say(str(reason))
        sys.exit(1)
    except KeyboardInterrupt:
        say("Stopped. What is unfinished is made anew at the next start.")
        sys.exit(130)

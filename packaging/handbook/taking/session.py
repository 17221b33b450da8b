"""Going through the scenes, and writing or comparing what they give."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import qVersion
from PySide6.QtGui import QImage
from taking import conditions
from taking.compare import differences
from taking.files import PAINTED_BY, PICTURES, README, place_of, reduced, written

COMMAND = "python packaging/handbook/take_pictures.py"
QT = ".".join(qVersion().split(".")[:2])


def take(only: Sequence[str], check: bool, to: Path | None) -> int:
    """Take the pictures whose names begin so, or all. Gives the exit status."""
    begun = time.monotonic()
    conditions.begin()
    said: list[str] = []
    size = count = 0
    for name, image in _taken(only, said):
        count += 1
        if check:
            said += _checked(name, image, to)
        else:
            size += _write(name, image, to)
    if not count:
        said.append("There is no picture of that name.")
    if not only:
        said += _strays(check or to is not None)
    took = f"{time.monotonic() - begun:.0f} s"
    print(f"{count} pictures in {took}" + ("" if check else f", {size / 1e6:.2f} MB"))
    for line in said:
        print(line, file=sys.stderr)
    return 1 if said else 0


def _taken(only: Sequence[str], said: list[str]) -> Iterator[tuple[str, Image.Image]]:
    """Each picture that is wanted. A scene that cannot be played to its end is said, and costs no other."""
    from taking.scenes import scenes
    from taking.stage import Stage

    from vsmstudio.gui import simulating, workspace
    from vsmstudio.gui.app import application

    app = application()
    app.setCursorFlashTime(0)
    workspace.PATIENCE = float("inf")  # figures come with the edit
    simulating.AFTER = 0  # ranges follow at once
    stage = Stage()

    def wanted(name: str) -> bool:
        return not only or any(name.startswith(each) for each in only)

    for scene in scenes():
        if not any(wanted(name) for name in scene.names):
            continue
        left = set(scene.names)
        try:
            for name, image in scene.play(stage):
                left.remove(name)
                if wanted(name):
                    yield name, _as_pillow(image)
        except Exception as error:
            if "--loud" in sys.argv:
                raise
            where = error.__traceback__
            while where is not None and where.tb_next is not None and "shots" not in where.tb_frame.f_code.co_filename:
                where = where.tb_next
            line = f" (line {where.tb_lineno} of {Path(where.tb_frame.f_code.co_filename).name})" if where else ""
            said.append(f"{', '.join(sorted(left))}: could not be taken: {type(error).__name__}: {error}{line}")
        stage.close()


def _as_pillow(image: QImage) -> Image.Image:
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    return Image.frombuffer(
        "RGB", (plain.width(), plain.height()), bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine(), 1
    )


def _write(name: str, image: Image.Image, to: Path | None) -> int:
    path = place_of(name) if to is None else to / f"{name}.png"
    return written(reduced(image, name), path, QT)


def _checked(name: str, image: Image.Image, to: Path | None) -> list[str]:
    path = place_of(name)
    if not path.is_file():
        return [f"{name}: there is no such picture yet. Take it: {COMMAND} --only {name}"]
    with Image.open(path) as held:
        now = reduced(image, name).convert("RGB")
        if held.info.get(PAINTED_BY) != QT and held.size == now.size:
            print(f"{name}: of another Qt than {QT}; only that it can be taken, and its size, were tried")
            return []  # which puts tables and check boxes some pixels aside
        found = differences(held.convert("RGB"), now)
    if not found:
        return []
    if to is not None:
        to.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, to / f"{name}-before.png")
        written(reduced(image, name), to / f"{name}-now.png", QT)
    return [f"{name}: the window looks otherwise now: {found}. Look at it, then take it anew: {COMMAND} --only {name}"]


def _strays(keep: bool) -> list[str]:
    """Pictures that no scene takes any more: deleted, or said."""
    from taking.scenes import scenes

    known = {name for scene in scenes() for name in scene.names} - set(README)
    strays = sorted(path for path in PICTURES.glob("*.png") if path.stem not in known)
    if keep:
        return [f"{path.stem}: no scene takes this picture any more. Delete it." for path in strays]
    for path in strays:
        path.unlink()
    return []

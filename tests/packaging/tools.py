"""The scripts in packaging/, which are no package: another one of PyPI has that name."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"


def tool(name: str) -> ModuleType:
    """One of the scripts by its path without ending, such as `linux/manual`."""
    path = PACKAGING / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"packaging_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

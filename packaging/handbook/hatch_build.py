"""What wheel, sdist and editable installs do first: build the handbook where it is not, or is not from these sources.

An sdist holds the built pages, so whoever builds a wheel from one needs no Sphinx.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class HandbookHook(BuildHookInterface):  # type: ignore[type-arg]
    """Called by hatchling, which finds it through `pyproject.toml`."""

    def dependencies(self) -> list[str]:
        """Sphinx, and what the program's tables need; nothing where nothing is to be built."""
        if self._builder.is_fresh():
            return []
        core = self.metadata.core
        return [
            *core.optional_dependencies["handbook"],
            *(each for each in core.dependencies if each.startswith("msgspec")),
        ]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Before the files are gathered, `resources/handbook` is made, to be packed with the other resources."""
        self._builder.ensure()

    @property
    def _builder(self) -> ModuleType:
        spec = importlib.util.spec_from_file_location(
            "handbook_build", Path(self.root, "packaging", "handbook", "build.py")
        )
        if spec is None or spec.loader is None:
            raise ImportError("packaging/handbook/build.py is missing")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

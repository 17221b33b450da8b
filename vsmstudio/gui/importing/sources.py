"""The files that are being imported: what each is taken for, and the page that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vsmstudio.gui.importing.kinds import ARCHIMATE, DRAWIO, LOG, MODEL, TABLE
from vsmstudio.gui.importing.page import Context, Page
from vsmstudio.gui.importing.tables_page import TablesPage


@dataclass
class Source:
    """A file, its kind (blank: not known), what is wrong with it, and its page where it has one of its own."""

    path: Path
    kind: str = ""
    problem: str = ""
    page: Page | None = None


class Sources:
    """All files of one import. Tables share a page, every other file has its own.

    `made` is told each page that was made, `gone` each that is wanted no more.
    """

    def __init__(self, context: Context, made: Callable[[Page], None], gone: Callable[[Page], None]) -> None:
        self._context, self._made, self._gone = context, made, gone
        self.held: list[Source] = []
        self.tables: TablesPage | None = None

    def add(self, paths: list[Path]) -> None:
        """Take files in, each once."""
        have = {each.path for each in self.held}
        for path in dict.fromkeys(paths):
            if path not in have:
                self.held.append(recognised(path))
        self._arrange()

    def remove(self, source: Source) -> None:
        self.held.remove(source)
        self._drop(source)
        self._arrange()

    def take_for(self, source: Source, kind: str) -> None:
        """Read a file as another kind than it was taken for."""
        if kind != source.kind:
            self._drop(source)
            source.kind, source.problem = kind, ""
            self._arrange()

    def pages(self) -> list[Page]:
        """Every page once, in the order of the files; tables come first, as other files may name what they hold."""
        shared: list[Page] = [self.tables] if self.tables is not None else []
        return [*shared, *(each.page for each in self.held if each.page is not None)]

    def page(self, source: Source) -> Page | None:
        return self.tables if source.kind == TABLE and not source.problem else source.page

    def problem(self, source: Source) -> str:
        """Why nothing can be imported of a file; blank otherwise."""
        page = self.page(source)
        return source.problem or (page.problem_of(source.path) if page is not None else "")

    def _drop(self, source: Source) -> None:
        if source.page is not None:
            self._gone(source.page)
            source.page = None

    def _arrange(self) -> None:
        for each in self.held:
            if each.page is None and each.kind not in ("", MODEL, TABLE) and not each.problem:
                each.page = page_of(each.kind, each.path, self._context)
                self._made(each.page)
        tables = [each.path for each in self.held if each.kind == TABLE and not each.problem]
        if tables and self.tables is None:
            self.tables = TablesPage(self._context)
            self._made(self.tables)
        if self.tables is not None and tables:
            self.tables.show_paths(tables)
        elif self.tables is not None:
            page, self.tables = self.tables, None
            self._gone(page)


def recognised(path: Path) -> Source:
    """A file with the kind that its name and its beginning give away."""
    from vsmstudio.interchange import sources
    from vsmstudio.interchange.imported import BadSource

    try:
        if path.exists() and not path.is_file():
            return Source(path, problem=f"{path.name} is no file. Choose the files in it instead.")
        kind = sources.kind_of_file(path)
    except BadSource as error:
        return Source(path, problem=str(error))
    except OSError as error:
        return Source(path, problem=f"{path.name} could not be read: {error.strerror or error}.")
    if kind == MODEL:
        words = f"{path.name} is a file of VSM Studio. Open it with File > Open, or take it in with File > Merge another file."
        return Source(path, kind, words)
    return Source(path, kind)


def may_be(kind: str) -> tuple[str, ...]:
    """The kinds that a file may be taken for instead, where a person knows better."""
    return (TABLE, LOG, ARCHIMATE, DRAWIO) if kind != MODEL else ()


def page_of(kind: str, path: Path, context: Context) -> Page:
    """The page for one file that is no table (tables share one page)."""
    if kind == LOG:
        from vsmstudio.gui.importing.log_page import LogPage

        return LogPage(path, context)
    from vsmstudio.gui.importing.drawing_page import DrawingPage

    return DrawingPage(path, kind, context)

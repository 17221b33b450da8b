from vsmstudio.interchange.drawio.cells import Page
from vsmstudio.interchange.imported import Imported


def is_own(page: Page) -> bool:
    return False


def read_own(pages: list[Page], name: str) -> Imported:
    raise NotImplementedError

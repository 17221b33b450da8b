"""The templates that come with the program: the one list of their files and words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from vsmstudio import resources

if TYPE_CHECKING:
    from vsmstudio.model.document import Document


class Template(NamedTuple):
    """A document to begin from: the file in `resources/templates`, its title, and what it is good for."""

    name: str
    title: str
    words: str


TEMPLATES = (
    Template("service-value-stream", "Service value stream", "A request is taken in, checked, decided and delivered"),
    Template("incident-to-resolution", "Incident to resolution", "From a report to a service that works again"),
    Template("order-to-cash", "Order to cash", "From an order to money in the bank"),
    Template("hire-to-productive", "Hire to productive", "From a vacancy to somebody who works alone"),
    Template("idea-to-release", "Idea to release", "From an idea to a release that people use"),
    Template("blank", "Blank", "An empty map"),
)
BLANK = TEMPLATES[-1]


def read(template: Template) -> Document:
    """The document of a template as it was made. It holds example figures, and says so."""
    from vsmstudio.storage.files import load

    return load(resources.path("templates", f"{template.name}.vsm"))


def begin(template: Template) -> Document:
    """A new document that begins as a template stands: its records have ids of their own."""
    from vsmstudio.model import edits
    from vsmstudio.model.renewing import renewed

    return edits.new_document() if template is BLANK else renewed(read(template))

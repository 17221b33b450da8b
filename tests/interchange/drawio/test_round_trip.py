"""What is written to a drawing comes back the same, and what people change in it wins."""

from __future__ import annotations

from hypothesis import given, settings

from tests.documents import documents
from vsmstudio import resources
from vsmstudio.interchange.drawio import read_bytes, write
from vsmstudio.model.document import Document
from vsmstudio.storage.codec import decode


def sample() -> Document:
    return decode(resources.read_bytes("examples", "sample.vsm"))


@given(documents())
@settings(max_examples=60)
def test_every_document_comes_back_the_same(document: Document):
    found = read_bytes(write(document), "Model.drawio")
    assert dict(found.document.records) == dict(document.records)
    assert found.notes == ()


def test_the_sample_comes_back_the_same():
    document = sample()
    assert read_bytes(write(document), "Sample.drawio").document == document

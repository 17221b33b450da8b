"""draw.io drawings, in and out: value stream maps, flowcharts and BPMN as maps, and maps as drawings that stay editable."""

from vsmstudio.interchange.drawio.reading import read_bytes
from vsmstudio.interchange.drawio.writing import write

__all__ = ["read_bytes", "write"]

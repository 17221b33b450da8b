"""Architecture models: the ArchiMate exchange format (3.x both ways, 2.1 read) and Archi's own files (read).

`reading` tells any of them in the exchange format's terms (`archi`, `older`), takes it apart (`exchange`), finds streams,
steps and what stands behind them, and keeps all else (`keeping`). `writing` puts both together again.
"""

from __future__ import annotations

from vsmstudio.interchange.archimate.reading import read_bytes, views_of
from vsmstudio.interchange.archimate.writing import write

__all__ = ["read_bytes", "views_of", "write"]

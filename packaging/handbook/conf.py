"""What Sphinx is to make of the handbook's pages: plain pages for the program's own window, and for any browser."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from vsmstudio import __version__  # noqa: E402 (it is found through the line above)

project = "VSM Studio Handbook"
author = "VSM Studio"
version = release = __version__
language = "en"
extensions = ["reference"]
exclude_patterns = ["pictures"]

html_theme = "theme"
html_theme_path = [str(HERE)]
html_permalinks = False
html_scaled_image_link = False
smartquotes = False  # what is written is what is shown
nitpicky = True

"""Where the bundled program begins."""

import sys

from vsmstudio.cli import main

sys.exit(main())

"""`python -m vsmstudio`."""

import sys

from vsmstudio.cli import main

if __name__ == "__main__":
    sys.exit(main())

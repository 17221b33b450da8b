"""One gesture per file: press starts it, moves show what would be, release commits one Change, Esc takes it back."""

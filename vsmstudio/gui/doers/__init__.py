"""What carries the actions of `gui/acts` out."""

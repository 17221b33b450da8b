"""What stands in the place of the canvas when more than one map is looked at: the engagement as a whole, or two states."""

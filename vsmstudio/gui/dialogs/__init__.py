"""What keeps and brings back work, as the person meets it: quiet bars, and the dialogs for versions, merges and repairs."""

"""The charter, as a sheet of paper."""

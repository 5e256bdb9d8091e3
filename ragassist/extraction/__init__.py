"""A table over documents: a row for each document, a cell for each field, every cell with its quote and its check."""

"""Makes a table over documents, with a row for each document and a cell for each field; each cell has a checked quote."""

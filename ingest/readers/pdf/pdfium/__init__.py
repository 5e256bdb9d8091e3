"""PDFium: where each sign of a page stands, and whether it can be seen."""

"""The parts of OpenDocument files: the flow of text, tables, lists, forms and styles."""

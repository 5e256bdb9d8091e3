"""Turns data into what is painted: filtered text, right-to-left order, citations, passages, pictures."""

"""Text on the screen: safe text, right-to-left order, citations, passages."""

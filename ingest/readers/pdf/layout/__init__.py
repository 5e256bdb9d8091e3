"""Signs in their places become lines, lines become paragraphs."""

"""Words of a question in the other languages of a library, so that full text finds what they stand in."""

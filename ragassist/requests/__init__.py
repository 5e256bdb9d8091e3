"""Recognises the kind of a request, and answers the kinds that aren't look-ups; one module for each kind."""

"""Ties an answer to its sources: checks claims, writes citations, and decides when there is no answer."""

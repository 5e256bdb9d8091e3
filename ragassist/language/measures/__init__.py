"""Reads numbers, units and dates in a text as values, by the data of CLDR and Unicode."""

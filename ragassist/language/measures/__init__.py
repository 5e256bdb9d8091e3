"""Numbers, units, dates and their words, as CLDR and Unicode know them: whatever a text measures becomes a value."""

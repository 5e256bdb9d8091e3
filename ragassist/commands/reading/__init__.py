"""Commands that read whole documents: summaries, translations, tables."""

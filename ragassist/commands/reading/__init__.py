"""Commands that read whole documents: `summarize`, `translate` and `extract`."""

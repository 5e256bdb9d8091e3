"""Models as data, on disk and on their way there."""

"""The widgets, one a file: data in by constructor or method, intent out by a message."""

"""The widgets, one per file. A widget gets its data by constructor or method and reports what the person wants by a message."""

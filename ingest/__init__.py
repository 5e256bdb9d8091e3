"""A path becomes a document of located text, and a document becomes chunks."""

"""Which language a text is in, and all that is known about each of the eight."""

"""Files of the library: atomic replacement, locks, priority between processes, and stored results."""

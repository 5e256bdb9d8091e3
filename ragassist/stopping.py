"""The exception that ends stopped work."""


class Stopped(Exception):
    """Raised when the person has stopped an answer or other work; it isn't an error."""

"""Stopping an answer: the exception, and Ctrl-C as an event."""


class Stopped(Exception):
    """Raised when the person stopped an answer; not an error."""

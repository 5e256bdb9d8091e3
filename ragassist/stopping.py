"""The exception that ends work which the person stopped."""


class Stopped(Exception):
    """Raised where the person has stopped an answer or other work; no error."""

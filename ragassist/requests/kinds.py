"""The kinds of requests."""

from enum import StrEnum


class RequestKind(StrEnum):
    """The kind of a request. `LOOKUP`, a question whose answer is in a passage, is the most frequent kind and the default."""

    LOOKUP = "lookup"
    SUMMARY = "summary"
    OVERVIEW = "overview"
    COUNT = "count"
    COMPARE = "compare"
    TRANSLATE = "translate"
    EXTRACT = "extract"
    DRAFT = "draft"
    SMALLTALK = "smalltalk"
    CAPABILITY = "capability"


AGAIN = "again"
"""The router's name for a wish that the last result be given again, in another length, language or form: "And shorter." It is
no kind of its own: what is given again keeps its kind, and without a result the text is a look-up."""

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

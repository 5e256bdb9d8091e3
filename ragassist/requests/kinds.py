"""The kinds of requests."""

from enum import StrEnum


class RequestKind(StrEnum):
    """What a person asks for. `LOOKUP`, a fact that stands in some passage, is the main job and what is assumed in doubt."""

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

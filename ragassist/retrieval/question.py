"""Checks the text of a question."""

from ingest.said import said
from ragassist.errors import QuestionInvalid

MOST_CHARACTERS = 2_000
"""Most characters of a question."""
_LONG = "the question has {count:,} characters and at most {most:,} are read: shorten it"


def checked_question(question: str) -> str:
    """Return the question without blanks at its ends. Raises `QuestionInvalid` if it has no words or is too long."""
    text = question.encode("utf-8", "replace").decode().replace("\0", " ").strip()  # bytes of a terminal that aren't UTF-8
    if not text:
        raise QuestionInvalid(said("question_empty", "the question is empty: ask something"))
    if len(text) > MOST_CHARACTERS:
        raise QuestionInvalid(said("question_long", _LONG, count=len(text), most=MOST_CHARACTERS))
    if not any(char.isalnum() for char in text):
        raise QuestionInvalid(said("question_wordless", "the question holds no words: ask in words"))
    return text

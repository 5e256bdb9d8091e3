"""Checks the text of a question."""

from ragassist.errors import QuestionInvalid

MOST_CHARACTERS = 2_000
"""Most characters of a question."""


def checked_question(question: str) -> str:
    """Return the question without blanks at its ends. Raises `QuestionInvalid` if it has no words or is too long."""
    text = question.encode("utf-8", "replace").decode().replace("\0", " ").strip()  # bytes of a terminal that aren't UTF-8
    if not text:
        raise QuestionInvalid("the question is empty: ask something")
    if len(text) > MOST_CHARACTERS:
        raise QuestionInvalid(f"the question has {len(text):,} characters and at most {MOST_CHARACTERS:,} are read: shorten it")
    if not any(char.isalnum() for char in text):
        raise QuestionInvalid("the question holds no words: ask in words")
    return text

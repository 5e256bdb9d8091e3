"""The limits of a question."""

from ragassist.errors import QuestionInvalid

MOST_CHARACTERS = 2_000
"""Characters of the longest question that is read."""


def checked_question(question: str) -> str:
    """Return the question without blank ends; raises `QuestionInvalid` if there is nothing to ask or far too much."""
    text = question.encode("utf-8", "replace").decode().replace("\0", " ").strip()  # bytes of a terminal that aren't UTF-8
    if not text:
        raise QuestionInvalid("the question is empty: ask something")
    if len(text) > MOST_CHARACTERS:
        raise QuestionInvalid(f"the question has {len(text):,} characters and at most {MOST_CHARACTERS:,} are read: shorten it")
    if not any(char.isalnum() for char in text):
        raise QuestionInvalid("the question holds no words: ask in words")
    return text

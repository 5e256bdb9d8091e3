"""Filters text of documents, models, file names and errors for the UI, and formats counts and sizes."""

from typing import Protocol

from textual.content import Content

from ingest.errors import AssistantError
from ragassist.language.phrases import translated
from ragassist.untrusted import for_terminal, one_line


class Translate(Protocol):
    """Returns a phrase by its name, in the language of the UI."""

    def __call__(self, name: str, /, **values: str | float) -> str:
        """Return the phrase with its placeholders filled."""


def safe(text: str) -> Content:
    """Return text as content without markup and without characters that a terminal acts on."""
    return Content(for_terminal(text))


def safe_line(text: str) -> Content:
    """Return text as content of one line, filtered as `safe` does."""
    return Content(one_line(text))


def unix_lines(text: str) -> str:
    """Return pasted text with line feeds as line ends; terminals send carriage returns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def told(line: str, say: Translate) -> str:
    """Return a line of the program in one line and in the UI's language, English if it can't be said in it."""
    return one_line(translated(line, say))


def problem_line(problem: BaseException, say: Translate) -> str:
    """Return the message of an error as `told` does; an unexpected error is preceded by the name of its type."""
    if isinstance(problem, AssistantError):
        return told(problem.line, say)
    return one_line(f"{type(problem).__name__}: {problem}")


def number(count: int) -> str:
    """Return a count with no-break spaces between thousands, which all languages understand."""
    return f"{count:,}".replace(",", "\u00a0")


def heading(text: str) -> str:
    """Return a phrase with a capital first letter, as titles of panes and columns have in the scripts that have capitals."""
    return text[:1].upper() + text[1:]


def counted(name: str, count: int, say: Translate) -> str:
    """Return a count with its noun in the right form of the UI's language, such as `1 document` or `1 518 documents`.

    The name of the phrase is `name` followed by `_counted`.
    """
    return say(f"{name}_counted", count=count, shown=number(count))


def share_of(name: str, done: int, total: int, say: Translate) -> str:
    """Return how many of a total are done, such as `37/256 passages`.

    Where the noun itself says the number, as the Arabic dual does, the total is told in digits all the same.
    """
    whole = counted(name, total, say)
    return f"{number(done)}/{whole if number(total) in whole else f'{number(total)} {say(name)}'}"


def size_in_words(size: int, say: Translate) -> str:
    """Return a number of bytes in the unit that fits (factor 1000), such as `3.4 MB`."""
    amount = float(size)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{size} B" if unit == "B" else f"{say('tenths', value=amount)} {unit}"
        amount /= 1000
    return f"{say('tenths', value=amount)} GB"

"""The one door through which text of documents, models, file names and errors comes into the UI."""

from typing import Protocol

from textual.content import Content

from ingest.errors import AssistantError
from ragassist.untrusted import for_terminal, one_line


class Translate(Protocol):
    """Returns a phrase by its name, in the language of the UI."""

    def __call__(self, name: str, /, **values: str | float) -> str:
        """Return the phrase with its placeholders filled."""


def safe(text: str) -> Content:
    """Return text that is shown as it stands: no markup in it, and nothing that a terminal could act on."""
    return Content(for_terminal(text))


def safe_line(text: str) -> Content:
    """Return text for a place of one line."""
    return Content(one_line(text))


def unix_lines(text: str) -> str:
    """Return pasted text with its line ends as line feeds: terminals send carriage returns."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def problem_line(problem: BaseException) -> str:
    """Return what the person is told of a failure: the message of an expected one, the name of any other too."""
    if isinstance(problem, AssistantError):
        return one_line(str(problem))
    return one_line(f"{type(problem).__name__}: {problem}")


def number(count: int) -> str:
    """Return a count with its thousands apart, in a way that all languages read."""
    return f"{count:,}".replace(",", "\u00a0")


def counted(name: str, count: int, say: Translate) -> str:
    """Return a count with its noun in the form that the language wants, as `1 document` or `1 518 documents`.

    The phrase is `name` with `_counted` behind it.
    """
    return say(f"{name}_counted", count=count, shown=number(count))


def size_in_words(size: int, say: Translate) -> str:
    """Return bytes in the unit that fits, as `3.4 MB`."""
    amount = float(size)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{size} B" if unit == "B" else f"{say('tenths', value=amount)} {unit}"
        amount /= 1000
    return f"{say('tenths', value=amount)} GB"

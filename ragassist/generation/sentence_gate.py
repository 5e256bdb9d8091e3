"""Holds an answer back, sentence by sentence, until each is known to be in the right language and no refusal behind others."""

import re

import regex

from ingest.language.punctuation import CLOSERS, SENTENCE_END, ends_without_blank
from ingest.language.scripts import dense_letters
from ragassist.language.drift import begins_in, differs, fits
from ragassist.language.refusals import is_our_refusal, may_become_refusal

_LETTERS_TO_TELL = 30
_DENSE_LETTERS_TO_TELL = 10
"""Letters of a sentence after which its language is looked at, fewer where each sign says more."""
_WIDE_COLON = "："
_CLOSERS = f"[{re.escape(CLOSERS)}]*"
_ENDED = regex.compile(rf"[{SENTENCE_END}:：]{_CLOSERS}(?:\[[\d\s,]*\])*$")
"""The end of what a blank makes a sentence of: "31.4 kg.[1]"."""
_ITEM = r"\s*[*_]*(?:\d{1,2}[.)]|[-*•])[*_]*"
_LABEL = re.compile(rf"[:：]{_CLOSERS}\s*$|^{_ITEM}\s*$")
_IN_A_LIST = re.compile(rf"{_ITEM}\s")


class WrongLanguage(Exception):
    """A sentence is in another language than it should be; nothing of it was let through."""


class RefusedBehind(Exception):
    """Our refusal stands behind other sentences; nothing of it was let through."""


class SentenceGate:
    """Takes an answer piece by piece; `passed` is what it let through. What it stands `behind` counts as said.

    A sentence waits for its first letters only: its beginning in the right language opens the gate until it ends. One that
    begins like our refusal waits until it doesn't. Behind a label ("Price:", "2.", a bullet) the refusal is part of the answer.
    """

    def __init__(self, language: str, behind: str = "") -> None:
        self.language, self.passed = language, ""
        self._held, self._sentence, self._before = "", "", behind
        self._is_open = False
        self._closed: type[WrongLanguage | RefusedBehind] | None = None

    def feed(self, text: str) -> str:
        """Return what may be shown now. Raises `WrongLanguage` and `RefusedBehind`, once nothing before is left to be shown."""
        shown = ""
        try:
            self._go_on()
            for char in text:
                shown += self._character(char)
        except (WrongLanguage, RefusedBehind) as reason:
            self._closed = type(reason)
            if not shown:
                raise
            return self._through(shown)
        return self._through(shown)

    def finish(self) -> str:
        """Return the rest when the answer ends. Raises `WrongLanguage` and `RefusedBehind`."""
        self._go_on()
        return self._through(self._judged())

    def _go_on(self) -> None:
        if self._closed:
            raise self._closed

    def _through(self, shown: str) -> str:
        self.passed += shown
        return shown

    def _character(self, char: str) -> str:
        """Take a character; a blank after a full stop, a line's end and the full stops of ja and zh end a sentence."""
        ends = (
            char == "\n"
            or char == _WIDE_COLON
            or ends_without_blank(char)
            or (char.isspace() and _ENDED.search(self._sentence) is not None)
        )
        self._held += char
        self._sentence += char
        if not ends and not self._is_open and (enough_to_tell(self._held) or self._shows_its_language()):
            return self._judged(by_its_beginning=True)
        if not ends:
            return self._release() if self._is_open else ""
        shown = self._judged()
        self._is_open = False
        self._before, self._sentence = self._sentence if self._sentence.strip() else self._before, ""
        return shown

    def _shows_its_language(self) -> bool:
        """Whether the words so far are enough; the last one may go on, but where signs are words it doesn't."""
        return (self._held[-1].isspace() or dense_letters(self._held[-1]) > 0) and begins_in(self._held, self.language)

    def _judged(self, *, by_its_beginning: bool = False) -> str:
        if self._is_open:
            return self._release()
        if self._may_refuse():
            if by_its_beginning and may_become_refusal(self._held):
                return ""
            if is_our_refusal(self._held):
                raise RefusedBehind
        if differs(self._held, self.language):
            raise WrongLanguage
        if by_its_beginning and not fits(self._held, self.language):
            return ""  # names so far: wait for the sentence's end
        self._is_open = True
        return self._release()

    def _may_refuse(self) -> bool:
        listed = _LABEL.search(self._before) or _IN_A_LIST.match(self._held)
        return bool(self._before.strip()) and not listed

    def _release(self) -> str:
        held, self._held = self._held, ""
        return held


def enough_to_tell(text: str) -> bool:
    """Whether the beginning of an answer is long enough to judge it."""
    letters = sum(char.isalpha() for char in text)
    return letters >= _LETTERS_TO_TELL or dense_letters(text) >= _DENSE_LETTERS_TO_TELL

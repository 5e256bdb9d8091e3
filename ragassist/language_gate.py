"""Holds an answer back, sentence by sentence, until each is known to be in the right language."""

from ragassist import languages

_LETTERS_TO_TELL = 30
_DENSE_LETTERS_TO_TELL = 10
"""Letters of a sentence after which its language is looked at, fewer where each sign says more."""
_ENDS = ".!?:。！？؟："
_DENSE_ENDS = "。！？："


class Drifted(Exception):
    """A sentence is in another language than it should be; nothing of it was let through."""


class LanguageGate:
    """Takes an answer piece by piece; `passed` is what it let through.

    A sentence waits for its first letters only: its beginning in the right language opens the gate until it ends.
    """

    def __init__(self, language: str, passed: str = "") -> None:
        self.language, self.passed = language, passed
        self._held, self._last = "", " "
        self._is_open = self._has_drifted = False

    def feed(self, text: str) -> str:
        """Return what may be shown now. Raises `Drifted`, once nothing before the sentence is left to be shown."""
        shown = ""
        try:
            self._go_on()
            for char in text:
                shown += self._character(char)
        except Drifted:
            self._has_drifted = True
            if not shown:
                raise
            return self._through(shown)
        return self._through(shown)

    def finish(self) -> str:
        """Return the rest when the answer ends. Raises `Drifted`."""
        self._go_on()
        return self._through(self._judged())

    def _go_on(self) -> None:
        if self._has_drifted:
            raise Drifted

    def _through(self, shown: str) -> str:
        self.passed += shown
        return shown

    def _character(self, char: str) -> str:
        """Take a character; a blank after a full stop, a line's end and the full stops of ja and zh end a sentence."""
        ends = char == "\n" or char in _DENSE_ENDS or (char.isspace() and self._last in _ENDS)
        self._held += char
        self._last = char
        if not ends and not self._is_open and enough_to_tell(self._held):
            return self._judged(by_its_beginning=True)
        if not ends:
            return self._release() if self._is_open else ""
        shown = self._judged()
        self._is_open = False
        return shown

    def _judged(self, *, by_its_beginning: bool = False) -> str:
        if not self._is_open:
            if languages.differs(self._held, self.language):
                raise Drifted
            if by_its_beginning and not languages.fits(self._held, self.language):
                return ""  # names so far: wait for the sentence's end
        self._is_open = True
        return self._release()

    def _release(self) -> str:
        held, self._held = self._held, ""
        return held


def enough_to_tell(text: str) -> bool:
    """Whether the beginning of an answer is long enough to judge it."""
    letters = sum(char.isalpha() for char in text)
    dense = sum(char.isalpha() and ord(char) >= 0x3000 for char in text)
    return letters >= _LETTERS_TO_TELL or dense >= _DENSE_LETTERS_TO_TELL

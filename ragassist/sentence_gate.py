"""Holds an answer back, sentence by sentence, until each is known to be in the right language and to add something."""

from ragassist import languages
from ragassist.refusal import is_our_refusal, may_become_refusal, plain_letters

_LETTERS_TO_TELL = 30
_DENSE_LETTERS_TO_TELL = 10
"""Letters of a sentence after which its language is looked at, fewer where each sign says more."""
_LETTERS_OF_A_SENTENCE = 4
"""Letters and digits below which a text is a list's number or a citation, and no sentence that could be said again."""
_ENDS = ".!?:。！？؟："
_DENSE_ENDS = "。！？："


class Drifted(Exception):
    """A sentence is in another language than it should be; nothing of it was let through."""


class NothingMore(Exception):
    """Behind an answer stands our refusal, or its last sentence once more: the answer ended before, and nothing of it came."""


class SentenceGate:
    """Takes an answer piece by piece; `passed` is what it let through.

    A sentence waits for its first letters only: its beginning in the right language opens the gate until it ends. One that
    begins like the refusal, or like the sentence before it, waits until it doesn't.
    """

    def __init__(self, language: str) -> None:
        self.language, self.passed = language, ""
        self._held, self._last = "", " "
        self._sentence, self._before = "", ""
        self._is_open = False
        self._closed: type[Drifted | NothingMore] | None = None

    def feed(self, text: str) -> str:
        """Return what may be shown now. Raises `Drifted` and `NothingMore`, once nothing before is left to be shown."""
        shown = ""
        try:
            self._go_on()
            for char in text:
                shown += self._character(char)
        except (Drifted, NothingMore) as reason:
            self._closed = type(reason)
            if not shown:
                raise
            return self._through(shown)
        return self._through(shown)

    def finish(self) -> str:
        """Return the rest when the answer ends. Raises `Drifted` and `NothingMore`."""
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
        ends = char == "\n" or char in _DENSE_ENDS or (char.isspace() and self._last in _ENDS)
        self._held += char
        self._sentence += char
        self._last = char
        if not ends and not self._is_open and enough_to_tell(self._held):
            return self._judged(by_its_beginning=True)
        if not ends:
            return self._release() if self._is_open else ""
        shown = self._judged()
        self._end_sentence()
        return shown

    def _end_sentence(self) -> None:
        self._is_open = False
        if said := _said(self._sentence):
            self._before = said
        self._sentence = ""

    def _judged(self, *, by_its_beginning: bool = False) -> str:
        if not self._is_open:
            if languages.differs(self._held, self.language):
                raise Drifted
            if by_its_beginning and (self._may_add_nothing() or not languages.fits(self._held, self.language)):
                return ""  # names so far, or a refusal so far: wait for more
            if not by_its_beginning and self._adds_nothing():
                raise NothingMore
        self._is_open = True
        return self._release()

    def _may_add_nothing(self) -> bool:
        return bool(self._before) and (may_become_refusal(self._held) or self._before.startswith(_said(self._held)))

    def _adds_nothing(self) -> bool:
        return bool(self._before) and (is_our_refusal(self._held) or self._before == _said(self._held))

    def _release(self) -> str:
        held, self._held = self._held, ""
        return held


def _said(text: str) -> str:
    """Return the letters and digits of a sentence without the sources that it names, "" where they make none."""
    said = plain_letters(text)
    return said if len(said) >= _LETTERS_OF_A_SENTENCE else ""


def enough_to_tell(text: str) -> bool:
    """Whether the beginning of an answer is long enough to judge it."""
    letters = sum(char.isalpha() for char in text)
    dense = sum(char.isalpha() and ord(char) >= 0x3000 for char in text)
    return letters >= _LETTERS_TO_TELL or dense >= _DENSE_LETTERS_TO_TELL

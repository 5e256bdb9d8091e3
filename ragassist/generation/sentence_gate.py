"""Holds each sentence of an answer back until it is known to be in the right language, and no late refusal or repetition."""

import re

import regex

from ingest.language.punctuation import CLOSERS, SENTENCE_END, ends_without_blank
from ingest.language.scripts import dense_letters
from ragassist.generation.prompt import is_fence
from ragassist.language.drift import begins_in, differs, fits
from ragassist.language.refusals import is_our_refusal, may_become_refusal

_LETTERS_TO_TELL = 30
_DENSE_LETTERS_TO_TELL = 10
"""Number of letters of a sentence after which its language is checked; fewer in scripts whose characters say more."""
_WIDE_COLON = "："
_CLOSERS = f"[{re.escape(CLOSERS)}]*"
_ENDED = regex.compile(rf"[{SENTENCE_END}:：]{_CLOSERS}(?:\[[\d\s,]*\])*$")
"""The end of a sentence, if a blank follows: "31.4 kg.[1]"."""
_ITEM = r"\s*[*_]*(?:\d{1,2}[.)]|[-*•])[*_]*"
_LABEL = re.compile(rf"[:：]{_CLOSERS}\s*$|^{_ITEM}\s*$")
_IN_A_LIST = re.compile(rf"{_ITEM}\s|\s*\|")
"""The beginning of an item of a list, or of a row of a table."""
_MARKS = re.compile(r"\[[\d\s,،、]*\]?")
_CODE = "```"
_REPEATED = 15
_DENSE_REPEATED = 6
"""Number of letters and digits from which on a sentence that is said twice running counts as a repetition."""


class WrongLanguage(Exception):
    """A sentence is in the wrong language; nothing of it was returned."""


class RefusedBehind(Exception):
    """The instructed refusal follows other sentences; nothing of it was returned."""


class Repeated(Exception):
    """A sentence says word for word what the one before it says, or repeats the prompt; nothing of it was returned."""


class SentenceGate:
    """Takes an answer in pieces; `passed` is the text that it has returned. `behind` is the text before the answer.

    A sentence is held back until its first letters show the right language; the rest of it passes at once. A sentence that
    begins like the instructed refusal is held back longer, and so is one for as long as it repeats the one before it. After a
    label ("Price:", "2.", a bullet) the refusal is a part of the answer, and items of a list and rows of a table may say the
    same. A small model may repeat the prompt: the line that opens a source there is left out, and ends an answer.
    """

    def __init__(self, language: str, behind: str = "") -> None:
        self.language, self.passed = language, ""
        self._held, self._sentence, self._before = "", "", behind
        self._is_open, self._repeats, self._is_code = False, True, False
        self._closed: type[WrongLanguage | RefusedBehind | Repeated] | None = None

    def feed(self, text: str) -> str:
        """Return the text that may be shown. Raises `WrongLanguage`, `RefusedBehind`, `Repeated` after all text before them."""
        shown = ""
        try:
            self._go_on()
            for char in text:
                shown += self._character(char)
        except (WrongLanguage, RefusedBehind, Repeated) as reason:
            self._closed = type(reason)
            if not shown:
                raise
            return self._through(shown)
        return self._through(shown)

    def finish(self) -> str:
        """Return the remaining text at the end of the answer. Raises `WrongLanguage`, `RefusedBehind`, `Repeated`."""
        self._go_on()
        return self._through(self._ended(is_cut=True))

    def _go_on(self) -> None:
        if self._closed:
            raise self._closed

    def _through(self, shown: str) -> str:
        self.passed += shown
        return shown

    def _character(self, char: str) -> str:
        """Add a character. A sentence ends with a blank after a full stop, with its line, or with a full stop of ja or zh."""
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
            return self._release() if self._is_open and not self._may_repeat() else ""
        shown = self._ended()
        self._is_open, self._repeats = False, True
        is_of_words = bool(_MARKS.sub("", self._sentence).strip())
        self._before, self._sentence = self._sentence if is_of_words else self._before, ""
        return shown

    def _shows_its_language(self) -> bool:
        """Whether the words so far show the right language. The last word has to be complete, unless each sign is a word."""
        return (self._held[-1].isspace() or dense_letters(self._held[-1]) > 0) and begins_in(self._held, self.language)

    def _ended(self, *, is_cut: bool = False) -> str:
        """Return what is held of a sentence that has ended, or was cut by the end of the answer."""
        self._is_code ^= self._sentence.lstrip().startswith(_CODE)
        if is_fence(self._sentence) and not self._is_code:  # in code it may be the prompt of an interpreter
            if self._before.strip():
                raise Repeated
            self._held = ""
            return ""
        said = _said(self._sentence)
        if _is_long(said) and self._may_repeat() and (is_cut or said == _said(self._before)):
            raise Repeated
        return self._judged()

    def _may_repeat(self) -> bool:
        """Whether the sentence so far is the beginning of the one before it; once it isn't, the rest isn't compared."""
        if self._repeats:
            before = _said(self._before)
            is_listed = _LABEL.search(self._before) or _IN_A_LIST.match(self._sentence)
            self._repeats = not is_listed and _is_long(before) and before.startswith(_said(self._sentence))
        return self._repeats

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
            return ""  # only names so far: wait for the end of the sentence
        self._is_open = True
        return "" if by_its_beginning and self._may_repeat() else self._release()

    def _may_refuse(self) -> bool:
        listed = _LABEL.search(self._before) or _IN_A_LIST.match(self._held)
        return bool(self._before.strip()) and not listed

    def _release(self) -> str:
        held, self._held = self._held, ""
        return held


def enough_to_tell(text: str) -> bool:
    """Whether the beginning of an answer is long enough to judge its language."""
    letters = sum(char.isalpha() for char in text)
    return letters >= _LETTERS_TO_TELL or dense_letters(text) >= _DENSE_LETTERS_TO_TELL


def _said(sentence: str) -> str:
    """Return the letters and digits of a sentence without case and citation marks."""
    return "".join(filter(str.isalnum, _MARKS.sub("", sentence))).casefold()


def _is_long(said: str) -> bool:
    return len(said) >= _REPEATED or dense_letters(said) >= _DENSE_REPEATED

"""Writes an answer's citations: the model's numbers are taken out of the stream and verified ones put behind each sentence."""

import re

from ragassist.claims import ClaimChecker, Verdict, is_unfinished
from ragassist.events import Citation
from ragassist.refusal import ends_in_material, is_refusal

_TERMINATORS = ".!?。！？؟"
_FULL_WIDTH = "。！？"
_CLOSERS = "\"'”’»」』)）*_"
_MARKER_CHARACTERS = "0123456789, ،、"
_LONGEST_MARKER = 12
_FEWEST_LETTERS = 4
"""Letters and digits below which a text is no sentence: an abbreviation or a list's number goes on with what follows."""
_AND = frozenset(
    (
        "",
        "and",
        "or",
        "&",
        "und",
        "oder",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "و",
        "أو",
        "和",
        "与",
        "及",
        "と",
        "や",
        "및",
        "와",
        "과",
        ",",
        "، ",
    )
)


class CitationWriter:
    """Takes the answer piece by piece and gives it back with verified citations; what it gives back is final.

    A sentence keeps the cited numbers whose passage says it. Where none of them does, a passage that does is cited instead;
    where there is none, the model's own citation stays, marked as not supported. Numbers of sources that weren't given go.
    A number that the sentence can't be read without ("sources [1] and [3] say") stays in it, without being a citation there.
    """

    def __init__(self, checker: ClaimChecker) -> None:
        self._checker = checker
        self._sentence = ""
        self._gap = ""
        self._marker: str | None = None
        self._claimed: list[int] = []
        self._mentioned: int | None = None
        self._ended = self._end_marked = self._started = False
        self.citations: list[Citation] = []

    def feed(self, text: str) -> str:
        """Return what can be shown after this piece."""
        return "".join(map(self._character, text))

    def finish(self) -> str:
        """Return the rest when the answer ends."""
        rest = self._flush_marker() + self._close_sentence()
        self._gap = ""
        return rest

    def _character(self, char: str) -> str:
        if self._marker is not None:
            return self._in_marker(char)
        if char == "[":
            self._marker = char
            return ""
        return self._plain(char)

    def _in_marker(self, char: str) -> str:
        marker = (self._marker or "") + char
        self._marker = marker
        if char == "]" and any(c.isdecimal() for c in marker):
            numbers = [int(number) for number in re.findall(r"\d+", marker)]
            self._claimed += numbers
            self._marker, self._end_marked = None, self._ended
            return self._mention(numbers) if self._is_mention() else ""
        if char in _MARKER_CHARACTERS and len(marker) < _LONGEST_MARKER:
            return ""
        return self._flush_marker()

    def _is_mention(self) -> bool:
        """Whether a number comes behind "source", or behind "source 1 and"."""
        if self._mentioned is not None and self._sentence[self._mentioned :].strip() in _AND:
            return True
        return ends_in_material(self._sentence)

    def _mention(self, numbers: list[int]) -> str:
        """Return the numbers as the sentence shows them; its claim is what it says without them."""
        given = ", ".join(str(number) for number in numbers if number in self._checker.numbers)
        if not given:
            return ""
        shown, self._gap, self._mentioned = self._gap + given, "", len(self._sentence)
        return shown

    def _flush_marker(self) -> str:
        marker, self._marker = self._marker or "", None
        return "".join(map(self._plain, marker))

    def _plain(self, char: str) -> str:
        closed = ""
        if self._ended and not char.isspace() and char not in _CLOSERS + _TERMINATORS:
            closed = self._end_of_sentence()
        if char == "\n" and self._sentence.strip():
            closed = self._close_sentence()
        if char.isspace():
            if self._started:
                self._gap = self._gap.rstrip(" ") + char if char == "\n" else self._gap or char
            return closed
        if self._claimed and char in _TERMINATORS + ",;:" and not closed:
            self._gap = ""  # "text [1]." without its marker is "text."
        return closed + self._emit(char)

    def _emit(self, char: str) -> str:
        shown, self._gap = self._gap + char, ""
        self._sentence += shown
        self._started = True
        self._ended = char in _TERMINATORS or (self._ended and char in _CLOSERS)
        return shown

    def _end_of_sentence(self) -> str:
        """Close the sentence if its terminator really was one: 2.4 and z.B. go on without a blank."""
        full_width = self._sentence.rstrip(_CLOSERS)[-1:] in tuple(_FULL_WIDTH)
        if (self._gap or full_width or self._end_marked) and self._is_sentence():
            return self._close_sentence()
        self._ended = False
        return ""

    def _is_sentence(self) -> bool:
        return sum(char.isalnum() for char in self._sentence) >= _FEWEST_LETTERS and not is_unfinished(self._sentence)

    def _close_sentence(self) -> str:
        sentence, self._sentence, self._ended = self._sentence.strip(), "", False
        self._end_marked, self._mentioned = False, None
        claimed, self._claimed = self._claimed, []
        if not sentence or is_refusal(sentence):
            return ""
        verdicts = self._chosen(self._checker.check(sentence), claimed)
        self.citations += map(_citation, verdicts)
        marks = "".join(f"[{verdict.source.n}]" for verdict in verdicts)
        return (" " if marks and sentence[-1] not in _FULL_WIDTH else "") + marks

    def _chosen(self, verdicts: list[Verdict], claimed: list[int]) -> list[Verdict]:
        own = [verdict for verdict in verdicts if verdict.source.n in claimed]
        supported = [verdict for verdict in verdicts if verdict.supported]
        own_supported = [verdict for verdict in own if verdict.supported]
        if own_supported:
            return own_supported
        if supported:
            return [max(supported, key=lambda verdict: verdict.similarity)]
        return own


def _citation(verdict: Verdict) -> Citation:
    source = verdict.source
    return Citation(source.n, source.path, source.place, verdict.start, verdict.end, verdict.quote, verdict.supported)

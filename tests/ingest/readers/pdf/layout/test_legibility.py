"""Text in fonts with a wrong character map is distinguished from real text."""

import pytest

from ingest.readers.pdf.layout.legibility import unlikely_share

WRITTEN = {
    "en": "The canal pump weighs 31.4 kg with its motor, says LaTeX, and costs 5 µg of α-particles a day. ",
    "ar": "تزن مضخة القناة 31.4 كغ مع محركها من نوع Siemens حسب الPDF المرفق بتاريخ اليوم. ",
    "zh": "运河水泵连同电机重31.4公斤，用LaTeX排版，请参见说明书第3页的图。 ",
    "fr": "La pompe du canal pèse 31,4 kg avec son moteur, à l'été comme à Noël, où qu'elle fût. ",
    "de": "Die Kanalpumpe wiegt mit ihrem Motor 31,4 kg, größer als üblich, für Österreich gemäß Maßgabe. ",
    "ja": "運河ポンプの重さはLaTeXモーター込みで31.4キロです。パッケージをインストールしてください。 ",
    "ko": "운하 펌프의 무게는 LaTeX을PDF로 모터를 포함하여 31.4킬로그램입니다. ",
    "es": "La bomba del canal pesa 31,4 kg con su motor, según el año, el niño y la cigüeña. ",
}


@pytest.mark.parametrize("language", WRITTEN)
def test_real_text_is_likely(language: str) -> None:
    assert unlikely_share(WRITTEN[language] * 5) < 0.02


@pytest.mark.parametrize(
    "text",
    [
        "الAbب والzهd الEwيr بAلrKط محmtل الAqعT الrbkى ",
        "Պʚ뻭Ǖʚդ œ뻟դ ՊĀī뻭 ʚ뻟Ǖ뻟դ ",
        "¡ÒÃ»ÃÐ¡Ñº ªÕÇÔµ ¡Ãà·¾Ï ÁËÒ¹¤Ã »ÃÐà·Èä·Â ",
    ],
    ids=["ar", "zh", "th"],
)
def test_text_in_fonts_with_a_wrong_character_map_is_unlikely(text: str) -> None:
    assert unlikely_share(text * 8) > 0.25


def test_a_few_words_are_not_judged() -> None:
    assert unlikely_share("الAbب والzهd") == 0.0


def test_ideographs_that_nobody_writes_are_unlikely() -> None:
    drawn = "".join(chr(0x4E00 + 331 * at % 20_900) for at in range(100))
    assert unlikely_share(drawn) == unlikely_share("㐀㑇㒔㓛㔝㕒㖞㗊㘭㙓" * 8) == 1.0
    assert unlikely_share("龘靐齉爩鱻麤" * 5 + WRITTEN["zh"] * 20) < 0.02

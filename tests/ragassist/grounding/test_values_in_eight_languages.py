"""The same value is read from its wordings in all languages, so that a claim in one is found in a source in another."""

from itertools import permutations

import pytest

from ragassist.grounding.quantities import measures

_SAME = (
    {
        "en": "Soak the beans for an hour and a half.",
        "de": "Die Bohnen anderthalb Stunden einweichen.",
        "fr": "Faire tremper une heure et demie.",
        "es": "Remojar una hora y media.",
        "ar": "تنقع ساعة ونصف الساعة",
        "ja": "豆を一時間半水につける。",
        "ko": "콩을 한 시간 반 불린다.",
        "zh": "把豆子泡一个半小时。",
    },
    {
        "en": "a day and a half",
        "de": "eineinhalb Tage",
        "fr": "un jour et demi",
        "es": "un día y medio",
        "ar": "يوم ونصف",
        "ja": "一日半",
        "ko": "하루 반",
        "zh": "一天半",
    },
    {
        "en": "two and a half hours",
        "de": "zweieinhalb Stunden",
        "fr": "deux heures et demie",
        "es": "dos horas y media",
        "ar": "ساعتان ونصف",
        "ja": "二時間半",
        "ko": "두 시간 반",
        "zh": "两个半小时",
    },
    {
        "en": "thirty-two per cent of the votes",
        "de": "zweiunddreißig Prozent der Stimmen",
        "fr": "trente-deux pour cent des voix",
        "es": "el treinta y dos por ciento de los votos",
        "ar": "اثنان وثلاثون بالمئة من الأصوات",
        "ja": "票の三十二パーセント",
        "ko": "표의 삼십이 퍼센트",
        "zh": "百分之三十二的选票",
    },
    {
        "en": "at the end of March",
        "de": "Ende März",
        "fr": "fin mars",
        "es": "a finales de marzo",
        "ar": "في نهاية آذار",
        "ja": "三月末に",
        "ko": "3월 말에",
        "zh": "三月底",
    },
    {
        "en": "in May",
        "de": "im Mai",
        "fr": "en mai",
        "es": "en mayo",
        "ar": "في أيار",
        "ja": "5月に",
        "ko": "5월에",
        "zh": "五月",
    },
    {
        "en": "on the second Thursday in June",
        "de": "am zweiten Donnerstag im Juni",
        "fr": "le deuxième jeudi de juin",
        "es": "el segundo jueves de junio",
        "ar": "الخميس الثاني من حزيران",
        "ja": "6月の第二木曜日に",
        "ko": "6월 둘째 목요일에",
        "zh": "六月的第二个星期四",
    },
    {
        "en": "Close at 3 p.m.",
        "de": "um 15 Uhr",
        "fr": "à 15 h",
        "es": "a las 15:00",
        "ar": "الساعة ١٥:٠٠",
        "ja": "15時に",
        "ko": "오후 3시에",
        "zh": "下午三点",
    },
    {
        "en": "at 8:30 in the evening",
        "de": "um 20:30 Uhr",
        "fr": "à huit heures et demie du soir",
        "es": "a las ocho y media de la tarde",
        "ar": "الثامنة والنصف مساء",
        "ja": "夜8時半に",
        "ko": "저녁 여덟 시 반에",
        "zh": "晚上八点半",
    },
    {
        "en": "80 km/h",
        "de": "80 km/h",
        "fr": "80 km/h",
        "es": "80 km/h",
        "ar": "٨٠ كم/ساعة",
        "ja": "時速80キロ",
        "ko": "시속 80킬로미터",
        "zh": "时速80公里",
    },
    {
        "en": "six degrees below zero",
        "de": "sechs Grad unter null",
        "fr": "six degrés au-dessous de zéro",
        "es": "seis grados bajo cero",
        "ar": "ست درجات تحت الصفر",
        "ja": "氷点下六度",
        "ko": "영하 6도",
        "zh": "零下6度",
    },
    {
        "en": "fourteen thousand copies",
        "de": "vierzehntausend Exemplare",
        "fr": "quatorze mille exemplaires",
        "es": "catorce mil ejemplares",
        "ar": "أربعة عشر ألفا من النسخ",
        "ja": "一万四千部",
        "ko": "만 사천 부",
        "zh": "一万四千册",
    },
    {
        "en": "sixty-one chairs",
        "de": "einundsechzig Stühle",
        "fr": "soixante et une chaises",
        "es": "sesenta y una sillas",
        "ar": "واحد وستون كرسيا",
        "ja": "椅子六十一脚",
        "ko": "의자 예순한 개",
        "zh": "六十一把椅子",
    },
    {
        "en": "three quarters of an hour",
        "de": "eine Dreiviertelstunde",
        "fr": "trois quarts d'heure",
        "es": "tres cuartos de hora",
        "ar": "ثلاثة أرباع الساعة",
        "ja": "45分",
        "ko": "45분",
        "zh": "三刻钟",
    },
)


def missing(claim: str, of_claim: str, source: str, language: str) -> list[object]:
    """Return the values of a claim that a source lacks."""
    return list(measures(claim, of_claim, strict=True).missing(measures(source, language)))


@pytest.mark.parametrize("wordings", _SAME, ids=lambda wordings: wordings["en"])
def test_a_value_is_found_in_the_wording_of_every_other_language(wordings: dict[str, str]) -> None:
    lacking = {
        (of_claim, language): missing(claim, of_claim, source, language)
        for (of_claim, claim), (language, source) in permutations(wordings.items(), 2)
    }
    assert {pair: values for pair, values in lacking.items() if values} == {}
    assert all(measures(text, language, strict=True).count() for language, text in wordings.items())


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("El club se reúne el primer martes de abril, día 6.", "es", "El club se reúne el 1 de abril.", "es"),
        ("The club meets on the first Tuesday in April.", "en", "Der Club trifft sich am zweiten Dienstag im April.", "de"),
        ("10月の第一月曜日に集まる。", "ja", "Das Treffen ist im Januar.", "de"),
        ("会费在三月底之前交。", "zh", "The fee is due by the end of May.", "en"),
        ("Die Rechnung kommt Ende März.", "de", "La facture arrive fin mai.", "fr"),
        ("每周三次，每次一小时。", "zh", "It is held on Wednesday.", "en"),
        ("시속 80킬로미터로 달린다.", "ko", "The road is 80 kilometres long.", "en"),
        ("It was five degrees below zero.", "en", "Es waren fünf Grad.", "de"),
    ],
)
def test_another_value_is_missed(source: str, language: str, claim: str, of_claim: str) -> None:
    assert missing(claim, of_claim, source, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("You may march on.", "en"),
        ("They may not.", "en"),
        ("La planète Mars est rouge.", "fr"),
        ("قال أب لطفلين إنه سعيد", "ar"),
        ("مارس الرياضة", "ar"),
    ],
)
def test_a_word_that_is_also_a_month_is_no_date_by_itself(text: str, language: str) -> None:
    assert not measures(text, language, strict=True).count()


@pytest.mark.parametrize("text", ["في آب", "حتى آب", "أوائل آب", "نهاية آب"])
def test_an_arabic_month_that_is_also_a_word_is_one_behind_a_word_of_time(text: str) -> None:
    (found,) = measures(text, "ar").dates
    assert [reading.month for reading in found.readings] == [8]


@pytest.mark.parametrize(
    ("text", "language", "counts"),
    [
        ("The limit is 3. Monday is closed.", "en", False),
        ("Le maximum est 3. Lundi, c'est fermé.", "fr", False),
        ("Am 3. Montag ist Sitzung.", "de", True),
        ("On the 3rd Monday we meet.", "en", True),
    ],
)
def test_a_number_at_the_end_of_a_sentence_counts_no_weekday(text: str, language: str, counts: bool) -> None:
    (three,) = measures(text, language).quantities
    assert bool(three.units) is counts


@pytest.mark.parametrize(("text", "language"), [("They found 3 below 0.5.", "en"), ("Es lagen 3 unter 0,5.", "de")])
def test_what_is_below_a_fraction_is_not_below_zero(text: str, language: str) -> None:
    assert 3 in measures(text, language).quantities[0].values


def test_a_decade_is_no_number_of_seconds() -> None:
    (decade,) = measures("It was opened in the 1980s.", "en").quantities
    assert not decade.units
    (timeout,) = measures("It ends after a timeout of 1500s.", "en").quantities
    assert timeout.units

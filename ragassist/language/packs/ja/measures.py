"""Dates, times and numbers in Japanese."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="から",
    both="と",
    year_sign="年",
    month_sign="月",
    day_sign="日",
    not_a_month=r"\p{L}?間|曜",
    business_year="年度",
    eras={"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "s": 1925, "h": 1988, "r": 2018},
    first_year="元",
    decade=r"\s?年\s?代",
    listed_day="[月火水木金土日](?=(?:JOINT[月火水木金土日])*JOINT[月火水木金土日]曜)",
    listed_day_in_full="{}曜日",
    day_endings={"曜日": ("曜",)},
)
CLOCK = ClockWords(
    morning="午前|朝",
    evening="午後|夕方|夜",
    hour="時",
    minute="分",
    half="半",
    full=r"\s?時(?!間|\d)",
)
NUMERALS = NumeralWords(
    negative="マイナス|氷点下",
    signs={
        "0": "〇零", "1": "一壱壹", "2": "二弐", "3": "三参", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九",
        "10": "十", "100": "百", "1000": "千", "10000": "万萬", "100000000": "億", "1000000000000": "兆",
    },
    unread=frozenset("京"),
    counted="[年月日号時分秒個名位人次台頭本枚件条張層階回歳円元度倍票つ匹杯冊番室間家種点か箇ヶキメリヘパド%代部校科組級章節期頁]",
    surely_counted="[年月日号時分秒円元歳階層]",
    ten_minutes="[間前後でか以]",
    fraction="分の",
    tenths="割(?![りるっれ])",
    nth="第",
)  # fmt: skip

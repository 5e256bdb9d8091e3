"""Dates, times and numbers in Chinese, in simplified and traditional characters."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

_WEEK = "(?:[周週]|星期|礼拜|禮拜)"

DATES = DateWords(
    span="至|到",
    both="和|与|與|及",
    year_sign="年",
    month_sign="月",
    day_sign="[日号號]",
    business_year="年度",
    eras={"民国": 1911, "民國": 1911},
    first_year="元",
    decade=r"\s?年\s?代",
    listed_day=rf"(?<={_WEEK}(?:[一二三四五六](?:JOINT|[至到和及]))+)[一二三四五六日天](?![点點号號月年层人个個名次分时時十百])",
    listed_day_in_full="星期{}",
    before_an_hour=rf"(?<={_WEEK}[一二三四五六日天])(?=\d|[一二两兩三四五六七八九十]+[点點时時])",
    day_endings={"星期": ("周", "週", "礼拜")},
    not_a_day="(?<=每[周週]三)[次天回]",
)
CLOCK = ClockWords(
    morning="上午|早上|凌晨",
    evening="下午|晚上|傍晚",
    hour="[点點時时]",
    minute="分",
    half="半",
    full=r"\s?[点點](?!\d)[鐘钟整]?",
)
NUMERALS = NumeralWords(
    negative="[零0]下",
    signs={
        "0": "〇零", "1": "一壹", "2": "二两兩", "3": "三参", "4": "四", "5": "五", "6": "六", "7": "七", "8": "八", "9": "九",
        "10": "十", "100": "百", "1000": "千", "10000": "万萬", "100000000": "亿億", "1000000000000": "兆",
    },
    counted=(
        "[年月日号號时時分秒个個名位人次台臺只頭头本枚件条條张張层層楼樓岁歲元块塊天"
        "周週点點度倍票杯室间間家种種平公千米升克吨小大期章节節%代部校科組级級页頁]"
    ),
    surely_counted="[年月日号號时時分秒元岁層层楼樓公米克升]",
    ten_minutes="[钟鐘間间前後后以]",
    fraction="分之",
    hundredths=r"100分之\s?",
    decimal="[点點]",
    behind_decimals="[%倍米克升万萬亿億公千平立厘毫度元]",
    nth="第",
    measure_word="[個个]",
)  # fmt: skip

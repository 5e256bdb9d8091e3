"""Dates, times and numbers in Korean."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords

DATES = DateWords(
    span="부터",
    both="와|과|및",
    year_sign="년",
    month_sign="월",
    day_sign="일",
    business_year="년도",
    decade=r"\s?년\s?대",
    listed_day="[월화수목금토일](?=(?:JOINT[월화수목금토일])*JOINT[월화수목금토일]요일)",
    listed_day_in_full="{}요일",
)
CLOCK = ClockWords(
    morning="오전|아침|새벽",
    evening="오후|저녁|밤",
    hour="시",
    minute="분",
    half="반",
    full=r"\s?시(?!간|\d)(?![가-힣](?<!시[에경쯤이은는와로까부전]))",
)
NUMERALS = NumeralWords(
    negative="영하",
    signs={
        "0": "영공", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구",
        "10": "십", "100": "백", "1000": "천", "10000": "만", "100000000": "억", "1000000000000": "조",
    },
    counted=(
        r"\s?(?:원|명|개|년|월|일|시간|퍼센트|프로|킬로|미터|센티|달러|유로|엔|위안|세|층|호|번|회|점|도|주|배|권|장|대|분|초|톤|그램|리터|평|제곱"
        r"|밀리|인|학년|차|부|편|곡|건|통|석|매|가구|세대|필|쪽)(?=[^가-힣]|$|[은는이가을를의에와과도로까부만입마씩정])"
    ),
    surely_counted="월|년|층|명|원|시간|개월|퍼센트|프로|킬로|미터|센티|달러|유로|위안|톤|그램|리터|학년",
    fraction="분의",
)  # fmt: skip

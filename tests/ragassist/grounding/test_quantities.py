"""Numbers, dates and units are compared as values in any language, script and spelling."""

import time
from decimal import Decimal

import pytest

from ragassist.grounding.quantities import measures


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("1.234.567 × 10^3 m", "en"),
        ("3.2.1一般要求", "zh"),
        ("1.2.3十", "ja"),
        ("1.2.3십", "ko"),
        ("9" * 5_000 + "分之1", "zh"),
        ("الإصدار ٥٫٣٫٢ من البرنامج", "ar"),
    ],
)
def test_digits_that_are_no_number_are_left_as_they_are(text: str, language: str) -> None:
    assert not list(measures(text, language).missing(measures(text, language)))


def test_a_long_row_of_digits_takes_no_more_than_a_moment() -> None:
    measures("5 kg", "en")
    began = time.process_time()
    assert measures("7" * 3000, "en").count() == 1
    assert time.process_time() - began < 0.5


def says(source: str, language: str, claim: str, of_claim: str) -> bool:
    """Return whether a source has all numbers and dates of a claim."""
    return not list(measures(claim, of_claim, strict=True).missing(measures(source, language)))


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("用户有350万。", "zh", "It has 3.5 million users.", "en"),
        ("3,500,000 people live there.", "en", "Es sind 3,5 Mio. Menschen.", "de"),
        ("Il y a 3 pompes.", "fr", "There are three pumps.", "en"),
        ("ポンプは三台ある。", "ja", "Il y a trois pompes.", "fr"),
        ("There are two pumps.", "en", "펌프는 2대입니다.", "ko"),
        ("It weighs 31.4 kg.", "en", "يبلغ الوزن ٣١٫٤ كيلوغرام", "ar"),
        ("Il y a quatre-vingt-dix-sept élèves.", "fr", "في المدرسة ٩٧ تلميذًا.", "ar"),
        ("siebenundsechzig Schüler", "de", "生徒は67人だった。", "ja"),
        ("삼백오십만 원이 모였다.", "ko", "모금액은 3,500,000원이었다.", "ko"),
        ("월 만 오천 원", "ko", "每月15000韩元", "zh"),
        ("三万二千人", "zh", "32.000 Menschen", "de"),
        ("خمسة وعشرون طالبا", "ar", "25 students", "en"),
        ("ثلاثة آلاف وخمسمائة شخص", "ar", "3 500 personnes", "fr"),
        ("スタッフは二十五人です。", "ja", "Son veinticinco empleados.", "es"),
        ("The plot has 2 hectares.", "en", "畑は2万平方メートルある。", "ja"),
        ("0,75 m³ de agua", "es", "750 litros de agua", "es"),
        ("يبعد ١٫٥ كيلومتر", "ar", "المسافة 1500 متر", "ar"),
        ("نصف كيلوغرام من الدقيق", "ar", "٥٠٠ غرام من الدقيق", "ar"),
        ("It takes 90 minutes.", "en", "1時間半かかる。", "ja"),
        ("Die Frist beträgt zwei Jahre.", "de", "The term is 24 months.", "en"),
        ("100 km at 80 km/h", "en", "80 kilómetros por hora", "es"),
        ("10⁶ cells", "en", "1 000 000 de cellules", "fr"),
        ("ring 0161 496 0732", "en", "Die Nummer ist 0161-4960732.", "de"),
        ("12 480,50 €", "fr", "12480,50 euros", "fr"),
        ("百分之三十", "zh", "30 %", "en"),
        ("Open from 9 to 5 pm", "en", "Geöffnet bis 17 Uhr", "de"),
        ("It opens at half past eight in the evening.", "en", "Es öffnet um 20:30 Uhr.", "de"),
        ("Es beginnt um halb neun Uhr.", "de", "It begins at 8:30 am.", "en"),
        ("à huit heures et demie du soir", "fr", "晚上八点半", "zh"),
        ("a las nueve menos cuarto de la mañana", "es", "午前8時45分", "ja"),
        ("في السابعة والنصف مساءً", "ar", "at 7:30 pm", "en"),
        ("周三晚上七点半", "zh", "am Mittwoch um 19:30 Uhr", "de"),
        ("يغادر القطار الساعة 14:30.", "ar", "It leaves at 14:30.", "en"),
        ("تبدأ الزيارة الساعة 08:30.", "ar", "La visita es a las 8:30.", "es"),
        ("Die Tür schließt um Viertel nach 23 Uhr.", "de", "門は23時15分に閉まります。", "ja"),
        ("Der Nachtdienst beginnt um Viertel vor 0 Uhr.", "de", "야간 근무는 23:45에 시작합니다.", "ko"),
        ("Das Essen gibt es um halb eins.", "de", "Lunch is at 12:30.", "en"),
        ("Das Taxi kam um halb eins.", "de", "出租车在0:30到达。", "zh"),
        ("Er kommt um Viertel vor eins.", "de", "Il arrive à 12 h 45.", "fr"),
        ("à une heure moins le quart", "fr", "um 12:45 Uhr", "de"),
        ("a la una menos cuarto", "es", "à 12 h 45", "fr"),
        ("at a quarter to one", "en", "a las 12:45", "es"),
        ("Le trajet dure 3 heures et demie.", "fr", "The journey takes 3.5 hours.", "en"),
        ("Lyon est à 3 heures et demie de route.", "fr", "A Lyon hay 3,5 horas de carretera.", "es"),
        ("jusqu’à 8 heures et quart", "fr", "until 8:15", "en"),
        ("un trajet de 3 heures et demie", "fr", "移動は3時間半です。", "ja"),
        ("ouvert de 8 heures et demie à 17 heures et quart", "fr", "8:30부터 17:15까지", "ko"),
        ("Concert : huit heures et demie du soir", "fr", "الحفل الساعة 20:30", "ar"),
        ("une demi-journée", "fr", "half a day", "en"),
        ("사흘 걸린다", "ko", "It takes three days.", "en"),
        ("in a fortnight", "en", "en 14 días", "es"),
        ("Beginn um 19.45 Uhr", "de", "It begins at 7:45 pm.", "en"),
        ("geöffnet von 9.30 bis 17.45 Uhr", "de", "It opens at 9:30 and closes at 17:45.", "en"),
        ("9.30–17.45", "de", "Es öffnet um 9:30 Uhr.", "de"),
        ("from 8.15 to 4.30 pm", "en", "bis 16.30 Uhr", "de"),
        ("下午三点一刻", "zh", "at 3:15 pm", "en"),
        ("上午十点三刻", "zh", "um 10.45 Uhr", "de"),
        ("오전 열 시 반", "ko", "a las 10:30", "es"),
        ("closed from noon", "en", "a partir de las 12:00", "es"),
        ("jusqu’à minuit", "fr", "bis 24 Uhr", "de"),
        ("자정까지", "ko", "until midnight", "en"),
        ("cierra a mediodía", "es", "It closes at noon.", "en"),
        ("يغلق عند منتصف الليل", "ar", "geöffnet bis Mitternacht", "de"),
        ("Taken at 12 a.m.", "en", "0時に飲む", "ja"),
        ("Es wird zweimal jährlich geprüft.", "de", "It is tested twice a year.", "en"),
        ("deux fois par mois", "fr", "twice a month", "en"),
        ("مرتين في الشهر", "ar", "2 times a month", "en"),
        ("一天两次", "zh", "zweimal am Tag", "de"),
        ("Das dauert zweieinhalb Stunden.", "de", "It takes two and a half hours.", "en"),
        ("两个半小时", "zh", "dos horas y media", "es"),
        ("one and a half years", "en", "18 Monate", "de"),
        ("anderthalb Liter", "de", "1500 ml", "en"),
        ("eine dreitägige Reise", "de", "a journey of three days", "en"),
        ("eine 14-tägige Frist", "de", "a period of two weeks", "en"),
        ("zwei Drittel der Stimmen", "de", "two thirds of the votes", "en"),
        ("三分之二的票", "zh", "les deux tiers des voix", "fr"),
        ("dos tercios de los votos", "es", "投票の3分の2", "ja"),
        ("a quarter of the members", "en", "25 % der Mitglieder", "de"),
        ("three quarters of an hour", "en", "eine Dreiviertelstunde", "de"),
        ("un quart d’heure", "fr", "15 minutos", "es"),
        ("三刻钟", "zh", "45 minutes", "en"),
        ("ربع ساعة", "ar", "15分钟", "zh"),
        ("a budget of $3.2M", "en", "3,2 Millionen Dollar", "de"),
        ("un budget de 50 k€", "fr", "50.000 Euro", "de"),
        ("le XIXe siècle", "fr", "the 19th century", "en"),
        ("en el siglo XIV", "es", "im 14. Jahrhundert", "de"),
        ("12.3. Instalación automática", "es", "It is in section 12.3.", "en"),
        ("C で書かれたコードが 23 万行あり", "ja", "代码大约有23万行。", "zh"),
        ("가격은 5 만 원이다.", "ko", "It costs 50,000 won.", "en"),
        ("가격은 5 만원이다.", "ko", "價格是 5 萬韓元。", "zh"),
        ("국가 예산은 5 조 원이다.", "ko", "The budget is 5,000,000,000,000 won.", "en"),
        ("세 반이 3 조로 나뉜다.", "ko", "3 조", "ko"),
        ("7 兆赫", "zh", "7 MHz", "zh"),
        ("第 3 亿利", "zh", "3", "zh"),
        ("The depth in metres is\n12.5. The width is 3.", "en", "The depth is 12.5 m.", "en"),
        ("Preis (Euro):\n3.50. Versand frei", "de", "Der Preis ist 3.50 Euro.", "de"),
    ],
)
def test_the_same_value_is_found_in_another_spelling(source: str, language: str, claim: str, of_claim: str) -> None:
    assert measures(claim, of_claim, strict=True).count() > 0
    assert says(source, language, claim, of_claim)


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("Der Zins beträgt 0,5 %.", "de", "Der Zins beträgt 5 %.", "de"),
        ("It is 1.5 m long.", "en", "It is 15 m long.", "en"),
        ("1.500 Einwohner", "de", "1.5 inhabitants", "en"),
        ("3 units", "en", "3,000 units", "en"),
        ("用户有35万。", "zh", "It has 3.5 million users.", "en"),
        ("It is 31 m long.", "en", "It weighs 31 kg.", "en"),
        ("The term is 14 months.", "en", "El plazo es de 14 días.", "es"),
        ("床面積は２４㎡です。", "ja", "It has 24 square feet.", "en"),
        ("180 °C", "es", "180华氏度", "zh"),
        ("£9.50 an hour", "en", "9,50 euros de l’heure", "fr"),
        ("$65 per hour", "en", "하루에 65달러", "ko"),
        ("30 km/h", "fr", "30 millas por hora", "es"),
        ("ساعة كاملة", "ar", "ساعتين", "ar"),
        ("ring 0161 496 0732", "en", "ring 0161-4960723", "en"),
        ("-5 °C", "en", "5 °C", "en"),
        ("Closed on Mondays", "en", "Dienstags geschlossen", "de"),
        ("It opens at half past eight.", "en", "Es öffnet um 9:30 Uhr.", "de"),
        ("周三开会", "zh", "The meeting is on Thursday.", "en"),
        ("Das Essen gibt es um 0:30 Uhr.", "de", "Lunch is at 12:30.", "en"),
        ("Das Essen gibt es um halb eins.", "de", "Lunch is at 13:30.", "en"),
        ("Le trajet dure 3 heures et demie.", "fr", "It is at 3:30 in the morning.", "en"),
        ("Le trajet dure trois heures et quart.", "fr", "Es beginnt um 3:15 Uhr.", "de"),
        ("Beginn um 19.45 Uhr", "de", "It begins at 7:15 pm.", "en"),
        ("Es schließt um 12 Uhr mittags.", "de", "It closes at midnight.", "en"),
        ("下午三点一刻", "zh", "at 3:45 pm", "en"),
        ("dreimal pro Woche", "de", "twice a week", "en"),
        ("three times a day", "en", "مرتين في اليوم", "ar"),
        ("twice a week", "en", "zehnmal pro Woche", "de"),
        ("It takes two hours.", "en", "Das dauert zweieinhalb Stunden.", "de"),
        ("a journey of four days", "en", "eine dreitägige Reise", "de"),
        ("drei Viertel der Stimmen", "de", "two thirds of the votes", "en"),
        ("a stick of 3.2 m", "en", "It costs $3.2M.", "en"),
        ("the 18th century", "en", "le XIXe siècle", "fr"),
        ("12.3. Instalación automática", "es", "Cuesta 12,30 $ al mes.", "es"),
        ("4.5. Wartung\n\nDer Filter wird gereinigt.", "de", "The filter weighs 4.5 kg.", "en"),
        ("올해 3 만남이 있었다.", "ko", "There were 30,000.", "en"),
    ],
)
def test_another_value_or_unit_is_not_found(source: str, language: str, claim: str, of_claim: str) -> None:
    assert not says(source, language, claim, of_claim)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Diesmal kam niemals jemand zum normalen Termin.", "de"),
        ("Es ist optimal und einmalig.", "de"),
        ("the headquarters of the firm", "en"),
        ("un tiers payant", "fr"),
        ("le Midi de la France", "fr"),
        ("media jornada", "es"),
    ],
)
def test_words_that_look_like_a_number_are_none(text: str, language: str) -> None:
    assert measures(text, language, strict=True).count() == 0


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("Date: 2025-05-03", "en", "It was signed on 3 May 2025.", "en"),
        ("2025年5月3日に署名した。", "ja", "Er wurde am 3. Mai 2025 unterschrieben.", "de"),
        ("Signed 03.05.2025", "de", "Firmado el 3 de mayo de 2025.", "es"),
        ("Signé le 3 mai 2025.", "fr", "تم التوقيع في 3 أيار 2025", "ar"),
        ("2025년 5월 3일에 서명했다.", "ko", "Le 3 mai 2025, il a signé.", "fr"),
        ("令和五年四月一日", "ja", "on 1 April 2023", "en"),
        ("平成十二年四月に設立", "ja", "im April 2000", "de"),
        ("le premier juillet deux mille vingt-trois", "fr", "01/07/2023", "fr"),
        ("Le festival se tient du 12 au 15 juin.", "fr", "6月12日から15日まで", "ja"),
        ("2019. 10. 3.이며", "ko", "2019년 10월 3일", "ko"),
        ("Open Monday to Friday", "en", "周三开放", "zh"),
        ("3 تشرين الأول 2024", "ar", "3 October 2024", "en"),
    ],
)
def test_the_same_date_is_found(source: str, language: str, claim: str, of_claim: str) -> None:
    assert says(source, language, claim, of_claim)


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("Date: 2025-06-03", "en", "It was signed on 3 May 2025.", "en"),
        ("二〇二三年三月一日", "zh", "2023年1月3日", "zh"),
        ("平成十二年四月", "ja", "April 2012", "en"),
        ("Applications close on 05/11/2025 (day/month/year).", "en", "on May 11, 2025", "en"),
        ("du 12 au 15 juin", "fr", "7月12日から15日まで", "ja"),
        ("28. Februar 2023", "de", "28.03.2023", "de"),
    ],
)
def test_another_date_is_not_found(source: str, language: str, claim: str, of_claim: str) -> None:
    assert not says(source, language, claim, of_claim)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("في اليوم الأول", "ar"),
        ("CO₂ and H₂O", "en"),
        ("You may open it.", "en"),
        ("filter AX-4410-B for model K240", "en"),
        ("脚本は三浦葵が書いた。", "ja"),
        ("이 회사 일은 오래 걸린다.", "ko"),
        ("一般来说十分重要", "zh"),
        ("One of them is a friend.", "en"),
    ],
)
def test_text_that_is_not_a_number_is_not_read_as_one(text: str, language: str) -> None:
    found = measures(text, language, strict=True)
    assert all(quantity.values == {Decimal(10)} for quantity in found.quantities)
    assert not found.dates


def test_an_hourly_price_has_no_unit_year_and_a_square_metre_is_no_number_2() -> None:
    (price,) = measures("€5 an hour", "en").quantities
    assert ([unit.dimension for unit in price.units], price.rate) == (["EUR"], "hour")
    (area,) = measures("120 m²", "en").quantities
    assert [unit.dimension for unit in area.units] == ["area"]


def test_a_number_with_three_decimals_has_both_readings_where_its_language_writes_both() -> None:
    (spanish,) = measures("1.500 personas", "es").quantities
    assert spanish.values == {Decimal("1.5"), Decimal(1500)}
    (german,) = measures("1.500 Personen", "de").quantities
    assert german.values == {Decimal(1500)}


def test_a_language_that_cldr_lacks_is_read_by_its_digits() -> None:
    (found,) = measures("12 km", "xx").quantities
    assert found.values == {Decimal(12)}


@pytest.mark.parametrize(
    "claim", ["구매는 사장이 결정합니다.", "이번 회의에서 일부가 반대했습니다.", "오일을 교체해야 합니다."]
)
def test_a_syllable_of_a_korean_word_is_not_a_number(claim: str) -> None:
    assert measures(claim, "ko", strict=True).count() == 0
    assert measures("삼 층에서 오월에 이 년", "ko", strict=True).count() > 0


@pytest.mark.parametrize(
    ("language", "text", "days", "hour"),
    [
        ("zh", "星期二8点开门", {1}, "8.00"),
        ("zh", "周一、三、五8点开门", {0, 2, 4}, "8.00"),
        ("zh", "周一至五上午9:00", {0, 1, 2, 3, 4}, "9.00"),
        ("ja", "月・水・金曜日の8時", {0, 2, 4}, "8.00"),
        ("ko", "월~금요일 8시", {0, 1, 2, 3, 4}, "8.00"),
    ],
)
def test_a_list_of_days_names_each_of_them_and_leaves_the_hour_alone(
    language: str, text: str, days: set[int], hour: str
) -> None:
    found = measures(text, language)
    assert found.weekdays == days
    assert Decimal(hour) in {value for one in found.quantities for value in one.values}


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("El alquiler cuesta 12 euros al día.", "es", "It is €12 a day.", "en"),
        ("天花板高二点八米。", "zh", "Le plafond est à 2,80 m.", "fr"),
        ("年利率为百分之三点二。", "zh", "年利率是3.2%。", "zh"),
        ("消費税は一割です。", "ja", "消費税は10%だ。", "ja"),
        ("Druck von 6 bar", "de", "600 kPa", "de"),
        ("El techo está a 2,5 metros.", "es", "天井の高さは250センチだ。", "ja"),
        ("between May and August 2016", "en", "2016年5月至8月", "zh"),
        ("le deuxième mardi de mars", "fr", "en mars", "fr"),
        ("أجرة الغرفة ٦٠ دينارًا في الليلة.", "ar", "60 dinars par nuit", "fr"),
        ("سعة الخزان 50 مليلترًا.", "ar", "50 ml", "en"),
    ],
)
def test_a_value_is_read_in_either_spelling(source: str, language: str, claim: str, of_claim: str) -> None:
    assert says(source, language, claim, of_claim)


@pytest.mark.parametrize(
    ("source", "language", "claim", "of_claim"),
    [
        ("消費税は一割です。", "ja", "消費税は1%だ。", "ja"),
        ("下午三点二十分", "zh", "3.2小时", "zh"),
        ("Le poêle consomme 1,8 kg de granulés par heure.", "fr", "Gasta 1,8 kg de pellets al día.", "es"),
        ("주차 요금은 한 시간에 2천 원입니다.", "ko", "Parken kostet 2000 Won pro Tag.", "de"),
        ("أجرة الغرفة ٦٠ دينارًا في الليلة.", "ar", "部屋代は一週間60ディナールだ。", "ja"),
        ("سعة الخزان 50 لترًا.", "ar", "سعة الخزان 50 مليلترًا.", "ar"),
    ],
)
def test_another_unit_or_period_is_another_value(source: str, language: str, claim: str, of_claim: str) -> None:
    assert not says(source, language, claim, of_claim)


def test_what_is_joined_by_and_is_no_period_of_a_price() -> None:
    assert measures("It costs 20 euros and opens every day.", "en").quantities[0].rate == ""


def test_the_spanish_word_between_two_numbers_is_no_ampere() -> None:
    assert all(one.units == () for one in measures("de 1977 a 1982", "es").quantities)
    assert all(one.units for one in measures("8 A, 10 a", "es").quantities)

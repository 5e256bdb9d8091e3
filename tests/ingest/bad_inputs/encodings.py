"""Text with right, missing and wrong declarations of its charset."""

from tests.ingest.bad_inputs.case import PROBE, BadInput, Outcome, either, fine

TEXTS = {
    "en": "Every member clears the bench before nine in the evening and locks the door. The café’s price is £5 a day.",
    "ar": "يجب على كل عضو أن ينظف مكان عمله قبل الساعة التاسعة مساء. "
    "تحفظ مفاتيح المستودع عند رئيس الجمعية، وتبلغ أجرة الآلة سبعة يورو.",
    "zh": "每位会员必须在晚上九点之前整理好自己的工作场地。"
    "仓库的钥匙由会长保管。机器的使用费为每小时七欧元，押金一周之后退还。",
    "zh-TW": "每位會員必須在晚上九點之前整理好自己的工作場地。"
    "倉庫的鑰匙由會長保管。機器的使用費為每小時七歐元，押金一週之後退還。",
    "fr": "Chaque membre doit ranger sa place avant neuf heures du soir. "
    "Les clés de l'entrepôt sont gardées par la présidente, près du dépôt.",
    "de": "Jedes Mitglied räumt seinen Platz bis neun Uhr abends auf. "
    "Die Schlüssel für das Lager hängen neben der Tür, Größe und Maß außen.",
    "ja": "会員は夜九時までに自分の作業場所を片付けなければなりません。"
    "倉庫の鍵は会長が保管しています。機械の使用料は一時間七ユーロです。",
    "ko": "모든 회원은 저녁 아홉 시까지 자신의 작업 공간을 정리해야 합니다. "
    "창고 열쇠는 회장이 보관합니다. 기계 사용료는 시간당 칠 유로입니다.",
    "es": "Cada socio debe recoger su puesto antes de las nueve de la noche. "
    "Las llaves del almacén están en manos de la presidenta, mañana también.",
    "ru": "Каждый участник обязан убрать своё рабочее место до девяти часов вечера. "
    "Ключи от склада хранятся у председателя общества.",
    "el": "Κάθε μέλος πρέπει να τακτοποιεί τον πάγκο του πριν από τις εννέα το βράδυ. "
    "Τα κλειδιά της αποθήκης τα έχει η πρόεδρος.",
    "he": "כל חבר חייב לנקות את מקום העבודה שלו לפני השעה תשע בערב. מפתחות המחסן נמצאים אצל יושבת הראש של העמותה.",
    "tr": "Her üye akşam dokuzdan önce çalışma yerini toplamalıdır. "
    "Deponun anahtarları başkanda durur; makinenin ücreti saatte yedi avrodur.",
    "pl": "Każdy członek musi posprzątać swoje miejsce pracy przed dziewiątą wieczorem. "
    "Klucze do magazynu przechowuje przewodnicząca.",
    "th": "สมาชิกทุกคนต้องเก็บกวาดที่ทำงานของตนให้เรียบร้อยก่อนเวลาสามทุ่ม กุญแจห้องเก็บของอยู่กับประธานของสมาคม ค่าใช้เครื่องชั่วโมงละเจ็ดยูโร",
}
_SAID = {
    "utf-16": ("ja", "de"),
    "utf-8-sig": ("ko",),
    "utf-32": ("zh",),
    "utf-16-le": ("zh", "en", "ru"),
    "utf-16-be": ("ar", "fr"),
    "gb18030": ("zh",),
    "big5": ("zh-TW",),
    "shift-jis": ("ja",),
    "euc-jp": ("ja",),
    "iso2022-jp": ("ja",),
    "euc-kr": ("ko",),
    "windows-1250": ("pl",),
    "windows-1251": ("ru",),
    "windows-1252": ("en", "fr", "de", "es"),
    "windows-1253": ("el",),
    "windows-1254": ("tr",),
    "windows-1255": ("he",),
    "windows-1256": ("ar",),
    "koi8-r": ("ru",),
    "tis-620": ("th",),
    "iso8859-2": ("pl",),
    "iso8859-5": ("ru",),
    "iso8859-6": ("ar",),
    "mac-roman": ("fr",),
    "cp437": ("de",),
    "cp866": ("ru",),
}
_RARE = ("mac-roman", "cp437", "cp866", "iso8859-5", "iso8859-6", "koi8-r", "tis-620", "windows-1253", "windows-1255")
"""Charsets that one may not know; but then one has to say so."""


def _case(charset: str, language: str) -> BadInput:
    text = TEXTS[language]
    data = text.encode(charset, "ignore")
    name = f"charset/{charset} {language}.txt"
    if charset not in _RARE:
        return fine(name, data, data.decode(charset))
    return either(name, data, Outcome.TEXT | Outcome.ERROR, "charset", data.decode(charset))


CASES: tuple[BadInput, ...] = (
    *(_case(charset, language) for charset, languages in _SAID.items() for language in languages),
    fine(
        "charset/UTF-8 with a few bytes that aren't.txt",
        TEXTS["de"].encode() + b" \xff\xfe " + TEXTS["ja"].encode(),
        TEXTS["de"],
        TEXTS["ja"],
    ),
    # A file in two charsets: the UTF-8 part can be read, the rest can't; an error is right, too.
    either(
        "charset/two in one.txt",
        f"{PROBE} {TEXTS['ja']}\n".encode() + TEXTS["ru"].encode("windows-1251"),
        Outcome.TEXT | Outcome.PARTIAL | Outcome.ERROR,
        "charset|damaged",
    ),
    either(
        "charset/mark that lies.txt",
        b"\xff\xfe" + TEXTS["de"].encode() + b"x",
        Outcome.TEXT | Outcome.ERROR,
        "utf-16|charset",
        TEXTS["de"],
    ),
    fine("charset/plus signs of UTF-7.txt", f"{PROBE} +ADw-script+AD4- 1+1=2", PROBE, "+ADw-script+AD4-"),
)

"""Knows the sentences by which a model says that the documents hold no answer: our own, also with a word wrong, and its own."""

import re
from difflib import SequenceMatcher
from functools import lru_cache

from ingest.language.scripts import EIGHT
from ragassist.language.function_words import negates
from ragassist.language.phrases import phrase

_ALIKE = 0.85
_SAME = 0.92
"""How alike our refusal a sentence is that says no more: of "I cannot find the price in your documents" it is 0.91."""
_MARKERS = re.compile(r"\[[\d\s,]*\]")
_MATERIAL = {
    "en": r"(?:source|document|passage|text|context|excerpt|material)s?",
    "de": r"(?:quellen?|dokumente?n?|texte?n?|passagen?|abschnitte?n?|unterlagen|kontext|auszüge?n?)",
    "fr": r"(?:sources?|documents?|textes?|passages?|extraits?|contexte)",
    "es": r"(?:fuentes?|documentos?|textos?|pasajes?|fragmentos?|contexto)",
    "ar": r"(?:المصادر|مصادر|المصدر|مصدر|المستندات|مستندات\w*|الوثائق|النص|النصوص|المقاطع|السياق)",
    "zh": r"(?:来源|资料|文档|文件|文本|原文|上下文|段落|文中|來源|資料|文檔|段落中)",
    "ja": r"(?:資料|文書|ソース|情報源|文章|本文|出典|文脈|ドキュメント|テキスト)",
    "ko": r"(?:출처|자료|문서|본문|텍스트|문맥|제공된 내용)",
}
_OWN_WORDS = {
    "en": (
        r"\b{material}\b[^.]{{0,60}}\b(?:do not|does not|don't|doesn't|did not|didn't)\b[^.]{{0,20}}"
        r"\b(?:mention|contain|provide|specify|state|say|include|give|indicate|answer|address|discuss|list|name)",
        r"\b(?:is|are|was|were) not (?:\w+ )?(?:mentioned|specified|stated|provided)\s*(?:[.!]|$)",
        r"\bthere (?:is|are|was) no (?:\w+ ){{0,2}}(?:information|mention|data|answer|evidence)\b",
        r"\b(?:is|are|was|were) (?:not|nowhere) (?:\w+ )?(?:mentioned|specified|stated|provided|given|found|available|included"
        r"|discussed|listed)\b[^.]{{0,30}}\b{material}\b",
        r"\b(?:cannot|can't|could not|unable to) (?:be )?(?:find|found|answer|answered|determine|determined)\b",
        r"\bi (?:do not|don't) (?:know|have)\b",
    ),
    "de": (
        r"\b{material}\b[^.]{{0,80}}\b(?:nicht|keine?[nrms]?)\b[^.]{{0,60}}"
        r"(?:erwähn|enthalten|angegeben|genannt|hervor|information|angaben|antwort|auskunft|gefunden|beschrieben)",
        r"\b(?:ist|sind|wird|werden|wurde|wurden)\b[^.]{{0,60}}\bnicht (?:\w+ )?"
        r"(?:angegeben|spezifiziert|genannt|erwähnt)\s*(?:[.!]|$)",
        r"\b{material}\b (?:erwähn|enth[aä]lt|nenn|beschreib|beantwort|sag)\w* [^.]{{0,40}}\bnicht\b",
        r"(?:enthalten|enthält|nennen|nennt|geben|gibt|liefern|erwähnen|erwähnt)[^.]{{0,30}}\bkeine?n? "
        r"(?:\w+ )?(?:informationen|angaben?|antwort|hinweise?|auskunft|daten)",
        r"\b(?:nicht|keine?) (?:\w+ )?(?:erwähnt|angegeben|genannt|gefunden|enthalten)\b[^.]{{0,40}}\b{material}\b",
        r"\b(?:kann|konnte|lässt|können)\b[^.]{{0,60}}\bnicht (?:finden|gefunden|beantwort\w+|bestimm\w+|feststellen|sagen)",
    ),
    "fr": (
        r"\b{material}\b[^.]{{0,60}}\b(?:ne|n['’])\s?[^.]{{0,25}}"
        r"(?:mentionn|conti|précis|indiqu|fourni|donn|permet|disent|dit|parl|répond|spécif)[^.]{{0,12}}\b(?:pas|aucune?)\b",
        r"\b(?:n['’]est|n['’]a|n['’]ont|ne sont)\b[^.]{{0,12}}\bpas (?:\w+ ){{0,2}}"
        r"(?:mentionn|précis|indiqu|fourni|trouv|spécifi)\w*[^.]{{0,30}}\b{material}\b",
        r"\b(?:n['’]est|ne sont)\b[^.]{{0,12}}\bpas (?:\w+ ){{0,2}}(?:mentionn|précis|indiqu|spécifi)\w*\s*(?:[.!]|$)",
        r"\baucune? (?:information|mention|réponse|précision)\b",
        r"\bje ne (?:trouve|sais|peux|dispose)\b[^.]{{0,30}}\bpas\b",
    ),
    "es": (
        r"\b{material}\b[^.]{{0,60}}\bno\b (?:\w+ ){{0,2}}"
        r"(?:mencion|conti|proporcion|especific|indic|dice|incluy|respond|ofrec|dan\b|da\b)",
        r"\bno se (?:\w+ )?(?:menciona|especifica|indica|encuentra|proporciona|puede (?:encontrar|determinar|responder))",
        r"\bno (?:hay|existe|encuentro|puedo|tengo|encontré)\b[^.]{{0,40}}(?:informaci|respuesta|menci|datos|responder)",
        r"\bning(?:una|ún) (?:\w+ )?(?:información|respuesta|mención)\b",
    ),
    "ar": (
        r"{material}[^.]{{0,60}}\b(?:لا|لم)\s+(?:[يت]\S*\s+)?(?:[يت]ذكر|[يت]حتوي|[يت]تضمن|[يت]وفر|[يت]حدد|[يت]شر|[يت]شير|[يت]قدم|[يت]تناول)",
        r"\b(?:لا|لم)\s+(?:[يت]ذكر|[يت]حتوي|[يت]تضمن|[يت]وفر|[يت]حدد|[يت]شر|[يت]شير|[يت]قدم|[يت]رد)\S*[^.]{{0,40}}{material}",
        r"\b(?:لا|لم)\s+(?:يوجد|توجد|يتم|أجد|نجد)[^.]{{0,30}}(?:معلومات|ذكر|إجابة|جواب|العثور)",
        r"غير\s+(?:مذكور|محدد|متوفر|موجود)\S*[^.]{{0,30}}(?:{material}|النص)",
        r"لا\s+(?:يمكن|يمكنني|أستطيع|أعرف)[^.]{{0,30}}(?:العثور|الإجابة|تحديد|إيجاد)",
    ),
    "zh": (
        r"{material}[^。]{{0,30}}(?:没有|并未|未|沒有|並未|无法|不)(?:直接|明确|具体|任何)?"
        r"(?:提及|提到|提供|说明|包含|给出|指出|记载|記載|找到|涉及|回答|说|含)",
        r"(?:没有|未|找不到|沒有)(?:任何)?(?:找到|提供|提及)?(?:关于|有关|相关|關於|相關)[^。]{{0,40}}(?:信息|资料|内容|答案|資訊|資料)",
        r"(?:无法|不能)(?:从|根据|在)?[^。]{{0,20}}(?:确定|回答|找到|得知|判断)[^。]{{0,12}}(?:答案|问题|信息|。|$)",
    ),
    "ja": (
        r"{material}[^。]{{0,60}}(?:記載|言及|記述|説明|情報|明記|含ま|見つか|示さ|書か|述べ|触れ)"
        r"[^。]{{0,12}}(?:ありません|ません|ていない|ておらず|いない|れない|ない)",
        r"(?:わかりません|分かりません|見つかりません|見つけられません|答えられません|回答できません|お答えできません)",
        r"(?:記載|言及|情報|回答)(?:が|は|も)(?:一切)?(?:ありません|見つかりません|ない。|ないため)",
    ),
    "ko": (
        r"{material}[^.]{{0,60}}(?:언급|명시|포함|기재|제공|나와|나타나|정보|설명|답)[^.]{{0,12}}(?:없|않|못)",
        r"(?:찾을|알|확인할|답할|답변할|판단할) 수 (?:가 )?없(?:습니다|다|어요)",
        r"(?:정보|언급|답변|내용)(?:가|이|은|는) (?:제공되지|포함되어 있지|명시되지|없)",
    ),
}
"""What models say instead of our sentence, by language: the material doesn't mention, contain or say it, or they can't tell."""
_ACCORDING = re.compile(
    r"\b(?:laut|nach|gemäß) (?:de[nmr] |ihren )?\w+"
    r"|(?:according to|based on|selon|d['’]après|según|de acuerdo con|وفق\S+|بحسب|حسب|根据|根據)[^,，،.。]{1,40}[,，،]"
    r"|[^、。]{1,20}(?:によると|によれば)[、]?|[^.]{1,20}(?:에 따르면|에 의하면),?",
    re.IGNORECASE,
)
"""How an answer opens that has something to say: its "documents" say nothing about a "not" further on."""


@lru_cache(maxsize=1)
def _refusals() -> tuple[str, ...]:
    return tuple(_letters(phrase("refusal", language)) for language in EIGHT)


@lru_cache(maxsize=1)
def _own_words() -> re.Pattern[str]:
    every = (pattern.format(material=_MATERIAL[code]) for code, patterns in _OWN_WORDS.items() for pattern in patterns)
    return re.compile("|".join(f"(?:{pattern})" for pattern in every))


def _letters(text: str) -> str:
    return "".join(char for char in _MARKERS.sub("", text).casefold() if char.isalnum())


def is_refusal(text: str) -> bool:
    """Whether a text is, or holds, a sentence in any of the eight languages that says the documents hold no answer."""
    plain = _letters(text)
    ours = any(refusal in plain or (_alike(plain, refusal) and negates(text)) for refusal in _refusals())
    return ours or _own_words().search(without_opening(text).casefold()) is not None


def is_our_refusal(sentence: str) -> bool:
    """Whether a whole sentence is our own refusal in any of the eight languages, but for a few letters and not its "not"."""
    plain = _letters(sentence)
    return any(_likeness(plain, refusal) >= _SAME for refusal in _refusals()) and negates(sentence)


def ends_in_material(text: str) -> bool:
    """Return whether the last word of a text is one for the documents, in any of the eight languages: "as in source"."""
    return _ending().search(text.casefold()) is not None


@lru_cache(maxsize=1)
def _ending() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zß-ÿ])(?:{'|'.join(_MATERIAL.values())})\s*$")


def without_opening(text: str) -> str:
    """Return a text without "according to the documents" and its like."""
    return _ACCORDING.sub(" ", text).strip() or text


def may_become_refusal(text: str) -> bool:
    """Whether the beginning of an answer is, as far as it goes, the beginning of our own refusal."""
    plain = _letters(text)
    return any(_alike(plain[: len(refusal)], refusal[: len(plain)]) for refusal in _refusals())


def _alike(one: str, other: str) -> bool:
    return _likeness(one, other) >= _ALIKE


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()

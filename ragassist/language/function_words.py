"""Small words that only the grammar needs: a name or a title seldom holds them, a question seldom goes without."""

import re
from collections import Counter

_WORDS = {
    code: frozenset(words.split())
    for code, words in {
        "en": """the of and is are was were what which who whom whose how when where why does did do has have had that this
            these those with from for by not be been it its they there their at on to an into about after before between
            many much can could would should will i you we my your tell mean means explain describe show list give
            compare summarize born died named called""",
        "fr": """le la les un une des du de et est sont était étaient quel quelle quels quelles qui que quoi comment quand où
            pourquoi combien il elle ils elles ce cette ces avec dans pour par pas ne au aux sur son sa ses leur leurs
            en plus l d qu c n j y se été ont fut a être fait je vous nous mon ma veut dire signifie explique décris
            résume montre donne né née mort morte""",
        "de": """der die das den dem des ein eine einen einem einer eines und ist sind war waren was welche welcher welches
            welchen wer wen wem wie wann wo warum wieso wozu wohin woher wird werden wurde wurden hat haben hatte mit
            von für nicht im am zum zur auf aus bei nach vor über unter durch es er sie sich dass ich wir mein sein
            seine ihre kann gibt viele viel heißt in bedeutet geboren gestorben erkläre beschreibe nenne vergleiche
            zeige""",
        "es": """el la los las un una unos unas de del y es son era eran fue fueron qué cuál cuáles quién quiénes cómo cuándo
            dónde cuánto cuánta cuántos cuántas por para con que en no se su sus al lo este esta estos estas como más ha
            han está están hay ser según sobre entre mi yo cual quien cuando donde cuanto cuantos significa nació murió
            explica describe muestra compara""",
    }.items()
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = {"es": frozenset("¿¡ñÑ"), "de": frozenset("ßẞ")}
_WORTH = 3
"""Small words that a sign is worth which only one of the four languages writes."""
_ARABIC = frozenset(["هو", "هي", "هذا", "هذه", "في", "من", "على", "إلى", "عن", "مع", "أن", "كان", "كانت", "يكون", "تكون", "و"])
_EVERY = _ARABIC.union(*_WORDS.values())
_DENSE = re.compile(r"[\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]+")
_DENSE_GRAMMAR = frozenset("是的了在为為于於和与與有就都也被이가은는을를의에와과도로입니다습했하고서")
_HIRAGANA = re.compile(r"[\u3041-\u309f]+")
_HIRAGANA_GRAMMAR = re.compile("(?:は|が|の|を|に|で|と|も|か|です|でした|ます|ました|である|という|こと|とき|した|する)*")
_RUN = re.compile(rf"{_HIRAGANA.pattern}|{_DENSE.pattern}|[^\W_\u3041-\u309f\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3]+")
_STEM = 4
_ASKING = re.compile(
    r"\b(?:what|which|who|whom|whose|how|when|where|why|quel\w*|qui|que|quoi|comment|quand|où|pourquoi|combien"
    r"|was|welche\w*|wer|wen|wem|wessen|wie|wieviele?|wann|wo\w*|warum|wieso|qué|cuál\w*|quién\w*|cómo|cuándo|dónde|cuánt\w+"
    r"|ما|ماذا|من|متى|أين|كم|كيف|لماذا|أي|أية)\b|qu['’]|什么|什麼|谁|誰|哪|几|幾|多少|何|怎|为什么|為什麼|なに|なん|だれ|いつ|どこ|どの|どれ|どう"
    r"|どんな|なぜ|いくら|いくつ|무엇|무슨|뭐|누구|누가|언제|어디|어느|어떤|어떻게|왜|얼마|몇",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|\w+n['’]t|nicht|kein\w*|nie|niemals|ohne|weder|ne|n['’]\w+|pas|jamais"
    r"|aucune?|sans|ni|sin|nunca|jamás|ning[uú]n\w*|لا|لم|لن|ليس\w*|غير|ما|دون|بدون)\b|[不没沒未无無]|ない|ません|なく|없|않|못|아니",
    re.IGNORECASE,
)


def function_words(text: str) -> Counter[str]:
    """Return how many small words of en, fr, de and es a text holds; a word may be of several."""
    found = Counter({code: 0 for code in _WORDS})
    for word in _WORD.findall(text.lower()):
        found.update(code for code, words in _WORDS.items() if word in words)
    for code, signs in _SIGNS.items():
        if signs.intersection(text):
            found[code] += _WORTH
    return found


def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(_WORD.findall(text))


def asks_what(text: str) -> bool:
    """Return whether a question in any of the eight languages wants to be told something, rather than yes or no."""
    return _ASKING.search(text) is not None


def negates(text: str) -> bool:
    """Whether a text says "not" in any of the eight languages."""
    return _NEGATION.search(text) is not None


def adds_nothing(answer: str, question: str) -> bool:
    """Return whether an answer says no word but its question's and the grammar's.

    "The colour of the light is." says nothing to "What colour is the light?"; letters of words set apart by no blanks count one
    by one.
    """
    asked = question.lower()
    known = _EVERY | {word[:_STEM] for word in _RUN.findall(asked)}
    return all(_is_known(run, asked, known) for run in _RUN.findall(answer.lower()))


def _is_known(run: str, asked: str, known: frozenset[str]) -> bool:
    """Whether a word, or a run of kana, Han or Hangul, says nothing that wasn't asked."""
    if _HIRAGANA.fullmatch(run):
        return run in asked or _HIRAGANA_GRAMMAR.fullmatch(run) is not None
    if _DENSE.fullmatch(run):
        return all(sign in asked or sign in _DENSE_GRAMMAR for sign in run)
    return run in known or (not run.isdecimal() and run[:_STEM] in known)

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

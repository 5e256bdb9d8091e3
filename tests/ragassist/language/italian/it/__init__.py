"""Italian: a ninth language that no part of the program names."""

from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords
from ragassist.language.pack import LanguagePack

_FUNCTION_WORDS = """
il lo la i gli le un uno una di del della dei degli delle dal dalla e ed è sono era erano che chi cosa quale quali quanto
quanta quanti quante come quando dove perché per con non si ha hanno nel nella nei negli nelle al allo alla ai agli alle
sul sulla questo questa questi queste più anche viene può su tra fra suo sua loro mi io spiega descrivi elenca significa
"""
_MATERIAL = r"(?:fonti|fonte|documenti?|testi|testo|brani|brano|contesto|materiale)"

PACK = LanguagePack(
    code="it",
    scripts=("Latn",),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    asking=r"\b(?:che|chi|cosa|qual[ei]?|quant[oaie]|come|quando|dove|perché)\b",
    negation=r"\b(?:non|né|senza|mai|nessun[oa]?|nulla|niente)\b",
    unfinished=r"\b(?:art|dott|ecc|es|pag|sig|sig\.ra)",
    material=_MATERIAL,
    refusals=(
        rf"\b{_MATERIAL}\b[^.]{{0,60}}\bnon (?:\w+ )?(?:menzion|contien|contengono|indica|dice|dicono|riporta|specifica)",
        r"\bnon (?:riesco a|posso) (?:trovare|rispondere|determinare)",
        r"\bnon (?:ho trovato|trovo|so)\b",
    ),
    according=r"(?:secondo|in base a\w*)[^,.]{1,40},",
    follow_up_signs=(
        r"^(e|ma|o|allora|quindi|perché|da quando|fino a quando)\b",
        r"\b(lui|lei|loro|ess[oaie]|quell[oaie]|quest[oaie]|ci|ne|lì|là)\b",
        r"\b(il|la|gli|le) (second[oa]|altr[oaie]|prim[oa]|ultim[oa]|stess[oa])\b",
    ),
    joining=frozenset(("e", "o")),
    before_a_name=r"(?:^|[\s(])(?:in|da|di|secondo|vedi|nella|dalla)\s*$",
    comparing=r"\b(?:quant[ie]|confront\w+|differen\w+|(?:più|meno) \S+ (?:di|che)|in totale|in comune)\b",
    names_by_capital=True,
    dates=DateWords(
        span="al?|fino al?",
        both="e",
        span_article="il",
        of_month="di",
        of_year="del?",
        first="primo",
        before_a_decade="anni",
    ),
    clock=ClockWords(hour="h"),
    numerals=NumeralWords(negative="meno", one="una?"),
    article=r"(?:il|lo|la|i|gli|le)\s",
    elided=r"\p{L}{1,4}['’]",
    before_a_unit="di |d['’]",
    below_zero="sotto (?:zero|0)",
    since="dal?|a (?:partire|decorrere) da[il]?",
    until="fino al?",
    rates={
        "hour": r"(?:all['’]|per |/) ?ora\b|orari[oa]",
        "day": r"(?:al|per|/) ?giorno\b|giornalier[oa]",
        "week": r"(?:alla|per|/) ?settimana\b|settimanal[ei]",
        "month": r"(?:al|per|/) ?mese\b|mensil[ei]",
        "year": r"(?:all['’]|per |/) ?anno\b|annual[ei]",
    },
)

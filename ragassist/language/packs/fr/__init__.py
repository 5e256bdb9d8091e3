"""French."""

from ragassist.language.pack import LanguagePack
from ragassist.language.packs.fr.measures import CLOCK, DATES, NUMERALS
from ragassist.language.packs.fr.papers import PAPERS

_FUNCTION_WORDS = """
le la les un une des du de et est sont était étaient quel quelle quels quelles qui que quoi comment quand où pourquoi
combien il elle ils elles ce cette ces avec dans pour par pas ne au aux sur son sa ses leur leurs en plus l d qu c n j
y se été ont fut a être fait je vous nous mon ma veut dire signifie explique décris résume montre donne né née mort
morte
bonjour bonsoir salut coucou merci beaucoup revoir
"""
_MATERIAL = r"(?:sources?|documents?|textes?|passages?|extraits?|contexte)"
_AT = r"(?<=\b(?:à|vers|dès|avant|entre|il (?:est|était|sera)) )"
_FROM, _TO = r"(?<=(?<!\bdur\w{1,5} )\bde )", r"(?= à \d)"
_NO_DURATION = r"\b(?! d(?:e |['’])(?!l['’]apr))"
"""Not before "de route": "à 3 heures et demie de route" says how far a place is."""
_OF_THE_DAY = r"(?= (?:du (?:matin|soir)|de l['’]après-midi|précises))"


def _time_with(minutes: str) -> str:
    """Return a pattern of times with "et demie" or "et quart", which durations have too: "le trajet dure 3 heures et demie"."""
    hours = rf"HOUR ?(?:heures?|h) {minutes}"
    return rf"{_AT}{hours}{_NO_DURATION}|{_FROM}{hours}{_TO}|{hours}{_OF_THE_DAY}"


PACK = LanguagePack(
    code="fr",
    scripts=("Latn",),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    asking=r"\b(?:quel\w*|qui|que|quoi|comment|quand|où|pourquoi|combien)\b|qu'",
    unfinished=r"\b(?:Mme|av|[Aa]rt)",
    negation=(
        r"\ben panne\b|\bclos(?:e|es)?\b|\bfermen?t?(?= (?:le|les|la|en|au|tous|chaque|pendant)\b| l')|"
        r"\b(?:à moins que|sauf si)\b[^.;,]*|\bà jeun\b|\bjeûn\w+|"
        r"\b(?:aucune?s?|personne|rien|jamais)\b[^.;,]{0,50}?\b(?:ne\b|n')|\b(?:ne\b|n')[^.;,]{0,50}?\b(?:pas|plus|jamais|"
        r"aucune?s?|rien|personne|guère|ni)\b|\b(?:ne\b|n')|\b(?:sans|interdi\w+|impossib\w+|impossibilité|dépourvue?s?|"
        r"exempte?s?|gratuit\w*|fermée?s?(?! à cl)|annulée?s?|échou\w+|échec|refus\w+|muet\w*|non|hors|défense|manqu\w+|"
        r"exclu\w*|"
        r"sauf|cess(?:e|é|er|a|ent)|inapte\w*|invalid\w*|inadapté\w*|in(?:utilis|access|compat|suffi|exact|complet|"
        r"capa)\w+|empêch\w+|"
        r"pas|aucune?|offerte?s?|à moins|défendue?s?|abst(?:ien|en)\w+|inutiles?|indisponib\w+|inexistante?s?|"
        r"illéga\w+|facultati\w+|optionnel\w*|déconseill\w+|dispensée?s?|supprimée?s?|illicites?|"
        r"est nul(?:le)?|nulle? et|entrée (?:est )?libre|suspendue?s?(?! (?:à|aux?)\b)|proscri\w+)\b"
    ),
    negation_exceptions=(
        r"^\s*(?:non)[,،，、.。!]|\b(?:ne\b|n')(?:(?!\b(?:pas|plus|jamais)\b)[^.;,]){0,40}?\bqu(?:e\b|')|\bpas (?:seulement|"
        r"uniquement)\b|\b(?:ne\b|n')[^.;,]{0,20}pas (?:seulement|uniquement|que)\b|\bsans (?:doute|cesse)\b|"
        r"\bn'importe\b|\bau plus tard\b|\b(?:ne\b|n')[^.;,]{0,60}?\b(?:(?:dépass|exc[éè]d)\w+(?: (?:pas|jamais))?|"
        r"supérieure?s?)\b|(?:\b(?:ne\b|n')[^.;,]{0,60}?)?\bpas[^.;,]{0,20}?\b(?:plus|moins) de\b"
    ),
    excepting=r"\b(?:hors|hormis|sauf|sans|non (?:compris|inclus)\w*)\b",
    material=_MATERIAL,
    refusals=(
        rf"\b{_MATERIAL}\b[^.]{{0,60}}\b(?:ne|n')\s?[^.]{{0,25}}"
        r"(?:mentionn|conti|précis|indiqu|fourni|donn|permet|disent|dit|parl|répond|spécif)[^.]{0,12}\b(?:pas|aucune?)\b",
        r"\b(?:n'est|n'a|n'ont|ne sont)\b[^.]{0,12}\bpas (?:\w+ ){0,2}"
        rf"(?:mentionn|précis|indiqu|fourni|trouv|spécifi)\w*[^.]{{0,30}}\b{_MATERIAL}\b",
        r"\b(?:n'est|ne sont)\b[^.]{0,12}\bpas (?:\w+ ){0,2}(?:mentionn|précis|indiqu|spécifi)\w*\s*(?:[.!]|$)",
        r"\baucune? (?:information|mention|réponse|précision)\b",
        r"\bje ne (?:trouve|sais|peux|dispose)\b[^.]{0,30}\bpas\b",
    ),
    according=r"(?:selon|d'après)[^,.]{1,40},",
    about_sources=r"(?:la |les |ces )?sources?\b",
    follow_up_signs=(
        r"^(et|mais|ou|alors|donc|sinon|pourquoi|depuis quand|jusqu'à quand|lequel|laquelle|lesquel\w*)\b",
        r"\b(?<!faut-)(?<!a-t-)(?<!y a-)ils?\b(?! (faut|y a|s'agit|est (possible|permis|interdit)))|\belles?\b",
        r"\b(lui|leurs?|son|sa|ses|celui|celle|ceux|celles|cela|ça|c'est|ce dernier|cette dernière|là-bas)\b",
        r"\b(l[ea] (même|deuxième|seconde?|premi[eè]re?|troisième|dernière?|reste)|l'autre|les autres)\b",
    ),
    titles=frozenset(["monsieur", "madame", "mademoiselle", "mme", "mlle", "maître", "docteur"]),
    joining=frozenset(("et", "ou")),
    before_a_name=r"(?:^|[\s(])(?:dans|selon|de|par|voir|d'après|en)\s*$",
    comparing=r"\b(?:combien (?:de|d')|différen\w+|(?:plus|moins) \S+ que|au total|en commun)\b",
    names_by_capital=True,
    half="(?:une? )?demi-?e?",
    and_a_half="et demie?",
    amounts={"%": ("pour cent",), "45 minutes": ("trois[ -]quarts d['’]heure",), "15 minutes": ("(?:un )?quart d['’]heure",)},
    fractions={
        "3": r"(?<!un )tiers|tiers(?= (?:de|du|des)\b| d['’])",
        "4": r"quarts?(?= (?:de|du|des)\b| d['’])",
        "5": "cinquièmes?(?= (?:de|du|des)\b| d['’])",
        "10": "dixièmes?(?= (?:de|du|des)\b| d['’])",
    },
    roman=r"ROMAN(?=(?:e|ème|ième|er)?\s+siècles?\b|(?:e|ème|ième|er)?\s+(?:et|ou|au)\s+(?:[ivx]+(?:e|ème|ième|er)?\s+)?siècles?\b)",
    clock_names={
        "12:00": r"(?<=\b(?:à|avant|après|vers|dès|entre|et) )midi(?! (?:et|moins)\b)",
        "0:00": "minuit(?! (?:et|moins)\b)",
    },
    locales=("fr_CA",),
    clock_words={
        "30": _time_with("et demie?"),
        "15": _time_with("et quart"),
        "-15": r"HOUR ?(?:heures?|h) moins (?:le|un) quart",
        "0": rf"HOUR heures?{_OF_THE_DAY}",
    },
    afternoon="du soir|de l'après-midi",
    ambiguous_months=frozenset(("mars",)),
    before_a_month="en|fin|début|mi|courant|avant|après|dès|depuis|mois de|(?:lun|mar|mercre|jeu|vendre|same)di de|dimanche de",
    unit_words={
        "duration-day": ("journée", "journées"),
        "mass-kilogram": ("kilo", "kilos"),
        "currency-usd": ("dollar", "dollars"),
        "currency-aed": ("dirham", "dirhams"),
        "currency-mad": ("dirham", "dirhams"),
        "currency-gbp": ("livres",),
        "currency-eur": ("euro", "euros"),
        "currency-jpy": ("yen", "yens"),
        "currency-krw": ("won", "wons"),
        "currency-cny": ("yuan", "yuans"),
        "temperature-celsius": ("degrés", "degré"),
        "duration-year": ("année", "années"),
        "concentr-percent": ("pour cent", "pourcent"),
        "area-square-meter": ("m2",),
        "mass-pound": ("livres",),
    },
    rates={
        "hour": r"(?:par|/|chaque) ?h(?:eure)?\b|(?:de )?l['’]heure|horaires?",
        "day": r"(?:par|/|chaque) ?j(?:our)?\b|quotidien|journali",
        "night": r"(?:par|la|/|chaque) ?nuit\b|nuitée",
        "week": r"(?:par|/|chaque) ?semaine|hebdomadaire",
        "month": r"(?:par|/|chaque) ?mois|mensue",
        "year": r"(?:par|/|chaque) ?an(?:née)?\b|annue",
    },
    sentences=r"(\d+) (?:courtes? |brèves? |petites? |seules? )*(?:phrases?|lignes?|points?|tirets)|\bune (?:seule )?phrase\b",
    brief=r"\b(?:brefs?|brève\w*|brièvement|court(?:e|es|s)?|raccourci\w*|abr[ée]g\w*|rapide(?:ment)?|succinct\w*|deux mots"
    r"|(?:trop|moins) (?:longs?|longues?|(?:de )?détail\w*))\b",
    thorough=r"\b(?:(?<!(?:trop|moins) (?:de )?)détail\w*|approfondi\w*"
    r"|(?<!(?:trop|moins) )(?:longs?|longues?)|(?:r?al)longe\w*|longuement|complet|complète"
    r"|trop (?:courte?s?|brefs?|brèves?))\b",
    section=(
        r"(?:articles?|chapitres?|sections?|clauses?|paragraphes?|parties?|§) ?(\d+)"
        r"|(\d+)(?:er|re|e|eme|ème|ième) (?:article|chapitre|section|clause|paragraphe|partie)"
    ),
    ordinals=(r"\bpremi(?:er|ère)\b", r"\b(?:deuxième|seconde?)\b", r"\btroisième\b", r"\bquatrième\b", r"\bcinquième\b"),
    ordinal_sign="er|e|ème",
    below_zero="(?:au-dessous de|en dessous de|sous) (?:zéro|0)",
    language_words={"es": ("castillan",), "zh": ("mandarin",)},
    since="depuis(?: (?:le|l'année|début|fin))*|à (?:partir|compter) d(?:e l'année|e|u|')|dès(?: le)?|en vigueur (?:au|le)",
    until="jusqu'(?:en|au|à)(?: (?:fin|l'année))?",
    several_days=(
        r"\b(?:tous les jours|chaque jour|quotidien\w*|jours? (?:ouvrables?|ouvrés?|de semaine)|en semaine|week-?ends?|"
        r"toute la semaine|sauf|excepté|hors)\b"
    ),
    stand_ins=r"\b(?:celui|celle|ceux|celles)\b",
    dates=DATES,
    clock=CLOCK,
    numerals=NUMERALS,
    elided=r"\p{L}['’]",
    before_a_unit="de |d['’]",
    papers=PAPERS,
)

"""Spanish."""

from ragassist.language.pack import LanguagePack
from ragassist.language.packs.es.measures import CLOCK, DATES, NUMERALS
from ragassist.language.packs.es.papers import PAPERS

_FUNCTION_WORDS = """
el la los las un una unos unas de del y es son era eran fue fueron qué cuál cuáles quién quiénes cómo cuándo dónde
cuánto cuánta cuántos cuántas por para con que en no se su sus al lo este esta estos estas como más ha han está están
hay ser según sobre entre mi yo cual quien cuando donde cuanto cuantos significa nació murió explica describe muestra
compara
hola buenos buenas días gracias muchas adiós
"""
_MATERIAL = r"(?:fuentes?|documentos?|textos?|pasajes?|fragmentos?|contexto)"

PACK = LanguagePack(
    code="es",
    scripts=("Latn",),
    own_letters=frozenset("¿¡ñÑ"),
    function_words=frozenset(_FUNCTION_WORDS.split()),
    asking=r"\b(?:qué|cuál\w*|quién\w*|cómo|cuándo|dónde|cuánt\w+)\b",
    unfinished=r"\b(?:Sra?|[Aa]rt|p\.\s?ej)",
    negation=(
        r"\bno hacen? falta\b|"
        r"\baveriad\w+|\bfuera de servicio\b|\bestropead\w+|\bcierran?(?= (?:los?|las?|el|en|por|durante|todos)\b)|"
        r"\b(?:salvo|excepto|a menos) (?:que|si)\b[^.;,]*|\bayun\w+|"
        r"\bno\b[^.;,]{0,50}?\b(?:ning[uú]n\w*|nunca|jamás|nada|nadie|ni|tampoco)\b|\bno\b|\b(?:nunca|jamás|ning[uú]n\w*|"
        r"nadie|nada|sin|tampoco|carece\w*|imposib\w+|proh[ií]b\w+|gratis|gratuit\w*|cerrad\w+(?! con llave)|(?:cancel|"
        r"anul)(?:ad\w+|ó|aron)|suspend\w+|deja(?:n|"
        r"ron|ba)? de|dejó de|inválid\w+|inapt\w+|inadecuad\w+|inútil\w*|libres? de|"
        r"exent\w+|(?<!hace )(?<!hacen )faltan?|falto|impid\w+|"
        r"exclu\w+|salvo|excepto|rechaz\w+|neg(?:ó|aron|ado)|incapa\w+|inaccesib\w+|incompat\w+|"
        r"insuficien\w+|innecesari\w+|indisponib\w+|inexistente\w*|opcional\w*|facultativ\w+|(?:es|son|"
        r"era|eran|fue|será|sea) voluntari[oa]s?|"
        r"desaconsej\w+|suprimid\w+|ilegal\w*|ilícit\w+|nul[oa]s?|entrada (?:es )?libre|no)\b"
    ),
    negation_exceptions=(
        r"^\s*(?:no)[,،，、.。!]|\bno (?:solo|sólo|solamente|únicamente)\b|\bno (?:más|menos) (?:de|que|tarde)\b|"
        r"\bno obstante\b|\bsin (?:embargo|duda)\b|\bn\.?º|\bno\b[^.;,]{0,60}?\b(?:más de|menos de|más tarde|superior a|"
        r"inferior a|exced\w+|super(?:a|ar|e|en)\b|sobrepas\w+|a más)\b|\bno\b[^.;,]{0,30}\bmás que\b"
    ),
    excepting=r"\b(?:sin|salvo|excepto|excluid\w+|excluyendo)\b",
    material=_MATERIAL,
    refusals=(
        rf"\b{_MATERIAL}\b[^.]{{0,60}}\bno\b (?:\w+ ){{0,2}}"
        r"(?:mencion|conti|proporcion|especific|indic|dice|incluy|respond|ofrec|dan\b|da\b)",
        r"\bno se (?:\w+ )?(?:menciona|especifica|indica|encuentra|proporciona|puede (?:encontrar|determinar|responder))",
        r"\bno (?:hay|existe|encuentro|puedo|tengo|encontré)\b[^.]{0,40}(?:informaci|respuesta|menci|datos|responder)",
        r"\bning(?:una|ún) (?:\w+ )?(?:información|respuesta|mención)\b",
    ),
    according=r"(?:según|de acuerdo con)[^,.]{1,40},",
    about_sources=r"(?:la |las |estas )?fuentes?\b",
    follow_up_signs=(
        r"^(y|e|pero|o|entonces|si no|por qué|desde cuándo|hasta cuándo|cuál|cuáles|quién más|qué más)\b",
        r"\b(él|ella|ellos|ellas|es[eao]s?|aquel\w*|sus?|all[íá]|ahí|(el|la|lo) mism[oa]|los demás|el resto)\b",
        r"\b(el|la|los|las) (segund[oa]|otr[oa]|primer[oa]?|tercer[oa]?|últim[oa])s?\b",
    ),
    titles=frozenset(["señor", "señora", "señorita", "don", "doña", "doctor", "doctora"]),
    joining=frozenset(("y", "o")),
    before_a_name=r"(?:^|[\s(])(?:en|de|según|por|ver|véase)\s*$",
    comparing=r"\b(?:cuánt[oa]s|diferencias?|diferent\w+|(?:más|menos) \S+ que|en total|en común)\b",
    names_by_capital=True,
    half=r"medi[oa](?=\s)",
    and_a_half="y medi[oa]",
    amounts={"%": ("por ciento",), "45 minutos": ("tres cuartos de hora",), "15 minutos": ("(?:un )?cuarto de hora",)},
    fractions={
        "3": "tercios?|terceras? partes?",
        "4": "cuartas? partes?",
        "5": "quint[oa]s?(?= partes?| de l)",
        "10": "décimas? partes?",
    },
    roman=r"(?<=\bsiglos? )ROMAN|(?<=\bsiglos? [ivx]+ (?:y|al|a) )ROMAN",
    clock_names={"12:00": r"(?<=\bal? )mediodía", "0:00": "medianoche"},
    locales=("es_PE", "es_MX"),
    clock_words={
        "30": "las? HOUR y media",
        "15": "las? HOUR y (?:cuarto|4\\S?)",
        "-15": "las? HOUR menos (?:cuarto|4\\S?)",
        "0": "las? HOUR(?= (?:de la (?:mañana|tarde|noche)|en punto))",
    },
    afternoon="de la (?:tarde|noche)",
    unit_words={
        "mass-kilogram": ("kilo", "kilos"),
        "currency-usd": ("dólar", "dólares"),
        "currency-aed": ("dírham", "dirham", "dirhams"),
        "currency-mad": ("dírham", "dirham", "dirhams"),
        "currency-gbp": ("libra", "libras"),
        "currency-eur": ("euro", "euros"),
        "currency-jpy": ("yen", "yenes"),
        "currency-krw": ("won", "wones"),
        "currency-cny": ("yuan", "yuanes"),
        "temperature-celsius": ("grado", "grados", "grados centígrados"),
        "mass-pound": ("libra", "libras"),
        "length-mile": ("milla", "millas"),
        "area-square-meter": ("metros cuadrados",),
    },
    rates={
        "hour": r"(?:por|a la|cada|la|/) ?h(?:ora)?\b",
        "day": r"(?:por|al|cada|/) ?día\b|diari[oa]|diariamente",
        "night": r"(?:por|la|cada|/) ?noche\b",
        "week": r"(?:por|a la|cada|/) ?semana\b|semanal",
        "month": r"(?:por|al|cada|/) ?mes\b|mensual",
        "year": r"(?:por|al|cada|/) ?año\b|anual",
    },
    sentences=(
        r"(\d+) (?:breves |cortas )*(?:frases?|oraciones|oración"
        r"|líneas?|puntos?)|\buna (?:sola )?(?:frase|oración|línea)\b"
    ),
    brief=r"\b(?:brev\w*|cort[oa]s?|ac[oó]rt\w*|abrevi\w*|concis[oa]|rápid\w+|en pocas palabras"
    r"|(?:demasiado|menos|mitad de) larg[oa]s?|(?:demasiado|menos) detall\w*)\b",
    thorough=r"\b(?:(?<!demasiado )(?<!menos )detall\w*|exhaustiv\w*"
    r"|(?<!demasiado )(?<!mitad de )(?<!menos )larg[oa]s?|al[aá]rg\w*|extens\w*|a fondo|demasiado (?:cort[oa]s?|breves?))\b",
    section=(
        r"(?:artículos?|capítulos?|secci(?:ón|ones)|cláusulas?|párrafos?|apartados?|partes?"
        r"|§) ?(\d+)|(\d+)\.?[ºª°oa] (?:artículo|capítulo|sección|cláusula|párrafo|apartado|parte)"
    ),
    ordinals=(r"\bprimer[oa]?\b", r"\bsegund[oa]\b", r"\btercer[oa]?\b", r"\bcuart[oa]\b", r"\bquint[oa]\b"),
    ordinal_sign=r"\.?[ºª]|er",
    below_zero="bajo (?:cero|0)",
    language_words={"es": ("castellano",), "zh": ("mandarín",)},
    since=(
        "desde(?: (?:el|año|principios de|finales de))*|a (?:partir|contar) del?(?: año)?|"
        "(?:vigente|válid[oa]) (?:desde|a partir de)(?: el)?"
    ),
    since_behind="en adelante",
    until="hasta(?: (?:el|año|finales de))*",
    several_days=(
        r"\b(?:todos los días|cada día|a diario|diari[ao]s?|diariamente|días (?:laborables|hábiles)|entre semana|"
        r"fin(?:es)? de semana|toda la semana|salvo|excepto|menos)\b"
    ),
    stand_ins=r"\b(?:el|la|los|las) del?\b",
    dates=DATES,
    clock=CLOCK,
    numerals=NUMERALS,
    before_a_unit="de ",
    papers=PAPERS,
)

"""Compares two engines of a model: by vectors of sentences in eight languages, and by the nearest passages of questions."""

import numpy as np

from indexes.embedding.embedder import Embedder, Vectors
from indexes.embedding.parallel_texts import calibration_texts

LEAST_COSINE = 0.9999
"""Lowest cosine of two float32 engines, which only differ in the order of sums."""
LEAST_INT8_COSINE, LEAST_INT8_OVERLAP = 0.99, 0.8
"""Lowest cosine and overlap of 8-bit integers and float32. multilingual-e5-small reaches a cosine of 0.9966 on the sentences,
and 0.91 of the ten nearest of 192 passages in eight languages are the same."""
_NEAREST = 10
_COMPARED = ("ar", "de", "en", "es", "fr", "ja", "ko", "zh")
"""Languages of the questions and passages that are compared, eight of the twenty of the parallel texts, to save time."""
_BEYOND_ANY_LIMIT = 40
"""Repetitions of the long texts that give a text of more than 512 tokens, which is truncated."""

SHORT = (
    "The filter is changed every spring.",
    "يُغيَّر المرشّح كل ربيع.",
    "滤芯每年春天更换一次。",
    "Le filtre est changé à chaque printemps.",
    "Der Filter wird jedes Frühjahr gewechselt.",
    "フィルターは毎年春に交換します。",
    "필터는 매년 봄에 교체합니다.",
    "El filtro se cambia cada primavera.",
)
LONG = (
    "When the water stands above the red mark, close both valves, wait until the pump (type K-240) has come to rest, and call "
    "the night desk on 555-0142; nobody opens the cover before 6:30 in the morning.",
    "عندما يتجاوز الماء العلامة الحمراء، أغلق الصمّامين، وانتظر حتى تتوقف المضخة (طراز K-240) تمامًا، ثم اتصل بمكتب المناوبة "
    "الليلية على الرقم 555-0142؛ ولا يُفتح الغطاء قبل الساعة 6:30 صباحًا.",
    "水位超过红线时,请关闭两个阀门,等水泵(K-240型)完全停下,再拨打夜间值班电话555-0142;早上六点半以前任何人不得打开盖板。",
    "Quand l'eau dépasse le repère rouge, fermez les deux vannes, attendez que la pompe (type K-240) soit à l'arrêt et appelez "
    "la permanence de nuit au 555-0142 ; personne n'ouvre le couvercle avant 6 h 30.",
    "Steht das Wasser über der roten Marke, so schließen Sie beide Ventile, warten Sie, bis die Pumpe (Typ K-240) ruht, und "
    "rufen Sie den Nachtdienst unter 555-0142 an; niemand öffnet den Deckel vor 6.30 Uhr.",
    "水位が赤い印を超えたら、二つの弁を閉め、ポンプ(K-240型)が完全に止まるまで待ち、夜間窓口555-0142に電話してください。"
    "朝六時半より前に蓋を開けてはいけません。",
    "물이 빨간 표시를 넘으면 두 밸브를 모두 잠그고 펌프(K-240형)가 완전히 멈출 때까지 기다린 다음 야간 당직실 555-0142로 "
    "전화하십시오. 아침 6시 30분 전에는 아무도 덮개를 열지 않습니다.",
    "Cuando el agua supere la marca roja, cierre las dos válvulas, espere a que la bomba (tipo K-240) se detenga y llame al "
    "servicio nocturno, 555-0142; nadie abre la tapa antes de las 6:30.",
)


def probe(embedder: Embedder) -> Vectors:
    """Return the vectors of the sentences, of a truncated text, and of the short sentences as queries: (25, dimension)."""
    passages = embedder.embed_passages([*SHORT, *LONG, " ".join(LONG) * (_BEYOND_ANY_LIMIT // len(LONG))])
    return np.concatenate([passages, embedder.embed_queries(SHORT)])


def agreement(one: Vectors, other: Vectors) -> float:
    """Return the lowest cosine between rows of two engines; 0 if they can't be compared."""
    if one.shape != other.shape or not np.isfinite(other).all():
        return 0.0
    return float((one * other).sum(axis=1).min())


def nearest(embedder: Embedder) -> list[set[int]]:
    """Return for each question in eight languages the ten nearest passages by an engine."""
    pairs = [pair for code, some in calibration_texts().items() if code in _COMPARED for pair in some]
    passages = embedder.embed_passages([pair.passage for pair in pairs])
    queries = embedder.embed_queries([pair.question for pair in pairs])
    return [set(row[:_NEAREST].tolist()) for row in np.argsort(-(queries @ passages.T), axis=1)]


def overlap(one: list[set[int]], other: list[set[int]]) -> float:
    """Return the mean share, from 0 to 1, of the nearest passages of one engine that the other has too."""
    return float(np.mean([len(mine & its) / max(1, len(mine)) for mine, its in zip(one, other, strict=True)]))

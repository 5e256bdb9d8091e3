"""The detector gives the probabilities of langdetect's own, to the last bit."""

import pytest
from langdetect import detector_factory
from langdetect.detector import Detector
from langdetect.lang_detect_exception import LangDetectException

from indexes.embedding.parallel_texts import calibration_texts
from ingest.language.quick_detector import QuickDetector

TEXTS = {
    **{f"{language}": " ".join(pair.passage for pair in pairs)[:1_500] for language, pairs in calibration_texts().items()},
    "Vietnamese": "Chiếc chìa khóa của nhà kho treo cạnh cửa, và máy bơm được kiểm tra vào mỗi buổi sáng mùa đông.",
    "Romanian": "Cheia depozitului atârnă lângă ușă, iar pompa și supapa se verifică în fiecare dimineață.",
    "Persian": "کلید انبار کنار در آویزان است و پمپ هر صبح در زمستان بازرسی می‌شود.",
    "Thai": "กุญแจโกดังแขวนอยู่ข้างประตู และปั๊มจะถูกตรวจสอบทุกเช้าในฤดูหนาว",
    "two languages": "The pump is checked every morning. Der Schlüssel für das Lager hängt neben der Tür. " * 5,
    "codes": "QXZ-9 wv_7 k240 rpm BTU https://example.org/a?b=c someone@example.org " * 20,
    "one word": "w" * 900,
    "capitals": "PUMP CANAL Motor kW IBAN DE " * 20,
    "figures": "1.9 3.5 2024",
    "nothing": "",
}


def told(detector: Detector, text: str) -> list[tuple[str, float]] | None:
    detector.append(text)
    try:
        return [(found.lang, found.prob) for found in detector.get_probabilities()]
    except LangDetectException:
        return None


@pytest.fixture(scope="module")
def factories() -> tuple[detector_factory.DetectorFactory, detector_factory.DetectorFactory]:
    """Two sets of profiles, since the detector keeps what it makes of them."""
    made = detector_factory.DetectorFactory(), detector_factory.DetectorFactory()
    for factory in made:
        factory.load_profile(detector_factory.PROFILES_DIRECTORY)
        factory.set_seed(0)
    return made


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_it_tells_what_langdetect_tells(
    factories: tuple[detector_factory.DetectorFactory, detector_factory.DetectorFactory], text: str
) -> None:
    theirs, ours = factories
    assert told(QuickDetector(ours), text) == told(theirs.create(), text)

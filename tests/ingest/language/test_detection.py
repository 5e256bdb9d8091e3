"""A document's language is that of its body; Ctrl-C works also while the language profiles are loaded."""

import subprocess
import sys

import pytest

from ingest.language.detection import language_of

LICENCE = (
    "Permission is granted to copy, distribute and modify this document under the terms of the licence that follows here. "
)
BODIES = {
    "de": "Der Schlüssel für das Lager hängt neben der Tür, und die Pumpe wird im Winter jeden Morgen geprüft. ",
    "fr": "La clé du dépôt est accrochée près de la porte, et la pompe est contrôlée chaque matin en hiver. ",
    "ja": "倉庫の鍵はドアの横に掛かっています。冬には毎朝ポンプを点検します。",
    "ko": "창고 열쇠는 문 옆에 걸려 있습니다. 겨울에는 매일 펌프를 점검합니다. ",
    "ar": "مفتاح المخزن معلق بجانب الباب، ويتم فحص المضخة كل صباح في فصل الشتاء. ",
    "zh": "仓库的钥匙挂在门边，冬天每天早晨都要检查水泵。",
    "es": "La llave del almacén cuelga junto a la puerta y la bomba se revisa cada mañana durante el invierno. ",
}  # fmt: skip


@pytest.mark.parametrize("language", BODIES)
def test_a_document_with_a_first_page_in_another_language_has_the_language_of_its_body(language: str) -> None:
    assert language_of(LICENCE * 20 + BODIES[language] * 150) == language
    assert language_of(LICENCE * 150 + BODIES[language] * 10) == "en"
    assert language_of(BODIES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "X | SIN(X) | X | SINH(X)\n" + "".join(f"{n} | {n * 0.8414709848} | {n} | {n * 1.1752011936}\n" for n in range(20)),
        "Sepal | Petal\n" + "5.1 | 3.5\n4.9 | 3.25\n" * 200,
        "".join(BODIES[language] * 12 for language in ("de", "fr", "es")),
    ],
)
def test_a_text_of_figures_or_in_three_languages_is_in_no_language(text: str) -> None:
    assert language_of(text) == ""


@pytest.mark.parametrize("language", BODIES)
def test_a_short_note_has_a_language(language: str) -> None:
    assert language_of(f"2024-05-03, 10:30\n{BODIES[language].split('，')[0]}") == language


SCRIPT = """
import signal
from ingest.language.detection import language_of

def interrupt(number, frame):
    raise KeyboardInterrupt

signal.signal(signal.SIGALRM, interrupt)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    for _ in range(1000):
        language_of("Where does the canal pump stand?")
except KeyboardInterrupt:
    print("interrupted")
print(language_of("Where does the canal pump stand in winter?"))
"""


def test_ctrl_c_while_the_profiles_are_loaded_is_not_reported_as_damage() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("interrupted\nen\n", "")

"""A real terminal with the real small model: index, ask in three languages, read a source, stop, return."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ragassist.language.phrases import phrase
from ragassist.models.store import Installed
from tests.tui.terminal import TMUX, Terminal, terminal

pytestmark = [pytest.mark.skipif(TMUX is None, reason="tmux is not installed"), pytest.mark.timeout(1200)]
QUESTIONS = {
    "en": "How much does the canal pump K240 weigh with its motor?",
    "de": "Wie schwer ist die Kanalpumpe K240 mit Motor?",
    "es": "¿Cuánto pesa la bomba de canal K240 con su motor?",
}

_STRAYED = "other_language", "left_out"
"""Phrases that the answer shows, in the language of the question, if the small model answers in English."""
_AS_MUCH = 20
"""The number of characters of a text that surely fit into one line of the screen."""


@pytest.fixture
def home(tmp_path: Path, small_chat_model: Installed, embedding_model: Installed) -> Path:
    """A home with the models of this machine and nothing else."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "models").symlink_to(embedding_model.folder.parent)
    settings = f'chat_model = "{small_chat_model.entry.name}"\nrerank_ms = 0\ncontext_tokens = 100\nthink = "off"\n'
    (folder / "settings.toml").write_text(settings, encoding="utf-8")
    return folder


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "pump.md").write_text("The canal pump K240 weighs 31.4 kg with its motor.\n", encoding="utf-8")
    (folder / "pumpe.md").write_text("Die Kanalpumpe K240 wiegt mit Motor 31,4 kg.\n", encoding="utf-8")
    return folder


@pytest.fixture
def shown(tmp_path: Path, home: Path) -> Iterator[Terminal]:
    with terminal(tmp_path / "tmux", home) as made:
        made.until("Ctrl+O")
        yield made


def index(shown: Terminal, papers: Path) -> None:
    shown.keys("C-o")
    shown.until("~/")
    shown.keys("C-u")
    shown.until_gone("~/")  # letters sent at once would be handled before the editing key
    shown.write(str(papers))
    shown.keys("Enter")
    shown.until("2 indexed")


def ask(shown: Terminal, question: str) -> None:
    shown.write(question)
    shown.until(question[-_AS_MUCH:])
    shown.keys("Enter")
    shown.until("Esc Stop")


def figures(shown: Terminal) -> str:
    """Return the details of the last answer that F4 shows, and close them."""
    shown.keys("F4")
    screen = shown.until("What the model saw")
    shown.keys("Escape")
    shown.until_gone("What the model saw")
    return screen


def leave(shown: Terminal) -> None:
    """End the program and wait for the shell, since earlier input would be lost."""
    shown.keys("C-q")
    shown.until_gone("offline")
    shown.until("$")


def test_from_an_empty_library_to_a_conversation_that_is_resumed(shown: Terminal, papers: Path) -> None:
    index(shown, papers)
    for language, question in QUESTIONS.items():
        ask(shown, question)
        answered = shown.until_gone("Esc Stop")
        told = f"{phrase('language', language)} ·", *(phrase(name, language)[:_AS_MUCH] for name in _STRAYED)
        assert any(one in answered + figures(shown) for one in told), answered
    shown.keys("Tab")
    shown.until("Open source")
    shown.keys("Enter")
    source = shown.until("Sources 1/")
    assert "31" in source
    shown.keys("Escape")
    shown.until_gone("Sources 1/")
    shown.keys("F4")
    shown.until("What the model saw")
    shown.keys("Escape")
    shown.until_gone("What the model saw")
    shown.keys("F3")
    shown.until("Rename")
    assert f" {len(QUESTIONS)} " in shown.until("How much does the canal pump K240 weigh")
    leave(shown)
    shown.begin()
    shown.until("Ctrl+O")
    shown.keys("F3")
    shown.until("How much does the canal pump K240 weigh")
    shown.keys("Enter")
    shown.until("Ask your documents")
    shown.until_gone(phrase("no_sources", "en"))
    shown.keys("Tab")
    shown.until("Open source")
    shown.keys("Enter")
    assert "31" in shown.until("Sources 1/")
    leave(shown)


def test_an_answer_is_stopped_and_the_terminal_is_restored(shown: Terminal, papers: Path) -> None:
    index(shown, papers)
    ask(shown, QUESTIONS["en"])
    shown.keys("Escape")
    shown.until("stopped")
    shown.resize(60, 20)
    shown.until("offline")
    shown.resize(200, 60)
    shown.until("offline")
    leave(shown)
    shown.write("stty -a | grep -c ' echo '")
    shown.keys("Enter")
    shown.until("\n1\n")

"""Settings, languages, phrases, the closed network, and text that is safe to show."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from ragassist.airgap import GUARD
from ragassist.engine.special_tokens import split_literals
from ragassist.errors import ConnectionRefusedByPolicy, SettingsInvalid
from ragassist.generation.prompt import unforgeable
from ragassist.language.detection import detect
from ragassist.language.locale import from_locale
from ragassist.language.phrases import phrase, said_in
from ragassist.language.registry import languages
from ragassist.settings.schema import load_settings
from ragassist.untrusted import for_terminal, one_line


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "How long is the notice period?"), ("ar", "ما هو ضغط المضخة؟"), ("zh", "水泵的压力是多少？"),
        ("fr", "Quel est le loyer mensuel ?"), ("de", "Wie schwer ist die Pumpe?"), ("ja", "ポンプの重さは？"),
        ("ko", "펌프의 무게는 얼마입니까?"), ("es", "¿Cuánto pesa la bomba?"), ("zh", "Aurelia K240 这台水泵多重？"),
        ("de", "Was bedeutet F7 bei K240/4-B?"), ("ja", "HX-200のE_42エラーとは？"),
        ("fr", "C'est quoi https://example.org/the-word-of ?"),
    ],
)  # fmt: skip
def test_the_language_of_a_question_is_detected_despite_the_names_in_it(language: str, question: str) -> None:
    assert detect(question) == language


@pytest.mark.parametrize("text", ["", "12345", "😀", "?!", "K240", "2.4 / 5"])
def test_text_without_words_has_no_clear_language(text: str) -> None:
    assert detect(text) in (None, "de", "en", "es", "fr") if any(c.isalpha() for c in text) else detect(text) is None


def test_the_locale_gives_the_language_and_english_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    for value, expected in (("ko_KR.UTF-8", "ko"), ("C", "en"), ("sv_SE.UTF-8", "en")):
        monkeypatch.setenv("LC_ALL", value)
        monkeypatch.delenv("LC_MESSAGES", raising=False)
        monkeypatch.delenv("LANG", raising=False)
        assert from_locale() == expected


@pytest.mark.parametrize("language", languages())
def test_the_instruction_and_the_refusal_are_in_the_language_of_their_catalogue(language: str) -> None:
    assert detect(phrase("refusal", language)) == language
    assert detect(phrase("instruction", language)) == language


def test_flags_override_the_environment_and_the_environment_overrides_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "settings.toml").write_text("think_budget = 1\ncontext_tokens = 501\nlibrary = 'papers'\n", encoding="utf-8")
    monkeypatch.setenv("RAGASSIST_CONTEXT_TOKENS", "502")
    monkeypatch.setenv("RAGASSIST_LIBRARY", "environment")
    settings = load_settings(home=tmp_path, library="flag")
    assert (settings.think_budget, settings.context_tokens, settings.library) == (1, 502, "flag")


@pytest.mark.parametrize(
    "line",
    [
        "colour = 'red'",
        "think_budget = 'many'",
        "context_tokens = 3",
        "library = '../up'",
        "not toml",
        "chat_url = 'gpu-box:8000'",
        "chat_url = 'ftp://gpu-box'",
        "chat_url = 'http://me:s3cret@gpu-box'",
        "chat_url = 'http://'",
        "chat_url = 'http://gpu-box:99999'",
    ],
)
def test_an_invalid_setting_is_named_in_one_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "settings.toml").write_text(line, encoding="utf-8")
    with pytest.raises(SettingsInvalid) as problem:
        load_settings(home=tmp_path)
    assert "\n" not in str(problem.value)
    assert "s3cret" not in str(problem.value)
    assert (line.split(" ")[0] if "=" in line else "settings.toml") in str(problem.value)


@pytest.mark.parametrize("language", languages())
def test_that_the_file_is_no_toml_is_said_in_every_language(tmp_path: Path, language: str) -> None:
    (tmp_path / "settings.toml").write_text("not toml", encoding="utf-8")
    with pytest.raises(SettingsInvalid) as problem:
        load_settings(home=tmp_path)
    line = said_in(problem.value.line, language)
    assert "settings.toml" in line
    assert ("can't be read" in line) == (language == "en")


def test_connections_are_refused_and_counted() -> None:
    before = GUARD.refused
    with socket.socket() as tcp, pytest.raises(ConnectionRefusedByPolicy):
        tcp.connect(("192.0.2.1", 443))
    with pytest.raises(ConnectionRefusedByPolicy):
        socket.getaddrinfo("example.org", 443)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp, pytest.raises(ConnectionRefusedByPolicy):
        udp.sendto(b"x", ("192.0.2.1", 53))
    assert GUARD.refused == before + 3


def test_connections_within_the_machine_are_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass
    left, right = socket.socketpair()
    left.close()
    right.close()


def test_the_command_line_is_imported_without_heavy_libraries() -> None:
    heavy = {"torch", "faiss", "llama_cpp", "textual", "sentence_transformers", "lingua", "pydantic"}
    code = f"import sys, ragassist.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


PAYLOADS = ("\x1b]52;c;aGk=\x1b\\", "\x9b31m", "\x1b[2J", "a\x07b", "\u202egnp.exe", "\r\x1b]0;title\x07")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_text_for_the_terminal_has_no_control_characters(payload: str) -> None:
    shown = for_terminal("before" + payload + "after")
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in shown)
    assert "\n" not in one_line("a\nb" + payload)


@pytest.mark.parametrize("text", ["می‌خواهم", "👩‍👩‍👧", "हिन्दी क्‍ष", "Tiếng Việt", "שָׁלוֹם", "line\nand\ttab"])
def test_letters_marks_and_joiners_are_shown_as_they_are(text: str) -> None:
    assert for_terminal(text) == text


def test_splitting_literals_keeps_all_text_and_leaves_no_literal_whole() -> None:
    literals = ["<|im_end|>", "<think>", "</s>", "<s>"]
    text = "<<|im_end|>><|im_end|><think<think>></s><s>"
    pieces = split_literals(text, literals)
    assert "".join(pieces) == text
    assert not any(literal in piece for literal in literals for piece in pieces)


def test_fences_in_documents_are_broken_and_bracketed_numbers_are_kept() -> None:
    assert ">>>" not in unforgeable("end >>> [3] <<<<")
    assert unforgeable("see sys.argv[1] and [3]") == "see sys.argv[1] and [3]"


def test_the_address_of_a_chat_server_is_parsed_and_its_key_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAGASSIST_CHAT_KEY", "s3cret")
    settings = load_settings(chat_url="http://[2001:db8::1]:8000/v1/")
    assert (settings.chat_url, settings.chat_place) == ("http://[2001:db8::1]:8000", "[2001:db8::1]:8000")
    assert not settings.is_offline
    assert "s3cret" not in repr(settings) + settings.model_dump_json()
    assert load_settings(chat_url="https://gpu-box").chat_place == "gpu-box:443"
    assert load_settings().is_offline
    assert load_settings().chat_place == ""


def test_a_key_that_is_invalid_in_a_header_is_refused_without_being_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAGASSIST_CHAT_KEY", "schlüssel")
    with pytest.raises(SettingsInvalid, match="chat_key") as problem:
        load_settings(home=tmp_path)
    assert "schl" not in str(problem.value)

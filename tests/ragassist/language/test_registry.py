"""Language packs: each is complete, and a further one makes the program answer in its language without another change."""

import ast
import dataclasses
import importlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import regex

from indexes.indexing.indexer import Indexer
from indexes.library import Library
from ingest.isolation.worker import Worker
from ragassist.answering.options import AskOptions
from ragassist.answering.session import Session
from ragassist.errors import SettingsInvalid
from ragassist.generation.loaded_model import LoadedModel
from ragassist.grounding.quantities import measures
from ragassist.language import packs as home
from ragassist.language.detection import detect, language_for, other_language
from ragassist.language.drift import differs, language_of_answer
from ragassist.language.measure_words import ClockWords, DateWords, NumeralWords
from ragassist.language.measures.dates import Date
from ragassist.language.pack import LanguagePack
from ragassist.language.phrases import phrase
from ragassist.language.refusals import is_refusal
from ragassist.language.registry import ENTRY_POINTS, add_packs, languages, packs
from ragassist.models.registry import find_entry
from ragassist.settings.choices import Thinking
from ragassist.settings.schema import load_settings
from tests.catalogues import messages
from tests.fakes import FakeChatModel
from tests.paths import ROOT

ITALIAN = ROOT / "tests" / "ragassist" / "language" / "italian"
ASKED = "Quanto pesa la pompa K240 con il suo motore?"
SAID = "La pompa K240 pesa 31,4 kg con il suo motore"
PATTERNS = (
    "asking", "negation", "material", "according", "comparing", "unfinished", "grammar_runs", "before_a_name", "particles",
    "before_particle", "about_sources",
)  # fmt: skip
WRITTEN_BY_MANY = ("function_words",)
WRITTEN_BY_ONE = ("script_letters",)
NO_PATTERNS = ("listed_day_in_full",)
OF_A_SCRIPT = (
    "ragassist/language/measures/characters.py",  # the variants of a letter, in whatever language
    "ragassist/language/refusals.py",  # a range of letters
    "ragassist/engine/remote/chat_model.py",  # a text that servers are tried with
)


@pytest.fixture
def italian() -> Iterator[None]:
    before = list(home.__path__)
    add_packs(ITALIAN)
    yield
    home.__path__[:] = before
    for name in ("it", "nl"):
        sys.modules.pop(f"{home.__name__}.{name}", None)
    importlib.invalidate_caches()
    packs.cache_clear()


@pytest.mark.parametrize("code", languages())
def test_a_pack_is_complete(code: str) -> None:
    assert_complete(packs()[code], code)


def test_the_ninth_pack_is_complete(italian: None) -> None:
    assert_complete(packs()["it"], "it")


def assert_complete(pack: LanguagePack, code: str) -> None:
    assert pack.code == code
    needed = {field.name for field in dataclasses.fields(pack) if field.default is dataclasses.MISSING}
    optional = {field.name for field in dataclasses.fields(pack) if field.default_factory is not dataclasses.MISSING}
    assert [name for name in needed - optional if not getattr(pack, name)] == []
    sharing = [other for other in packs().values() if other.scripts[0] == pack.scripts[0]]
    assert [name for name in (WRITTEN_BY_MANY if len(sharing) > 1 else WRITTEN_BY_ONE) if not getattr(pack, name)] == []
    for pattern in (*(getattr(pack, name) for name in PATTERNS), *pack.refusals, *pack.follow_up_signs):
        re.compile(pattern)
    for words in (pack.dates, pack.clock, pack.numerals):
        assert_words_are_complete(words)
    assert is_refusal(phrase("refusal", code))
    assert re.search(pack.material, phrase("refusal", code).casefold())


def literals(path: Path) -> Iterator[str]:
    """Yield the strings of a module that aren't docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def is_foreign(char: str) -> bool:
    """Whether a character is a letter that English hasn't, and no sign of a unit or of Katakana's length."""
    return char.isalpha() and not char.isascii() and char not in "ªºµßー"


def test_no_module_outside_the_packs_has_words_of_a_language() -> None:
    """Letters that aren't of English show them: Latin letters with accents, and letters of other scripts."""
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in sorted((ROOT / "ragassist").rglob("*.py"))
        if "packs" not in path.parts and path.relative_to(ROOT).as_posix() not in OF_A_SCRIPT
        if (words := [text for text in literals(path) if any(map(is_foreign, text))])
    }
    assert found == {}


def assert_words_are_complete(words: DateWords | ClockWords | NumeralWords) -> None:
    """Fail if a word that every language has is empty, or a pattern can't be joined with those of other packs."""
    for field in dataclasses.fields(words):
        value = getattr(words, field.name)
        assert value or field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING, field.name
        if isinstance(value, str) and field.name not in NO_PATTERNS:
            assert regex.compile(value).groups == 0, field.name


def test_scripts_without_blanks_are_defined_in_one_module() -> None:
    folders = ("ingest", "indexes", "ragassist", "tui")
    modules = [path for folder in folders for path in (ROOT / folder).rglob("*.py") if path.name != "scripts.py"]
    several = re.compile(r"\\p\{+Han\}+\W?\\p\{+(?:Hiragana|Katakana)\}+\W?\\p|\\p\{+(?:Hiragana|Katakana)\}+\W?\\p\{+Han\}+")
    assert [path for path in modules if several.search(path.read_text(encoding="utf-8"))] == []


def test_a_language_without_a_pack_is_not_supported() -> None:
    assert "it" not in languages()
    assert other_language("Quanto pesa la pompa del canale con il suo motore e dove si trova?") == "it"
    with pytest.raises(SettingsInvalid, match="language"):
        load_settings(language="it")


def test_the_language_of_a_ninth_pack_is_distinguished_from_other_latin_languages(italian: None) -> None:
    assert language_for(ASKED, None) == "it"
    assert language_for("Where is the key of the boat house?", "it") == "en"
    assert language_for("¿Dónde está la llave del cobertizo?", "it") == "es"
    assert load_settings(language="it").language == "it"
    assert not differs(f"{SAID}.", "it")
    assert language_of_answer("The canal pump K240 weighs 31.4 kg with its motor and stands by the sluice.", "it") == "en"


def test_a_question_in_a_ninth_language_is_answered_in_it(
    italian: None, fake_library: Library, worker: Worker, tmp_path: Path
) -> None:
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "pompa.md").write_text(f"{SAID}. Il motore è verde.", encoding="utf-8")
    Indexer(fake_library, worker).update([papers])
    model = FakeChatModel("The canal pump K240 weighs 31.4 kg with its motor.", f"{SAID} [1].", phrase("refusal", "it"))
    loaded = LoadedModel.of(model, find_entry("smollm2-135m-instruct"))
    session = Session(fake_library, lambda _: loaded)
    answered = session.answer(ASKED, AskOptions(think=Thinking.OFF))
    assert (answered.language, answered.answer_language, answered.abstained) == ("it", "it", False)
    assert SAID in answered.answer
    assert "Rispondi alla domanda in italiano" in model.prompts[0]
    assert model.prompts[1].endswith(
        phrase("opening", "it")
    )  # the first reply is in English, so the second is given an Italian beginning
    assert answered.notices == ()
    refused = session.answer("Di che colore è il motore della barca?", AskOptions(think=Thinking.OFF))
    assert (refused.answer, refused.abstained) == ("Non trovo questo nei tuoi documenti.", True)


def test_packs_of_an_installed_package_are_found(tmp_path: Path) -> None:
    information = tmp_path / "ragassist_italian-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: ragassist-italian\nVersion: 1.0\n", encoding="utf-8")
    (information / "entry_points.txt").write_text(f"[{ENTRY_POINTS}]\nitalian = italian\n", encoding="utf-8")
    code = "from ragassist.language.phrases import phrase; print(phrase('refusal', 'it'))"
    paths = f"import sys; sys.path[:0] = [{str(tmp_path)!r}, {str(ITALIAN.parent)!r}, {str(ROOT)!r}]; "
    done = subprocess.run([sys.executable, "-c", paths + code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.strip() == "Non trovo questo nei tuoi documenti."


def test_the_ninth_catalogue_has_the_phrases_of_the_others(italian: None) -> None:
    own, english = dict(messages("it")), dict(messages("en"))
    assert {name: filled for name, filled in own.items() if english.get(name) != filled} == {}
    needed = [name for name in english if not name.startswith("said_")]  # what the core says is in English there
    assert len(own) > 0.9 * len(needed)  # a new phrase needs the eight languages of the program
    assert detect(phrase("refusal", "it")) == "it"
    assert phrase("key_quit", "it") == "Esci"


def test_a_phrase_that_a_pack_lacks_is_in_english(tmp_path: Path, italian: None) -> None:
    folder = tmp_path / "nl"
    shutil.copytree(ITALIAN / "it", folder)
    (folder / "__init__.py").write_text((folder / "__init__.py").read_text(encoding="utf-8").replace('"it"', '"nl"'), "utf-8")
    (folder / "it.ftl").unlink()
    (folder / "nl.ftl").write_text("language = Nederlands\n", encoding="utf-8")
    add_packs(tmp_path)
    assert phrase("language", "nl") == "Nederlands"
    assert phrase("key_quit", "nl") == phrase("key_quit", "en")


def test_dates_and_amounts_of_a_ninth_language_are_read(italian: None) -> None:
    """What stands around numbers comes from the pack, names of months and units from CLDR."""
    read = measures("Il canone è di 1,5 milioni di euro l'anno, dal 3 al 5 maggio 2024, con meno 12 gradi.", "it")
    assert {value for quantity in read.quantities for value in quantity.values} == {Decimal(1_500_000), Decimal(-12)}
    assert [found.readings for found in read.dates] == [(Date(2024, 5, 3),), (Date(2024, 5, 5),)]

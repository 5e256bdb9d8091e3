"""One file brings models to a machine without a network; deviations from its manifest are refused."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ragassist.errors import ModelDamaged, ModelMissing, PullFailed
from ragassist.models.bundles import MANIFEST, take_bundle, write_bundle
from ragassist.models.custom import drop_entry
from ragassist.models.importing import take_in
from ragassist.models.pull import pull
from ragassist.models.store import Installed, ModelStore
from tests.ragassist.listening import Lines
from tests.tiny_encoder import make_folder
from tests.tiny_lfm2 import write

Member = tuple[tarfile.TarInfo, bytes]


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    """A model store with a chat model and an embedding model of the user."""
    root = tmp_path_factory.mktemp("here")
    model_store = ModelStore(root / "home" / "models")
    take_in(write(root / "Tiny Talker.gguf"), None, model_store, Lines())
    take_in(make_folder(root / "tiny-encoder"), None, model_store, Lines())
    return model_store


@pytest.fixture(scope="module")
def bundle(here: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("stick") / "models.tar"
    write_bundle(of(here), here, target, Lines())
    return target


def of(model_store: ModelStore) -> list[Installed]:
    return [found for name in ("tiny-talker", "tiny-encoder") if (found := model_store.find(model_store.entry(name)))]


@pytest.fixture
def there(tmp_path: Path) -> ModelStore:
    return ModelStore(tmp_path / "there" / "models")


def test_a_bundle_contains_all_that_another_machine_needs(here: ModelStore, there: ModelStore, bundle: Path) -> None:
    taken = take_in(bundle, None, there, Lines())
    assert [model.entry for model in taken] == [model.entry for model in of(here)]
    assert [model.fingerprint for model in taken] == [model.fingerprint for model in of(here)]
    assert there.own_file.read_text() == here.own_file.read_text()
    again = Lines()
    take_in(bundle.parent, None, there, again)  # the folder that contains the bundle
    assert again.said == [f"{model.entry.title} is installed already" for model in taken]


def test_one_model_of_a_bundle_can_be_pulled(here: ModelStore, there: ModelStore, bundle: Path) -> None:
    entry = here.entry("tiny-encoder")
    assert pull(entry, there, str(bundle), Lines()).source == str(bundle)
    with pytest.raises(PullFailed, match="holds no smollm2"):
        pull(there.entry("smollm2-135m-instruct"), there, str(bundle), Lines())


def test_only_the_entry_of_a_removed_model_is_deleted(there: ModelStore, bundle: Path) -> None:
    first, _ = take_bundle(bundle, there, Lines())
    there.own_file.write_text("# mine\n" + there.own_file.read_text())
    there.remove(first)
    drop_entry(first.entry.name, there.own_file)
    with pytest.raises(ModelMissing):
        there.entry(first.entry.name)
    assert there.entry("tiny-encoder")
    assert there.own_file.read_text().startswith("# mine\n")


def test_an_existing_file_is_not_overwritten(here: ModelStore, bundle: Path) -> None:
    before = bundle.read_bytes()
    with pytest.raises(PullFailed, match="exists"):
        write_bundle(of(here), here, bundle, Lines())
    assert bundle.read_bytes() == before


def test_a_damaged_model_is_not_bundled(bundle: Path, there: ModelStore, tmp_path: Path) -> None:
    first, _ = take_bundle(bundle, there, Lines())
    data = bytearray(first.main_file.read_bytes())
    data[-1] ^= 1
    first.main_file.write_bytes(data)
    with pytest.raises(ModelDamaged, match="was changed"):
        write_bundle([first], there, tmp_path / "new.tar", Lines())
    assert list(tmp_path.glob("new*")) == []


def _members(bundle: Path) -> list[Member]:
    with tarfile.open(bundle) as tar:
        return [(info, stream.read() if (stream := tar.extractfile(info)) else b"") for info in tar]


def _write(members: list[Member], path: Path) -> None:
    with tarfile.open(path, "w") as tar:
        for info, data in members:
            info.size = len(data) if info.isreg() else 0
            tar.addfile(info, io.BytesIO(data))


def _manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[list[Member]], None]:
    def apply(members: list[Member]) -> None:
        data = json.loads(members[0][1])
        change(data)
        members[0] = (members[0][0], json.dumps(data).encode())

    return apply


def _flip(members: list[Member]) -> None:
    info, data = members[-1]
    members[-1] = (info, data[:-1] + bytes([data[-1] ^ 1]))


def _grow(members: list[Member]) -> None:
    members[-1] = (members[-1][0], members[-1][1] + b"x" * 1000)


def _link(kind: bytes, target: str) -> Callable[[list[Member]], None]:
    def apply(members: list[Member]) -> None:
        info = tarfile.TarInfo(members[-1][0].name)
        info.type, info.linkname = kind, target
        members[-1] = (info, b"")

    return apply


def _drop(members: list[Member]) -> None:
    members.pop()


def _late_manifest(members: list[Member]) -> None:
    members.append(members.pop(0))


def _path(name: str) -> Callable[[list[Member]], None]:
    return _manifest(lambda data: data["models"][0]["files"][0].update(path=name))


BAD: dict[str, tuple[Callable[[list[Member]], None], str]] = {
    "a flipped bit": (_flip, "sha256"),
    "a member longer than told": (_grow, "its manifest says"),
    "a symbolic link": (_link(tarfile.SYMTYPE, "/etc/passwd"), "a link or a device"),
    "a hard link": (_link(tarfile.LNKTYPE, MANIFEST), "a link or a device"),
    "a device": (_link(tarfile.CHRTYPE, ""), "a link or a device"),
    "a pipe": (_link(tarfile.FIFOTYPE, ""), "a link or a device"),
    "a missing member": (_drop, "is cut"),
    "no manifest first": (_late_manifest, "doesn't begin with"),
    "a way up": (_path("../../../escaped"), "outside its model's folder"),
    "an absolute path": (_path("/tmp/escaped"), "outside its model's folder"),
    "a way up by backslash": (_path("..\\escaped"), "outside its model's folder"),
    "a drive": (_path("C:escaped"), "outside its model's folder"),
    "a model's name with a way up": (_manifest(lambda data: data["models"][0]["entry"].update(name="../up")), "name"),
    "a future format": (_manifest(lambda data: data.update(format=2)), "format"),
    "an unknown key": (_manifest(lambda data: data["models"][0]["entry"].update(run="me")), "run"),
    "no list of models": (_manifest(lambda data: data.update(models=3)), "damaged bundle"),
    "no files": (_manifest(lambda data: data["models"][0].pop("files")), "damaged bundle"),
    "a manifest of 5 MB": (_manifest(lambda data: data.update(pad="x" * 5_000_000)), "doesn't begin with"),
    "a size of infinity": (_manifest(lambda data: data["models"][0]["files"][0].update(size=float("inf"))), "damaged bundle"),
    "a size of 400 digits": (_manifest(lambda data: data["models"][0]["files"][0].update(size=10**400)), "damaged bundle"),
    "more than fits": (_manifest(lambda data: data["models"][0]["files"][0].update(size=10**16)), "are needed"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bundle_that_differs_from_its_manifest_is_refused_and_leaves_nothing(
    kind: str, bundle: Path, there: ModelStore, tmp_path: Path
) -> None:
    change, reason = BAD[kind]
    members, path = _members(bundle), tmp_path / "bad.tar"
    change(members)
    _write(members, path)
    with pytest.raises((ModelDamaged, PullFailed), match=reason):
        take_bundle(path, there, Lines())
    left = {p.name for p in there.folder.iterdir()} if there.folder.exists() else set()
    assert left <= {"pull.lock", "tiny-talker"}
    assert not [path for path in (tmp_path, tmp_path.parent, Path("/tmp")) if (path / "escaped").exists()]


@pytest.mark.parametrize("keep", [100, 600, 5_000, 200_000])
def test_a_truncated_bundle_is_refused(keep: int, bundle: Path, there: ModelStore, tmp_path: Path) -> None:
    path = tmp_path / "cut.tar"
    path.write_bytes(bundle.read_bytes()[:keep])
    with pytest.raises(ModelDamaged):
        take_bundle(path, there, Lines())


def test_the_entry_of_a_known_model_in_a_bundle_is_ignored(bundle: Path, there: ModelStore, tmp_path: Path) -> None:
    def claim(data: dict[str, Any]) -> None:
        data["models"][0]["entry"].update(name="smollm2-135m-instruct", file="SmolLM2-135M-Instruct.Q4_1.gguf")
        data["models"][0]["files"][0]["path"] = "SmolLM2-135M-Instruct.Q4_1.gguf"

    members, path = _members(bundle), tmp_path / "claim.tar"
    _manifest(claim)(members)
    members[1][0].name = "smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf"
    _write(members, path)
    with pytest.raises(ModelDamaged, match="is not SmolLM2"):
        take_bundle(path, there, Lines())
    assert there.find(there.entry("smollm2-135m-instruct")) is None


def test_a_folder_with_several_models_is_refused_with_their_names(bundle: Path, tmp_path: Path, there: ModelStore) -> None:
    with pytest.raises(PullFailed, match="holds no model"):
        take_in(tmp_path, None, there, Lines())
    for name in ("a.tar", "b.tar"):
        shutil.copyfile(bundle, tmp_path / name)
    with pytest.raises(PullFailed, match=r"2 models \(a\.tar, b\.tar\)"):
        take_in(tmp_path, None, there, Lines())

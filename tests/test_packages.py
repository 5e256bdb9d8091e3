"""The package indexes that torch is installed from, when the program is installed from its source."""

import importlib.util
from collections.abc import Sequence
from types import ModuleType

import pytest

from tests.paths import ROOT

UV = ("uv", "pip", "install")


@pytest.fixture(scope="module")
def packages() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packages", ROOT / ".ci" / "packages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Index:
    """Records the commands instead of running them; those that contain a given word succeed."""

    def __init__(self, *words: str) -> None:
        self.words, self.ran = words, list[str]()

    def __call__(self, command: Sequence[str], _: bool) -> bool:
        self.ran.append(" ".join(command))
        return any(word in command for word in self.words)


def test_the_cpu_build_of_the_default_index_is_tried_first(packages: ModuleType) -> None:
    index = Index("torch==2.13.0+cpu")
    assert packages.install_torch("2.13.0", index, ())
    assert len(index.ran) == 1
    assert packages.PYTORCH not in index.ran[0]


def test_pytorchs_own_index_is_tried_next_with_a_short_timeout(packages: ModuleType) -> None:
    index = Index(packages.PYTORCH)
    assert packages.install_torch("2.13.0", index, ())
    assert len(index.ran) == 2
    assert all("--retries 0 --timeout 10" in command for command in index.ran)


def test_without_a_cpu_build_the_plain_build_is_installed_after_a_line_with_its_size(
    packages: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    index = Index("torch==2.13.0")
    assert packages.install_torch("2.13.0", index, (), "linux")
    assert [command.endswith("+cpu") for command in index.ran] == [True, True, False]
    assert "about 3 GB" in capsys.readouterr().out


def test_on_other_systems_the_plain_build_is_a_cpu_build(packages: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    index = Index("torch==2.13.0")
    assert packages.install_torch("2.13.0", index, UV, "darwin")
    assert (len(index.ran), capsys.readouterr().out) == (1, "")


def test_uv_is_tried_before_pip_if_it_is_installed(packages: ModuleType) -> None:
    by_uv = Index("uv")
    assert packages.install_torch("2.13.0", by_uv, UV, "linux")
    assert by_uv.ran == ["uv pip install --torch-backend cpu torch==2.13.0"]
    by_pip = Index("pip")
    by_pip.words = ("-m",)
    assert packages.install(["-e", "."], by_pip, UV)
    assert [command.split()[0] for command in by_pip.ran] == ["uv", packages.PIP[0]]


def test_an_installation_that_fails_everywhere_is_reported(packages: ModuleType) -> None:
    assert not packages.install_torch("2.13.0", Index(), UV, "linux")
    assert not packages.install(["-e", "."], Index(), ())
    assert packages.uv_of(lambda _: None) == ()

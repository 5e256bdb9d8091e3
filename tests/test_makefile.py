"""How the Makefile fetches and compiles llama.cpp."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _chosen(build: Path, cmake_args: str) -> None:
    command = ["make", "-s", "-C", str(ROOT), f"BUILD={build}", str(build / "cmake-args")]
    subprocess.run(command, check=True, env={**os.environ, "CMAKE_ARGS": cmake_args})


def test_another_backend_is_compiled_in_an_empty_folder_and_the_same_one_in_the_existing_folder(tmp_path: Path) -> None:
    """CMake's cache would keep the backend of the previous build."""
    compiled = tmp_path / "llama-build"
    _chosen(tmp_path, "-DGGML_VULKAN=ON")
    compiled.mkdir()
    _chosen(tmp_path, "-DGGML_VULKAN=ON")
    assert compiled.is_dir()
    _chosen(tmp_path, "-DGGML_CUDA=ON")
    assert not compiled.exists()


def _planned(build: Path, target: str) -> str:
    """Return the commands that `make` would run for a target."""
    command = ["make", "-n", "-C", str(ROOT), f"BUILD={build}", target]
    without = {name: value for name, value in os.environ.items() if name not in ("CMAKE_ARGS", "MAKEFLAGS", "MAKELEVEL")}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=without).stdout


def test_the_source_of_llama_cpp_is_fetched_without_building_its_build_tools_from_source(tmp_path: Path) -> None:
    """With wheels forbidden, pip would also compile CMake if it isn't installed."""
    planned = _planned(tmp_path, f"{tmp_path}/llama-src/pyproject.toml")
    assert planned.index("install -q scikit-build-core cmake ninja") < planned.index("download")
    assert "--no-build-isolation" in planned
    assert ":all:" not in planned


def test_the_compiled_package_is_kept_when_the_build_tools_are_installed_again(tmp_path: Path) -> None:
    (tmp_path / "llama-src").mkdir()
    for name in ("venv", "llama-src/pyproject.toml", "llama"):
        (tmp_path / name).touch()
    planned = _planned(tmp_path, f"{tmp_path}/llama")
    assert "scikit-build-core" in planned
    assert "pip wheel" not in planned

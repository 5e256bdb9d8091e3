"""What the Makefile does before it compiles llama.cpp."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent


def _chosen(build: Path, cmake_args: str) -> None:
    command = ["make", "-s", "-C", str(ROOT), f"BUILD={build}", str(build / "cmake-args")]
    subprocess.run(command, check=True, env={**os.environ, "CMAKE_ARGS": cmake_args})


def test_another_backend_is_compiled_in_an_empty_folder_and_the_same_one_continues(tmp_path: Path) -> None:
    """CMake's cache would keep the backend of the previous build."""
    compiled = tmp_path / "llama-build"
    _chosen(tmp_path, "-DGGML_VULKAN=ON")
    compiled.mkdir()
    _chosen(tmp_path, "-DGGML_VULKAN=ON")
    assert compiled.is_dir()
    _chosen(tmp_path, "-DGGML_CUDA=ON")
    assert not compiled.exists()

"""Collects the versions of the program and its parts for a bug report."""

_REPORTED = (
    "faiss-cpu", "huggingface_hub", "langdetect", "lingua-language-detector", "llama-cpp-python", "numpy", "onnxruntime",
    "pydantic", "pypdf", "pypdfium2", "sentence-transformers", "textual", "tokenizers", "torch", "transformers", "typer",
)  # fmt: skip


def versions() -> dict[str, object]:
    """Return the versions for a bug report, by name; None for a package that isn't installed."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    def of(name: str) -> str | None:
        try:
            return version(name)
        except PackageNotFoundError:
            return None

    return {
        "ragassist": of("ragassist"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "machine": platform.machine(),
        "packages": {name: of(name) for name in _REPORTED},
    }

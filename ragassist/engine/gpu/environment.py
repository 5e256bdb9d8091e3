"""The environment of the processes in which llama.cpp runs."""

import os
from collections.abc import Mapping

from ingest.isolation.environment import kept_environment

_CHOOSING = (
    "CUDA_VISIBLE_DEVICES",
    "HIP_VISIBLE_DEVICES",
    "ROCR_VISIBLE_DEVICES",
    "GGML_VK_VISIBLE_DEVICES",
    "VK_DRIVER_FILES",
    "VK_ICD_FILENAMES",
)
"""Variables by which a person tells CUDA, ROCm and Vulkan which GPUs and drivers to use."""


def engine_environment(own: Mapping[str, str]) -> dict[str, str]:
    """Return what `kept_environment` returns, and the person's choice of GPUs."""
    return kept_environment({name: os.environ[name] for name in _CHOOSING if name in os.environ} | dict(own))

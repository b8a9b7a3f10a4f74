"""What this machine has to train with."""

import importlib.metadata
import json
import os
import platform
import sys


def tell_machine():
    """One JSON object on stdout: versions, cores, graphics cards with their memory in bytes."""
    import torch

    cards = []
    if torch.cuda.is_available():
        for index in range(torch.cuda.device_count()):
            about = torch.cuda.get_device_properties(index)
            cards.append({"name": about.name, "memory": about.total_memory})
    print(json.dumps({
        "python": platform.python_version(),
        "versions": {name: version(name) for name in ("torch", "transformers", "trl", "peft", "accelerate", "vllm", "llamafactory", "axolotl")},
        "cores": os.cpu_count(),
        "gpus": cards,
    }))
    sys.stdout.flush()
    return 0


def version(package):
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return None

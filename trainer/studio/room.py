"""Room on the disk, looked for before anything is written."""

import shutil

from .faults import Fault, gigabytes

# What must stay free for everybody else.
SPARE = 1_000_000_000


def checkpoint_size(model, order):
    """Bytes of a checkpoint: the weights, and two moments of AdamW for each that is trained."""
    weights = sum(one.numel() * one.element_size() for one in model.parameters())
    trained = sum(one.numel() for one in model.parameters() if one.requires_grad)
    saved = trained * 4 if order["method"]["kind"] == "lora" else weights
    return saved + trained * 8


def final_size(model):
    return sum(one.numel() * one.element_size() for one in model.parameters())


def need_room(folder, needed, what):
    free = shutil.disk_usage(folder).free
    if free < needed + SPARE:
        raise Fault(
            "disk_full",
            f"{what} needs {gigabytes(needed)} in {folder}, with 1 GB to spare, and {gigabytes(free)} are free. "
            "Make room, keep fewer checkpoints, or train LoRA instead of all weights; then go on from the last checkpoint.",
        )

"""The order: what is to be trained, as the studio writes it beside the data."""

import json

from .faults import Fault

USUAL = {
    "template": "chat",
    "side": "user",
    "method": {"kind": "full"},
    "validation": None,
    "epochs": 3,
    "maxSteps": None,
    "learningRate": 2e-5,
    "batch": 4,
    "accumulation": 8,
    "schedule": "cosine",
    "warmupRatio": 0.03,
    "weightDecay": 0.0,
    "maxLength": 2048,
    "precision": "auto",
    "device": "auto",
    "seed": 125,
    "evalEvery": None,
    "saveEvery": None,
    "keepCheckpoints": 3,
    "endToken": None,
    "system": None,
    "output": "out",
}


def read_order(file):
    """The order with what it leaves out as usual. Raises a Fault that names what is wrong."""
    try:
        given = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Fault("data", f"There is no {file.name} in {file.parent}; run this in the folder that holds the data.") from None
    except json.JSONDecodeError as error:
        raise Fault("data", f"{file.name} is no JSON: {error}.") from None
    if given.get("kind") != "realchat-training/1":
        raise Fault("data", f"{file.name} is no order that this trainer knows (realchat-training/1).")
    missing = [key for key in ("target", "base", "train") if key not in given]
    if missing:
        raise Fault("data", f"{file.name} does not say: {', '.join(missing)}.")
    return {**USUAL, **given}

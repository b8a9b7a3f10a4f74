"""What can go wrong, in words that say what to do."""

import errno


class Fault(Exception):
    """`kind`: out_of_memory, nan_loss, disk_full, no_gpu, missing_base, data or died."""

    def __init__(self, kind, words):
        super().__init__(words)
        self.kind = kind
        self.words = words


def gigabytes(size):
    return f"{size / 1e9:.1f} GB"


def fault_of(error, order):
    """Any other error, as a fault."""
    if isinstance(error, Fault):
        return error
    said = f"{type(error).__name__}: {error}".strip()
    low = said.lower()
    if isinstance(error, MemoryError) or "out of memory" in low or "can't allocate memory" in low or "cannot allocate memory" in low:
        return Fault("out_of_memory", f"There is not enough memory. {what_to_lower(order)}")
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "no space left" in low or "disk quota" in low:
        return Fault("disk_full", "The disk is full. Make room, or keep fewer checkpoints, and go on from the last one.")
    return Fault("died", f"The trainer stopped: {first_line(said)}")


def what_to_lower(order):
    if order is None:
        return "Lower the batch or the context length."
    batch, steps = order["batch"], order["accumulation"]
    hints = []
    if batch > 1:
        hints.append(f"lower the batch from {batch} to {max(1, batch // 2)} and raise the accumulation to {steps * 2}, which learns the same")
    hints.append(f"lower the context length from {order['maxLength']:,} tokens")
    if order["method"]["kind"] == "full":
        hints.append("train LoRA instead of all weights")
    return f"Any of these helps: {'; '.join(hints)}."


def first_line(text):
    line = next((line for line in text.splitlines() if line.strip()), "no word of why")
    return line[:500]

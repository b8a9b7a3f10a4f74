"""Data files as rows, and rows as tokens with labels."""

import json

from .faults import Fault

UNTRAINED = -100
BEGIN, END = "<s>", "</s>"
SYSTEM = {
    "user": "A chat between a curious human and an artificial intelligence assistant. "
    "The human can ask further questions based on previous conversations, "
    "or he can directly ask brand new questions without any conversations as context.",
    "assistant": "A chat between a curious human and an artificial intelligence assistant. "
    "The assistant gives helpful, detailed, and polite answers to the human's questions.",
}
NAMES = {"human": "Human", "gpt": "Assistant"}


def read_rows(file):
    """Rows of a file of JSON lines, or of one JSON array."""
    if not file.is_file():
        raise Fault("data", f"The data file {file.name} is missing.")
    text = file.read_text(encoding="utf-8")
    try:
        rows = json.loads(text) if text.lstrip()[:1] == "[" else [json.loads(line) for line in text.splitlines() if line.strip()]
    except json.JSONDecodeError as error:
        raise Fault("data", f"{file.name} cannot be read: {error}.") from None
    if not rows:
        raise Fault("data", f"{file.name} holds no row: nothing of this side is left to train on.")
    return rows


def with_system(rows, text):
    """Rows of messages, each with a system text: its own, or the one that a model is shown where there is none."""
    if not text:
        return rows
    added = [{"role": "system", "content": text}]
    return [{**row, "prompt": added + row["prompt"]} if row.get("prompt") and row["prompt"][0]["role"] != "system" else row for row in rows]


def dyadic_text(turns, side):
    """The paper's template of turns (from, value), system text first."""
    text = f"{SYSTEM[side]}\n\n"
    for turn in turns:
        text += f"{name_of(turn)}: {BEGIN}{turn['value']}{END}"
    return text


def dyadic_prompt(turns, side):
    """The same, up to where `side` begins to speak."""
    return dyadic_text(turns, side) + f"{'Human' if side == 'user' else 'Assistant'}: {BEGIN}"


def name_of(turn):
    return NAMES.get(turn["from"].lower(), "unknown")


def dyadic_tokens(turns, side, tokenizer, max_length):
    """
    Ids, and labels that train the opening mark, the text and the closing mark of each turn of `side`: the paper's mask, except
    that a turn which lies wholly behind the length trains nothing. None where nothing is left to train.
    """
    ids = tokens_before(tokenizer)
    at = len(ids)
    ids = ids + tokenizer(dyadic_text(turns, side), add_special_tokens=False)["input_ids"]
    begin, end = (tokenizer.convert_tokens_to_ids(mark) for mark in (BEGIN, END))
    opens = [i for i in range(at, len(ids)) if ids[i] == begin]
    closes = [i for i in range(at, len(ids)) if ids[i] == end]
    if len(opens) != len(turns) or len(closes) != len(turns):
        raise Fault("data", f"A text holds “{BEGIN}” or “{END}”, which would end its turn; leave that dialogue out.")
    labels = [UNTRAINED] * len(ids)
    trained = "human" if side == "user" else "gpt"
    for turn, first, last in zip(turns, opens, closes):
        if turn["from"].lower() == trained:
            labels[first : last + 1] = ids[first : last + 1]
    ids, labels = ids[:max_length], labels[:max_length]
    return {"input_ids": ids, "labels": labels} if any(label != UNTRAINED for label in labels) else None


def tokens_before(tokenizer):
    """What a tokenizer puts before every text, such as LLaMA's `<s>`."""
    plain = tokenizer("a", add_special_tokens=False)["input_ids"]
    whole = tokenizer("a")["input_ids"]
    for start in range(len(whole) - len(plain) + 1):
        if whole[start : start + len(plain)] == plain:
            return whole[:start]
    return []


def dyadic_rows(rows, side, tokenizer, max_length):
    """All rows that train something, and how many train nothing."""
    made = [dyadic_tokens(row["conversations"], side, tokenizer, max_length) for row in rows]
    kept = [row for row in made if row]
    if not kept:
        raise Fault("data", f"No row trains anything within {max_length:,} tokens; raise the context length.")
    return kept, len(made) - len(kept)

"""The base model and its tokenizer, with the tokens that a template needs."""

from pathlib import Path

from .faults import Fault
from .rows import BEGIN, END


def device_of(order):
    """`cuda` or `cpu`. Raises a Fault where a graphics card is asked for and there is none."""
    import torch

    asked = order["device"]
    if asked == "cpu":
        return "cpu"
    if torch.cuda.is_available():
        return "cuda"
    if asked == "cuda":
        raise Fault("no_gpu", "The job asks for a GPU, and this machine shows none to PyTorch. Train on the CPU, on another host, or mend the driver.")
    return "cpu"


def precision_of(order, device):
    """`bf16` or `fp32`."""
    import torch

    if order["precision"] in ("bf16", "fp32"):
        return order["precision"]
    return "bf16" if device == "cuda" and torch.cuda.is_bf16_supported() else "fp32"


def load_base(order, folder, device):
    """Model, tokenizer and the ids of tokens that were added and must be learned."""
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    name, given = where(order["base"], folder)
    dtype = torch.bfloat16 if order["method"]["kind"] == "lora" and precision_of(order, device) == "bf16" else torch.float32
    try:
        tokenizer = AutoTokenizer.from_pretrained(name, **given)
        model = AutoModelForCausalLM.from_pretrained(name, dtype=dtype, **given)
    except (OSError, ValueError, KeyError) as error:
        raise Fault("missing_base", f"The base model {name} cannot be loaded here: {str(error).splitlines()[0][:300]}") from error
    if tokenizer.pad_token is None:
        tokenizer.pad_token = tokenizer.eos_token
    if order["template"] == "chat" and not tokenizer.chat_template:
        raise Fault("missing_base", f"{name} has no chat template: train it in the paper's template, or take a base model that has one.")
    added = add_tokens(order, model, tokenizer)
    return model, tokenizer, added


def where(base, folder):
    if base["kind"] == "folder":
        path = Path(base["path"])
        path = path if path.is_absolute() else folder / path
        if not (path / "config.json").is_file():
            raise Fault("missing_base", f"There is no model in {path}: its folder must hold config.json, weights and tokenizer, on the machine that trains.")
        return str(path), {}
    return base["repo"], {"revision": base.get("revision") or None}


def add_tokens(order, model, tokenizer):
    """
    The marks of the paper's template as one token each, and a learned end token where the order names one. What the base does
    not know begins as its own begin or end token, so that the first steps already end their turns.
    """
    wanted = [(BEGIN, tokenizer.bos_token_id), (END, tokenizer.eos_token_id)] if order["template"] == "dyadic" else []
    if order["endToken"]:
        wanted.append((order["endToken"], tokenizer.eos_token_id))
    known = tokenizer.get_vocab()
    new = [(token, like) for token, like in wanted if token not in known]
    if not new:
        return []
    tokenizer.add_tokens([token for token, _ in new], special_tokens=True)
    begin_as([(tokenizer.convert_tokens_to_ids(token), like) for token, like in new], model, tokenizer)
    return [tokenizer.convert_tokens_to_ids(token) for token, _ in new]


def begin_as(new, model, tokenizer):
    import torch

    if len(tokenizer) > model.get_input_embeddings().weight.shape[0]:
        model.resize_token_embeddings(len(tokenizer), mean_resizing=False)
    tables = [model.get_input_embeddings().weight]
    head = model.get_output_embeddings()
    if head is not None and head.weight.data_ptr() != tables[0].data_ptr():
        tables.append(head.weight)
    with torch.no_grad():
        for table in tables:
            old = table[: min(like for _, like in new if like is not None) + 1] if all(like is None for _, like in new) else table
            for token, like in new:
                table[token] = table[like] if like is not None else old.mean(dim=0)


def end_ids(order, tokenizer):
    """Tokens at which a reply ends, for the generation settings that are saved beside the weights."""
    ends = [tokenizer.eos_token_id]
    if order["template"] == "dyadic":
        ends.insert(0, tokenizer.convert_tokens_to_ids(END))
    if order["endToken"]:
        ends.append(tokenizer.convert_tokens_to_ids(order["endToken"]))
    return [one for i, one in enumerate(ends) if one is not None and one not in ends[:i]]

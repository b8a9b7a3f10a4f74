"""Ten places from which the model is made to speak, the same at each checkpoint: one hears it change."""

from .rows import dyadic_prompt

COUNT = 10
NEW_TOKENS = 64


def openings_of(rows, order, tokenizer):
    """
    Ten pairs: a prompt as the model reads it, and what it answers as people do, empty where it speaks first. Of a simulator half are the very beginning, where nothing was said yet, and half follow a first round;
    of an assistant they are ten first questions. Where rows hold fewer, they come again: sampling tells them apart.
    """
    prompts = dyadic_prompts(rows, order["side"]) if order["template"] == "dyadic" else chat_prompts(rows, order["side"], tokenizer)
    first, later = prompts
    half = COUNT // 2 if order["side"] == "user" and later else COUNT
    return (again(first, half) + again(later, COUNT - half))[:COUNT]


def again(prompts, count):
    return [prompts[i % len(prompts)] for i in range(count)] if prompts else []


def dyadic_prompts(rows, side):
    first, later = {}, {}
    for row in rows:
        turns = row["conversations"]
        if side == "user":
            first[dyadic_prompt([], side)] = ""
            if len(turns) > 2:
                later[dyadic_prompt(turns[:2], side)] = turns[1]["value"]
        elif turns:
            first[dyadic_prompt(turns[:1], side)] = turns[0]["value"]
    return list(first.items()), list(later.items())


def chat_prompts(rows, side, tokenizer):
    lists = [row["prompt"] for row in rows if row.get("prompt")]
    shortest = min((spoken(messages) for messages in lists), default=0)
    first, later = {}, {}
    for messages in lists:
        into = first if spoken(messages) == shortest else later if spoken(messages) == shortest + 2 else None
        if into is None:
            continue
        said = "" if side == "user" and into is first else messages[-1]["content"]
        into[tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=True)] = said
    return list(first.items()), list(later.items())


def spoken(messages):
    return sum(message["role"] != "system" for message in messages)


def sample(model, tokenizer, prompts, ends, max_length, seed):
    """What the model says to each prompt: sampled at 0.7 from the same seed each time, so that only the weights differ."""
    import torch

    was_training, sides = model.training, (tokenizer.padding_side, tokenizer.truncation_side)
    model.eval()
    # What is too long loses its beginning: its end is where the model is to speak.
    tokenizer.padding_side = tokenizer.truncation_side = "left"
    try:
        cut = {"truncation": True, "max_length": max(16, max_length - NEW_TOKENS)} if max_length else {}
        inputs = tokenizer(prompts, return_tensors="pt", padding=True, add_special_tokens=False, **cut).to(model.device)
        inputs.pop("token_type_ids", None)
        devices = [model.device] if model.device.type == "cuda" else []
        with torch.random.fork_rng(devices=devices), torch.no_grad():
            torch.manual_seed(seed)
            out = model.generate(
                **inputs, do_sample=True, temperature=0.7, top_k=0, top_p=1.0, max_new_tokens=NEW_TOKENS, use_cache=True,
                eos_token_id=ends, pad_token_id=tokenizer.pad_token_id,
            )
        return [tokenizer.decode(one[inputs["input_ids"].shape[1] :], skip_special_tokens=True).strip() for one in out]
    finally:
        tokenizer.padding_side, tokenizer.truncation_side = sides
        if was_training:
            model.train()

"""Holds how a team's own tokenizer is read to transformers: tokens of texts, and chat templates.

    PYTHON scripts/trainers/check-tokenizers.py FOLDER make [MODEL...]   makes small tokenizers of all usual kinds, copies those of MODELs
    node scripts/trainers/own-tokenizers.mjs FOLDER                      what we make of 10,000 texts and dialogues by each
    PYTHON scripts/trainers/check-tokenizers.py FOLDER                   prints for each: texts, differences in ids, and in rendered dialogues
"""

import json
import re
import shutil
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer

folder = Path(sys.argv[1])

CHATML = ("{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] | trim + '<|im_end|>\n' }}{% endfor %}"
          "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}")
LLAMA3 = ("{{- bos_token }}{%- if tools is not none and tools %}{{- 'tools' }}{%- endif %}\n{%- for message in messages %}\n"
          "    {{- '<|start_header_id|>' + message['role'] + '<|end_header_id|>\n\n' + message['content'] | trim + '<|eot_id|>' }}\n{%- endfor %}\n"
          "{%- if add_generation_prompt %}\n    {{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}\n{%- endif %}")
GEMMA = ("{{ bos_token }}{% if messages[0]['role'] == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}"
         "{% for message in messages %}{% if (message['role'] == 'user') != (loop.index0 % 2 == 0) %}{{ raise_exception('Roles must alternate') }}{% endif %}"
         "{% if (message['role'] == 'assistant') %}{% set role = 'model' %}{% else %}{% set role = message['role'] %}{% endif %}"
         "{{ '<start_of_turn>' + role + '\n' + message['content'] | trim + '<end_of_turn>\n' }}{% endfor %}"
         "{% if add_generation_prompt %}{{ '<start_of_turn>model\n' }}{% endif %}")
MISTRAL = ("{%- if messages[0]['role'] == 'system' %}{%- set system_message = messages[0]['content'] %}{%- set loop_messages = messages[1:] %}"
           "{%- else %}{%- set loop_messages = messages %}{%- endif %}{{- bos_token }}{%- for message in loop_messages %}"
           "{%- if message['role'] == 'user' %}{%- if loop.last and system_message is defined %}{{- '[INST] ' + system_message + '\n\n' + message['content'] + '[/INST]' }}"
           "{%- else %}{{- '[INST] ' + message['content'] + '[/INST]' }}{%- endif %}{%- elif message['role'] == 'assistant' %}"
           "{{- ' ' + message['content'] + eos_token }}{%- else %}{{- raise_exception('Only user and assistant roles are supported') }}{%- endif %}{%- endfor %}")
QWEN3 = ("{%- set ns = namespace(multi_step_tool=true, last_query_index=messages|length - 1) %}\n{%- for message in messages[::-1] %}\n"
         "    {%- set index = (messages|length - 1) - loop.index0 %}\n    {%- if ns.multi_step_tool and message.role == 'user' and message.content is string %}\n"
         "        {%- set ns.multi_step_tool = false %}\n        {%- set ns.last_query_index = index %}\n    {%- endif %}\n{%- endfor %}\n"
         "{%- for message in messages %}\n    {%- set content = message.content %}\n    {%- if message.role == 'assistant' and '</think>' in content %}\n"
         "        {%- set content = content.split('</think>')[-1].lstrip('\\n') %}\n    {%- endif %}\n"
         "    {%- if loop.index0 > ns.last_query_index and message.role == 'assistant' %}\n        {{- '<|im_start|>assistant\n<think>\n\n</think>\n\n' + content.lstrip('\\n') + '<|im_end|>\n' }}\n"
         "    {%- else %}\n        {{- '<|im_start|>' + message.role + '\n' + content + '<|im_end|>' + '\n' }}\n    {%- endif %}\n{%- endfor %}\n"
         "{%- if add_generation_prompt %}\n    {{- '<|im_start|>assistant\n' }}\n    {%- if enable_thinking is defined and enable_thinking is false %}{{- '<think>' }}{%- endif %}\n{%- endif %}")

GPT4 = r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
QWEN = GPT4.replace(r"\p{N}{1,3}", r"\p{N}")


def mark(content, **given):
    return AddedToken(content, normalized=False, special=given.pop("special", True), **given)


def byte_level(split=None, normalizer=None, prefix=False):
    made = Tokenizer(models.BPE())
    steps = [pre_tokenizers.Split(Regex(one), behavior="isolated") for one in split or []]
    steps.append(pre_tokenizers.ByteLevel(add_prefix_space=prefix, use_regex=not split))
    made.pre_tokenizer = pre_tokenizers.Sequence(steps) if len(steps) > 1 else steps[0]
    made.normalizer = normalizer
    made.decoder = decoders.ByteLevel()
    return made, trainers.BpeTrainer(vocab_size=4000, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False)


def byte_fallback(normalizer, pre_tokenizer):
    letters = [f"<0x{byte:02X}>" for byte in range(256)]
    made = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
    made.normalizer, made.pre_tokenizer = normalizer, pre_tokenizer
    made.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    return made, trainers.BpeTrainer(vocab_size=3000, special_tokens=["<unk>", "<s>", "</s>", *letters], show_progress=False)


def bos_first(made):
    at = made.token_to_id("<s>") if made.token_to_id("<s>") is not None else made.token_to_id("<|begin_of_text|>")
    name = made.id_to_token(at)
    made.post_processor = processors.TemplateProcessing(single=f"{name} $A", pair=f"{name} $A {name} $B", special_tokens=[(name, at)])


CHAT_MARKS = [mark("<|endoftext|>"), mark("<|im_start|>"), mark("<|im_end|>"), mark("<think>", special=False), mark("</think>", special=False)]
LLAMA3_MARKS = [mark("<|begin_of_text|>"), mark("<|eot_id|>"), mark("<|start_header_id|>"), mark("<|end_header_id|>")]
KINDS = {
    "gpt2": (lambda: byte_level(), CHAT_MARKS, CHATML, {"eos_token": "<|im_end|>"}),
    "gpt2-prefix": (lambda: byte_level(prefix=True), CHAT_MARKS, CHATML, {"eos_token": "<|im_end|>"}),
    "llama3": (lambda: byte_level([GPT4]), LLAMA3_MARKS, LLAMA3, {"bos_token": "<|begin_of_text|>", "eos_token": "<|eot_id|>"}),
    "qwen3": (lambda: byte_level([QWEN], normalizers.NFC()), CHAT_MARKS, QWEN3, {"eos_token": "<|im_end|>"}),
    "deepseek": (lambda: byte_level([r"\p{N}{1,3}", r"[一-龥぀-ゟ゠-ヿ]+", GPT4]), CHAT_MARKS, CHATML, {"eos_token": "<|im_end|>"}),
    "blanks": (lambda: byte_level([GPT4]), [*CHAT_MARKS, *[mark(" " * n, special=False) for n in (2, 3, 4, 8)]], CHATML, {"eos_token": "<|im_end|>"}),
    "phi3": (lambda: byte_fallback(normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None),
             [mark("<|im_start|>", rstrip=True), mark("<|im_end|>", rstrip=True), mark("<|left|>", lstrip=True)], CHATML, {"bos_token": "<s>", "eos_token": "<|im_end|>"}),
    "llama2": (lambda: byte_fallback(normalizers.Sequence([normalizers.Prepend("▁"), normalizers.Replace(" ", "▁")]), None),
               [mark("<s>"), mark("</s>")], MISTRAL, {"bos_token": "<s>", "eos_token": "</s>"}),
    "mistral": (lambda: byte_fallback(None, pre_tokenizers.Metaspace(prepend_scheme="first", split=False)),
                [mark("<s>"), mark("</s>"), mark("[INST]"), mark("[/INST]")], MISTRAL, {"bos_token": "<s>", "eos_token": "</s>"}),
    "gemma": (lambda: byte_fallback(normalizers.Replace(" ", "▁"), pre_tokenizers.Split(" ", behavior="merged_with_previous")),
              [mark("<s>"), mark("</s>"), mark("<start_of_turn>"), mark("<end_of_turn>")], GEMMA, {"bos_token": "<s>", "eos_token": "<end_of_turn>"}),
}


def make(models_to_copy):
    here = Path(__file__).resolve().parents[2]
    texts = [path.read_text(encoding="utf-8") for path in sorted(here.glob("docs/**/*.md"))] + [
        "naïve 東京は привет мир مرحبا 😀👍🏽 e\u0301 don’t I’m 1234567890 3.14\n\n\tx = 1;\r\n" * 50]
    for name, (kind, marks, template, config) in KINDS.items():
        made, trainer = kind()
        made.train_from_iterator(texts, trainer)
        made.add_tokens(marks)
        if "bos_token" in config:
            bos_first(made)
        to = folder / name
        to.mkdir(parents=True, exist_ok=True)
        saved = json.loads(made.to_str())
        saved["added_tokens"] = [one for one in saved["added_tokens"] if not re.fullmatch(r"<0x..>", one["content"])]
        (to / "tokenizer.json").write_text(json.dumps(saved, ensure_ascii=False))
        (to / "tokenizer_config.json").write_text(json.dumps({"tokenizer_class": "PreTrainedTokenizerFast", **config}))
        (to / "chat_template.jinja").write_text(template)
    for model in map(Path, models_to_copy):
        to = folder / re.sub(r"\W+", "-", model.name)
        to.mkdir(parents=True, exist_ok=True)
        for file in ("tokenizer.json", "tokenizer_config.json", "chat_template.jinja"):
            if (model / file).exists():
                shutil.copy(model / file, to / file)


def rendered(tokenizer, messages, prompt):
    try:
        return tokenizer.apply_chat_template(messages, tokenize=False, add_generation_prompt=prompt)
    except Exception:
        return None


def check(to):
    tokenizer = AutoTokenizer.from_pretrained(to)
    lines = [json.loads(line) for line in (to / "ours.jsonl").open(encoding="utf-8")]
    wrong = {"ids": 0, "with its own marks": 0, "marks as words": 0, "dialogues": 0}
    for line in lines:
        found = {
            "ids": tokenizer(line["text"], add_special_tokens=False)["input_ids"] == line["ids"],
            "with its own marks": tokenizer(line["text"])["input_ids"] == line["around"],
            "dialogues": rendered(tokenizer, line["messages"], line["prompt"]) == line["rendered"],
        }
        for key, same in found.items():
            if same:
                continue
            if wrong[key] == 0:
                print(f"  {to.name}, {key}: {json.dumps(line['text'] if key != 'dialogues' else line['messages'])[:600]}")
                if key == "ids":
                    print("   theirs", tokenizer(line["text"], add_special_tokens=False)["input_ids"][:60], "\n   ours  ", line["ids"][:60])
                if key == "dialogues":
                    print("   theirs", repr(rendered(tokenizer, line["messages"], line["prompt"]))[:600], "\n   ours  ", repr(line["rendered"])[:600])
            wrong[key] += 1
    backend = tokenizer.backend_tokenizer
    backend.encode_special_tokens = True
    wrong["marks as words"] = sum(backend.encode(line["text"], add_special_tokens=False).ids != line["plain"] for line in lines)
    refused = sum(line["rendered"] is None for line in lines)
    print(f"{to.name}: {len(lines)} texts, {len(lines)} dialogues ({refused} refused): differences", ", ".join(f"{key} {n}" for key, n in wrong.items()))
    return sum(wrong.values())


if len(sys.argv) > 2:
    make(sys.argv[3:])
else:
    sys.exit(1 if sum(check(to) for to in sorted(folder.iterdir()) if (to / "ours.jsonl").exists()) else 0)

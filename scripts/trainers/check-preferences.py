"""Loads files of pairs and labels by the real packages, as preference-files.mjs wrote them, and compares what the trainers
then hold with what was asked and answered: every row is there, in its order, with the prompt, both texts and the label as they
were. Ends with the number of differences.

  python scripts/trainers/check-preferences.py FOLDER MODEL      (pip install trl==1.16.0 llamafactory==0.9.5)

MODEL is a folder with a small model and its tokenizer, with a chat template. Nothing is trained, nothing is fetched.
"""

import json
import os
import sys

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", DISABLE_VERSION_CHECK="1", TOKENIZERS_PARALLELISM="false")
folder, model = map(os.path.abspath, sys.argv[1:3])

from datasets import load_dataset  # noqa: E402
from transformers import AutoTokenizer  # noqa: E402

CUE = "Start a conversation."
tokenizer = AutoTokenizer.from_pretrained(model)
pairs = json.load(open(os.path.join(folder, "pairs.json")))
labels = json.load(open(os.path.join(folder, "labels.json")))
differences = 0


def prompt_of(context, side):
    said = [{"role": "system", "content": context["system"]}] if context["system"] else []
    if side == "user":
        said.append({"role": "user", "content": CUE})
    for turn in context["turns"]:
        speaks = turn["speaker"] if side == "assistant" else {"user": "assistant", "assistant": "user"}[turn["speaker"]]
        said.append({"role": speaks, "content": turn["text"]})
    return said


def of_side(rows, side, answer):
    """Answers stand in files without blanks around them."""
    for row in rows:
        for one in ("chosen", "rejected", "completion"):
            if one in row:
                row[one]["text"] = row[one]["text"].strip()
    return [row for row in rows if row[answer]["speaker"] == side]


def compare(name, meant, found):
    global differences
    wrong = [at for at, (one, other) in enumerate(zip(meant, found)) if one != other]
    different = abs(len(meant) - len(found)) + len(wrong)
    differences += different
    print(f"{name}: {len(meant)} rows written, {len(found)} held, {different} differences")
    for at in wrong[:2]:
        print("  meant", meant[at], "\n  found", found[at])


def rows_of(side, name):
    at = os.path.join(folder, side, name)
    file = next(file for file in os.listdir(at) if file.startswith("train."))
    return load_dataset("json", data_files=os.path.join(at, file), split="train")


def asked(prompt):
    return tokenizer.apply_chat_template(prompt, add_generation_prompt=True, tokenize=False)


def trl(side):
    from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer

    def prepared(trainer, config, name, **more):
        args = config(output_dir="/tmp/trl-out", max_length=None, report_to=[], use_cpu=True, **more)
        made = trainer(model=model, args=args, train_dataset=rows_of(side, name), processing_class=tokenizer)
        return made.train_dataset

    def text(ids):
        return tokenizer.decode(ids)

    def said(ids):
        return text(ids).removesuffix(tokenizer.eos_token).removesuffix("\n").removesuffix(tokenizer.eos_token)

    meant = of_side(pairs, side, "chosen")
    prompts = [prompt_of(row["context"], side) for row in meant]
    dpo = prepared(DPOTrainer, DPOConfig, "trl_dpo")
    compare(
        f"trl {side}: DPO",
        [(asked(p), row["chosen"]["text"], row["rejected"]["text"]) for p, row in zip(prompts, meant)],
        [
            (text(row["prompt_ids"]), *(said(row[one]) for one in ("chosen_ids", "rejected_ids")))
            for row in dpo
        ],
    )
    reward = prepared(RewardTrainer, RewardConfig, "trl_reward")
    compare(
        f"trl {side}: reward",
        [tuple(asked(p) + row[one]["text"] for one in ("chosen", "rejected")) for p, row in zip(prompts, meant)],
        [tuple(said(row[one]) for one in ("chosen_ids", "rejected_ids")) for row in reward],
    )
    kto = prepared(KTOTrainer, KTOConfig, "trl_kto", per_device_train_batch_size=8)
    meant = of_side(labels, side, "completion")
    compare(
        f"trl {side}: KTO",
        [(asked(prompt_of(row["context"], side)), row["completion"]["text"], row["label"]) for row in meant],
        [(text(row["prompt_ids"]), said(row["completion_ids"]), row["label"]) for row in kto],
    )


def llama_factory(side):
    from llamafactory.data.converter import get_dataset_converter
    from llamafactory.data.parser import get_dataset_list
    from llamafactory.hparams import DataArguments

    def aligned(name):
        at = os.path.join(folder, side, name)
        [attributes] = get_dataset_list(["train"], at)
        convert = get_dataset_converter(attributes.formatting, attributes, DataArguments(dataset_dir=at))
        return [convert(row) for row in rows_of(side, name)]

    def messages(prompt):
        system = prompt[0]["content"] if prompt[0]["role"] == "system" else ""
        return system, [{"role": said["role"], "content": said["content"]} for said in prompt if said["role"] != "system"]

    def answers(*texts):
        return [{"role": "assistant", "content": text} for text in texts]

    meant = of_side(pairs, side, "chosen")
    compare(
        f"llama-factory {side}: ranking",
        [
            (*messages(prompt_of(row["context"], side)), answers(row["chosen"]["text"], row["rejected"]["text"]))
            for row in meant
        ],
        [(row["_system"], row["_prompt"], row["_response"]) for row in aligned("llama_factory_ranking")],
    )
    meant = of_side(labels, side, "completion")
    compare(
        f"llama-factory {side}: KTO",
        [
            (
                *messages(prompt_of(row["context"], side)),
                # A good answer comes before an empty one, a bad one behind it.
                answers(*((row["completion"]["text"], "") if row["label"] else ("", row["completion"]["text"]))),
            )
            for row in meant
        ],
        [(row["_system"], row["_prompt"], row["_response"]) for row in aligned("llama_factory_kto")],
    )


def llama_factory_v1(side):
    from llamafactory.v1.core.data_engine import DataEngine

    os.chdir(os.path.join(folder, side, "llama_factory_v1_pairs"))  # its paths are those of where it runs
    engine = DataEngine("dataset.yaml")
    held = [engine[place] for place in range(len(engine))]
    meant = of_side(pairs, side, "chosen")

    def plain(messages):
        return [(one["role"], one["content"][0]["value"], one["loss_weight"]) for one in messages]

    def whole(row, answer):
        said = [(one["role"], one["content"], 0) for one in prompt_of(row["context"], side)]
        return [*said, ("assistant", row[answer]["text"], 1)]

    compare(
        f"llama-factory v1 {side}: pairs",
        [(whole(row, "chosen"), whole(row, "rejected")) for row in meant],
        [(plain(row["chosen_messages"]), plain(row["rejected_messages"])) for row in held],
    )


for check in (llama_factory_v1, llama_factory, trl):
    for side in ("assistant", "user"):
        check(side)
print(f"{differences} differences")
sys.exit(differences > 0)

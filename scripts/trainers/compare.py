"""Loads the rows of write-rows.mjs with the real package and compares fate, ids and labels, row by row.

    PYTHON scripts/trainers/compare.py FOLDER      prints: trainer, version, rows, differences

A trainer's own code does the loading; what stands here calls it as the trainer does, and puts what comes of it into the same
words as lib/training: as row (ids, labels), dropped, or refused (it raises).
"""

import importlib.metadata
import json
import logging
import os
import sys
import types
import warnings
from pathlib import Path

sys.modules["posthog"] = types.ModuleType("posthog")  # Axolotl's telemetry: nothing is sent.
os.environ.update(AXOLOTL_DO_NOT_TRACK="1", DISABLE_VERSION_CHECK="1", TOKENIZERS_PARALLELISM="false", HF_DATASETS_DISABLE_PROGRESS_BARS="1", USE_V1="0")
warnings.filterwarnings("ignore")

folder = Path(sys.argv[1])
setting = json.loads((folder / "setting.json").read_text())
read = lambda name: [json.loads(line) for line in (folder / name).open(encoding="utf-8")]  # noqa: E731
rows, ours = read("rows.jsonl"), read("ours.jsonl")

DROPPED, REFUSED = {"as": "dropped"}, {"as": "refused"}


def as_row(ids, labels):
    return {"as": "row", "ids": list(ids), "labels": list(labels)}


def tokenizer_of(model, **given):
    from transformers import AutoTokenizer

    return AutoTokenizer.from_pretrained(model, **given)


def trl(model, max_length):
    from datasets import Dataset
    from trl import SFTConfig, SFTTrainer

    tokenizer = tokenizer_of(model)
    of_answers = setting["shape"] == "dialogue"
    args = SFTConfig(output_dir="/tmp/none", max_length=max_length, bf16=False, use_cpu=True, report_to=[],
                     assistant_only_loss=of_answers)

    # Where TRL knows no training template of a family, one is made as it makes them for others with ChatML's marks.
    said = "'<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n'"
    marked = ("{% if message['role'] == 'assistant' %}{{ '<|im_start|>assistant\n' }}{% generation %}{{ message['content'] + "
              "'<|im_end|>\n' }}{% endgeneration %}{% else %}{{" + said + "}}{% endif %}")
    training = tokenizer.chat_template.replace("{{" + said + "}}", marked)
    if of_answers and training == tokenizer.chat_template:
        raise SystemExit("This chat template cannot be marked here.")

    def load(some, indices):
        """Rows of one shape, as one data set."""
        args.assistant_only_loss = of_answers and "messages" in some[0]
        stub = types.SimpleNamespace(
            completion_only_loss="prompt" in some[0], chat_template=training if args.assistant_only_loss else None,
            _tokenizer=tokenizer, processing_class=tokenizer
        )
        data = Dataset.from_list([{**row, "place": i} for row, i in zip(some, indices)])
        made = SFTTrainer._prepare_dataset(stub, data, tokenizer, args, False, None, "train")
        kept = {row["place"]: as_row(row["input_ids"], row["labels"]) for row in made}
        return [[kept.get(i, DROPPED)] for i in indices]

    return in_batches(load, lambda row: "prompt" in row)


def llama_factory(model, max_length):
    from llamafactory.data.converter import get_dataset_converter
    from llamafactory.data.parser import DatasetAttr
    from llamafactory.data.processor import SupervisedDatasetProcessor
    from llamafactory.data.template import get_template_and_fix_tokenizer
    from llamafactory.hparams import DataArguments

    user, assistant = ("gpt", "human") if setting["target"] == "user" else ("human", "gpt")
    attr = DatasetAttr("file", "rows.json", formatting="sharegpt")
    attr.join({
        "formatting": "sharegpt",
        "columns": {"messages": "conversations", "system": "system"},
        "tags": {"role_tag": "from", "content_tag": "value", "user_tag": user, "assistant_tag": assistant,
                 "observation_tag": "observation", "function_tag": "function_call", "system_tag": "system"},
    })
    args = DataArguments(template="chatml", cutoff_len=max_length, mask_history=setting["shape"] == "turn")
    tokenizer = tokenizer_of(model)
    template = get_template_and_fix_tokenizer(tokenizer, args)
    convert = get_dataset_converter("sharegpt", attr, args)
    processor = SupervisedDatasetProcessor(template=template, tokenizer=tokenizer, processor=None, data_args=args)

    def load(row):
        made = processor.preprocess_dataset({key: [value] for key, value in convert(row).items()})
        return [as_row(*pair) for pair in zip(made["input_ids"], made["labels"])] or [DROPPED]

    return one_by_one(load)


def fastchat(model, max_length):
    from fastchat.train.train import preprocess

    tokenizer = tokenizer_of(model, model_max_length=max_length, padding_side="right")
    tokenizer.pad_token = tokenizer.unk_token
    tokenizer.legacy = True

    def load(row):
        made = preprocess([row["conversations"]], tokenizer)
        return [as_row(made["input_ids"][0].tolist(), made["labels"][0].tolist())]

    for one in (one for loaded in ours for one in loaded if one["as"] == "row"):  # Rows are filled up; ours are not.
        fill = max_length - len(one["ids"])
        one["ids"] += [tokenizer.pad_token_id] * fill
        one["labels"] += [-100] * fill
    return one_by_one(load)


def axolotl(model, max_length):
    from axolotl.prompt_strategies.chat_template import load as strategy
    from axolotl.utils.data.utils import handle_long_seq_in_dataset
    from axolotl.utils.dict import DictDefault
    from datasets import Dataset

    cfg = DictDefault({"sequence_len": max_length, "train_on_inputs": False})
    about = {"type": "chat_template", "chat_template": "tokenizer_default", "field_messages": "messages",
             "message_property_mappings": {"role": "role", "content": "content"}, "roles_to_train": [],
             "message_field_training": "train", "train_on_eos": "turn"}
    if setting["shape"] == "assistant":
        about["roles_to_train"] = ["assistant"]
    load_one = strategy(tokenizer_of(model), cfg, about)

    def load(row):
        made = load_one.tokenize_prompt(row)
        one = as_row(made["input_ids"], made["labels"])
        kept = handle_long_seq_in_dataset(Dataset.from_list([dict(made)]), max_length, cfg) if len(one["ids"]) > max_length else [one]
        return [one] if len(kept) and any(label != -100 for label in one["labels"]) else [DROPPED]

    return one_by_one(load)


def ms_swift(model, max_length):
    from swift.dataset.preprocessor.core import MessagesPreprocessor
    from swift.template import TEMPLATE_MAPPING, Template

    tokenizer = tokenizer_of(model)
    tokenizer.model_info = types.SimpleNamespace(config=types.SimpleNamespace(is_encoder_decoder=False), task_type="causal_lm",
                                                 max_model_len=None, model_type="llama")
    tokenizer.model_meta = types.SimpleNamespace(is_multimodal=False, is_reward=False)
    template = Template(tokenizer, TEMPLATE_MAPPING["chatml"], max_length=max_length)
    template.set_mode("train")
    prepare = MessagesPreprocessor()

    def load(row):
        kept = prepare.batched_preprocess({key: [value] for key, value in row.items()}, strict=False, ignore_max_length_error=True)
        if not kept["messages"]:
            return [DROPPED]
        try:  # What cannot be encoded is passed over: EncodePreprocessor and LazyLLMDataset go on with another row.
            made = template.encode({key: value[0] for key, value in kept.items()})
        except Exception:
            return [DROPPED]
        return [as_row(made["input_ids"], made["labels"])]

    return one_by_one(load)


def tinker(model, max_length):
    from tinker_cookbook.renderers import TrainOnWhat, get_renderer
    from tinker_cookbook.supervised.data import conversation_to_datum

    renderer = get_renderer("qwen3_instruct", tokenizer_of(model))

    def load(row):
        datum = conversation_to_datum(row["messages"], renderer, max_length, TrainOnWhat.CUSTOMIZED, reduction="none")
        inputs, targets = datum.model_input.to_ints(), datum.loss_fn_inputs["target_tokens"].data
        weights = datum.loss_fn_inputs["weights"].data
        labels = [-100] + [target if weight > 0 else -100 for target, weight in zip(targets, weights)]
        return [as_row([*inputs, targets[-1]], labels)]

    return one_by_one(load)


def platolm(model, max_length):
    """The studio's own script (trainer/studio/rows.py), and TRL, which must leave its labels as they are."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "trainer"))
    from datasets import Dataset
    from studio.faults import Fault
    from studio.rows import UNTRAINED, dyadic_tokens
    from trl import SFTConfig, SFTTrainer

    tokenizer, side = tokenizer_of(model), setting["target"]
    args = SFTConfig(output_dir="/tmp/none", max_length=max_length, bf16=False, use_cpu=True, report_to=[])
    stub = types.SimpleNamespace(completion_only_loss=False, chat_template=None, _tokenizer=tokenizer, processing_class=tokenizer)
    counts = {"marks": 0, "behind": 0}

    def load(row, mine):
        try:
            made = dyadic_tokens(row["conversations"], side, tokenizer, max_length)
        except Fault:  # A text with a mark of the template: no such row is in a file of ours.
            counts["marks"] += 1
            return mine
        if not row["conversations"]:
            return [DROPPED]
        ids, labels = mine[0].get("ids", []), mine[0].get("labels", [])
        theirs = made["labels"] if made else [UNTRAINED] * len(ids)
        # The paper's trainer trains the last token that is left, whoever said it, for each turn behind the length. Ours does not.
        if len(ids) == max_length and theirs and labels[:-1] == theirs[:-1] and labels[-1] != theirs[-1] == UNTRAINED:
            counts["behind"] += 1
            labels = mine[0]["labels"] = [*labels[:-1], UNTRAINED]
        if made is None:
            return [as_row(ids, [UNTRAINED] * len(ids))]
        kept = SFTTrainer._prepare_dataset(stub, Dataset.from_list([made]), tokenizer, args, False, None, "train")[0]
        return [as_row(kept["input_ids"], kept["labels"])]

    made = [load(row, mine) for row, mine in zip(rows, ours)]
    print(f"{counts['marks']} rows hold a mark of the template and are passed over; in {counts['behind']} a turn lies behind the length")
    return made


def one_by_one(load):
    made = []
    for row in rows:
        try:
            made.append(load(json.loads(json.dumps(row))))
        except Exception as error:  # The trainer stops here.
            made.append([{**REFUSED, "error": repr(error)[:200]}])
    return made


def in_batches(load, shape):
    """Many rows at once; those of a batch that raises are tried again in halves."""
    made = [None] * len(rows)

    def try_all(indices):
        try:
            for i, one in zip(indices, load([rows[i] for i in indices], indices)):
                made[i] = one
        except Exception as error:
            if len(indices) == 1:
                made[indices[0]] = [{**REFUSED, "error": repr(error)[:200]}]
                return
            try_all(indices[: len(indices) // 2])
            try_all(indices[len(indices) // 2 :])

    for i, row in enumerate(rows):  # By themselves: one of them would stop a batch.
        if any(one["as"] == "refused" for one in ours[i]):
            try_all([i])
    for wanted in (True, False):
        some = [i for i, row in enumerate(rows) if shape(row) == wanted and made[i] is None]
        for at in range(0, len(some), 1000):
            try_all(some[at : at + 1000])
    return made


PACKAGES = {"trl": "trl", "llama_factory": "llamafactory", "fastchat": "fschat", "axolotl": "axolotl", "ms_swift": "ms_swift",
            "tinker": "tinker_cookbook", "platolm": "trl"}
LOADERS = {"trl": trl, "llama_factory": llama_factory, "fastchat": fastchat, "axolotl": axolotl, "ms_swift": ms_swift, "tinker": tinker, "platolm": platolm}


def of_signals(model):
    import compare_signals

    how, loader = compare_signals.LOADERS[setting["trainer"]](setting["target"])
    load = loader(tokenizer_of(model), setting["maxLength"])
    return one_by_one(load) if how == "one_by_one" else in_batches(load, lambda row: True)


def same(mine, theirs):
    return len(mine) == len(theirs) and all(
        a["as"] == b["as"] and (a["as"] != "row" or all(a.get(key) == b.get(key) for key in ("ids", "labels", "answer"))) for a, b in zip(mine, theirs)
    )


def told(mine, theirs):
    """Where two loadings of a row part."""
    if [one["as"] for one in mine] != [one["as"] for one in theirs]:
        return [{key: value for key, value in one.items() if key in ("as", "why", "error")} for one in [*mine, *theirs]]
    for a, b in zip(mine, theirs):
        for key in ("ids", "labels"):
            if a.get(key) != b.get(key):
                at = next((i for i, pair in enumerate(zip(a[key], b[key])) if pair[0] != pair[1]), min(len(a[key]), len(b[key])))
                return [key, at, len(a[key]), len(b[key]), a[key][at : at + 6], b[key][at : at + 6]]
    return []


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    trainer = setting["trainer"]
    model = setting["model"] if setting["model"] != "llama2" else str(folder / "llama2")
    theirs = of_signals(model) if setting["target"] in ("preference", "binary", "reward") else LOADERS[trainer](model, setting["maxLength"])
    wrong = [i for i in range(len(rows)) if not same(ours[i], theirs[i])]
    fates = {fate: sum(one["as"] == fate for made in theirs for one in made) for fate in ("row", "dropped", "refused")}
    version = importlib.metadata.version(PACKAGES[trainer])
    print(f"{trainer} {version}, {setting['target']}, {setting['shape']}, length {setting['maxLength']}: "
          f"{len(rows)} rows ({fates}), {len(wrong)} differences")
    for i in wrong[:8]:
        print(json.dumps({"row": i, "differs": told(ours[i], theirs[i]), "record": rows[i]})[:1500], file=sys.stderr)
    sys.exit(1 if wrong else 0)

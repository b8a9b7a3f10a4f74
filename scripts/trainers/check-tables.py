"""Reads the Parquet files of table-files.mjs by pyarrow and datasets, and holds each row against the same row of the file of
lines; reads MT-Bench's files by FastChat, and rows of tokens and of ms-swift by their trainers. Ends with the number of
differences.

    python scripts/trainers/check-tables.py FOLDER [MODEL]
"""

import glob
import json
import os
import shutil
import sys
import tempfile
import types
import unittest.mock

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", TOKENIZERS_PARALLELISM="false", HF_DATASETS_DISABLE_PROGRESS_BARS="1")
import pyarrow.parquet as pq  # noqa: E402
from datasets import load_dataset  # noqa: E402

folder, model = sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None
differences = 0


def plain(value):
    """What a record does not hold is null in a table."""
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items() if one is not None}
    return value


def told(name, rows, wrong):
    global differences
    differences += wrong
    print(f"{name}: {rows} rows, {wrong} differences")


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


for table in sorted(glob.glob(os.path.join(folder, "*.parquet"))):
    meant = [plain(row) for row in lines(table.replace(".parquet", ".jsonl"))]
    file = pq.ParquetFile(table)
    largest = max(file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups))
    by_pyarrow = [plain(row) for row in file.read().to_pylist()]
    by_datasets = [plain(row) for row in load_dataset("parquet", data_files=table, split="train", cache_dir=tempfile.mkdtemp())]
    wrong = sum(not (a == b == c) for a, b, c in zip(meant, by_pyarrow, by_datasets))
    wrong += abs(len(meant) - len(by_pyarrow)) + abs(len(meant) - len(by_datasets)) + (largest > 64_000_000)
    told(f"{os.path.basename(table)}, largest group {largest / 1e6:.1f} MB", len(meant), wrong)


def trl(table):
    from trl import SFTConfig, SFTTrainer

    rows = load_dataset("parquet", data_files=table, split="train", cache_dir=tempfile.mkdtemp())
    args = SFTConfig(output_dir="/tmp/none", max_length=None, bf16=False, use_cpu=True, report_to=[])
    stub = types.SimpleNamespace(completion_only_loss=False, chat_template=None, _tokenizer=None, processing_class=None)
    made = SFTTrainer._prepare_dataset(stub, rows, None, args, False, None, "train")
    wrong = sum(a["input_ids"] != b["input_ids"] or a["labels"] != b["labels"] for a, b in zip(rows, made))
    told(f"trl takes labels of {os.path.basename(table)} as they are", len(rows), wrong + abs(len(rows) - len(made)))


def ms_swift(model):
    """Rows of lines and of a table come to the same tokens and labels."""
    from swift.dataset.preprocessor.core import MessagesPreprocessor
    from swift.template import TEMPLATE_MAPPING, Template
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    tokenizer.model_info = types.SimpleNamespace(config=types.SimpleNamespace(is_encoder_decoder=False), task_type="causal_lm",
                                                 max_model_len=None, model_type="llama")
    tokenizer.model_meta = types.SimpleNamespace(is_multimodal=False, is_reward=False)
    template = Template(tokenizer, TEMPLATE_MAPPING["chatml"], max_length=None)
    template.set_mode("train")
    prepare = MessagesPreprocessor()

    def labels(row):
        kept = prepare.batched_preprocess({key: [value] for key, value in row.items()}, strict=True, ignore_max_length_error=True)
        return template.encode({key: value[0] for key, value in kept.items()})["labels"]

    for path in sorted(glob.glob(os.path.join(folder, "ms_swift-*.parquet"))):
        table = load_dataset("parquet", data_files=path, split="train", cache_dir=tempfile.mkdtemp())
        rows = lines(path.replace(".parquet", ".jsonl"))
        told(f"ms-swift trains {os.path.basename(path)} as it trains the lines", len(rows),
             sum(labels(dict(a)) != labels(b) for a, b in zip(table, rows)))


def mt_bench():
    for judge in ("openai", "anthropic"):  # Nobody is asked.
        sys.modules.setdefault(judge, unittest.mock.MagicMock())
    from fastchat.llm_judge.common import load_model_answers, load_questions
    from fastchat.llm_judge.gen_judgment import make_match_single

    at = tempfile.mkdtemp()
    shutil.copy(os.path.join(folder, "mt-bench-answers.jsonl"), os.path.join(at, "snapshot.jsonl"))
    questions = load_questions(os.path.join(folder, "mt-bench-questions.jsonl"), None, None)
    answers = load_model_answers(at)
    for turns in (1, 2):
        matches = make_match_single(questions, ["snapshot"], answers, types.SimpleNamespace(), multi_turn=turns == 2)
        due = [one for one in questions if turns == 1 or len(one["turns"]) == 2]
        wrong = sum(len(match.answer["choices"][0]["turns"]) < turns for match in matches) + abs(len(matches) - len(due))
        told(f"FastChat judges {turns} turn(s) of MT-Bench's files", len(matches), wrong)


mt_bench()
for table in sorted(glob.glob(os.path.join(folder, "tokenised-*.parquet"))):
    trl(table)
if model:
    ms_swift(model)
print(f"{differences} differences")
sys.exit(differences > 0)

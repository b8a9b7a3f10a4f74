"""What compare.py loads by the real packages where people's preferences are learned: pairs, labels, and reward.

Each returns, for every row, what comes of it: as rows (ids, labels, answer), dropped, or refused.
"""

import types


def as_answer(answer, ids, labels):
    return {"as": "row", "answer": answer, "ids": list(ids), "labels": list(labels)}


def as_scores(pair):
    """Of a model that scores texts: all behind where two texts part."""
    if len(pair) < 2:
        return pair
    one, other = pair
    same = next((i for i, (a, b) in enumerate(zip(one["ids"], other["ids"])) if a != b), min(len(one["ids"]), len(other["ids"])))
    return [{**row, "labels": [-100] * same + row["ids"][same:]} for row in pair]


def collated(collator, row, answers):
    """A row as its trainer's own collator makes it."""
    made = collator([row])
    rows = zip(answers, made["input_ids"].tolist(), made["attention_mask"].tolist(), made["completion_mask"].tolist())
    return [
        as_answer(answer, ids[: sum(there)], [i if m else -100 for i, m in zip(ids, learned)][: sum(there)])
        for answer, ids, there, learned in rows
    ]


def trl(target):
    def loader(tokenizer, max_length):
        from datasets import Dataset
        from trl import DPOConfig, DPOTrainer, KTOConfig, KTOTrainer, RewardConfig, RewardTrainer
        from trl.trainer import dpo_trainer, kto_trainer

        usual = dict(output_dir="/tmp/none", max_length=max_length, bf16=False, use_cpu=True, report_to=[])
        trainer, args = {
            "preference": lambda: (DPOTrainer, DPOConfig(**usual)),
            "binary": lambda: (KTOTrainer, KTOConfig(per_device_train_batch_size=2, **usual)),
            "reward": lambda: (RewardTrainer, RewardConfig(**usual)),
        }[target]()
        stub = types.SimpleNamespace(_tokenizer=tokenizer, calculate_KL=False)

        def held(row):
            if target == "preference":
                collator = dpo_trainer.DataCollatorForPreference(pad_token_id=0, max_length=max_length)
                return collated(collator, row, ("chosen", "rejected"))
            if target == "binary":
                collator = kto_trainer.DataCollatorForUnpairedPreference(pad_token_id=0, max_length=max_length)
                return collated(collator, row, ("good" if row["label"] else "bad",))
            return as_scores([as_answer(one, row[f"{one}_ids"], []) for one in ("chosen", "rejected")])

        def load(some, indices):
            data = Dataset.from_list([{**row, "place": i} for row, i in zip(some, indices)])
            made = trainer._prepare_dataset(stub, data, tokenizer, args, "train")
            kept = {row["place"]: held(row) for row in made}
            return [kept.get(i, [{"as": "dropped"}]) for i in indices]

        return load

    return "in_batches", loader


def llama_factory(target):
    def loader(tokenizer, max_length):
        from llamafactory.data.converter import get_dataset_converter
        from llamafactory.data.parser import DatasetAttr
        from llamafactory.data.processor import FeedbackDatasetProcessor, PairwiseDatasetProcessor
        from llamafactory.data.template import get_template_and_fix_tokenizer
        from llamafactory.hparams import DataArguments

        is_pair = target != "binary"
        attr = DatasetAttr("file", "rows.json", formatting="sharegpt")
        columns = {"chosen": "chosen", "rejected": "rejected"} if is_pair else {"kto_tag": "kto_tag"}
        attr.join({
            "formatting": "sharegpt",
            "ranking": is_pair,
            "columns": {"messages": "conversations", "system": "system", **columns},
            "tags": {"role_tag": "from", "content_tag": "value", "user_tag": "human", "assistant_tag": "gpt",
                     "observation_tag": "observation", "function_tag": "function_call", "system_tag": "system"},
        })
        args = DataArguments(template="chatml", cutoff_len=max_length)
        template = get_template_and_fix_tokenizer(tokenizer, args)
        convert = get_dataset_converter("sharegpt", attr, args)
        processor = PairwiseDatasetProcessor if is_pair else FeedbackDatasetProcessor
        processor = processor(template=template, tokenizer=tokenizer, processor=None, data_args=args)

        def load(row):
            made = processor.preprocess_dataset({key: [value] for key, value in convert(row).items()})
            if not is_pair:
                tags = zip(made["input_ids"], made["labels"], made["kto_tags"])
                return [as_answer("good" if tag else "bad", ids, labels) for ids, labels, tag in tags] or [{"as": "dropped"}]
            pair = [as_answer(one, made[f"{one}_input_ids"][0], made[f"{one}_labels"][0])
                    for one in ("chosen", "rejected") if made[f"{one}_input_ids"]]
            return (as_scores(pair) if target == "reward" else pair) or [{"as": "dropped"}]

        return load

    return "one_by_one", loader


def axolotl(target):
    def loader(tokenizer, max_length):
        from axolotl.prompt_strategies.dpo.chat_template import default
        from axolotl.utils.data.rl import _drop_long_sequences
        from axolotl.utils.dict import DictDefault
        from axolotl.utils.schemas.enums import RLType
        from datasets import Dataset
        from trl import DPOConfig, DPOTrainer
        from trl.trainer import dpo_trainer

        about = {"type": "chat_template.default", "chat_template": "tokenizer_default", "field_messages": "messages",
                 "field_chosen": "chosen", "field_rejected": "rejected",
                 "message_property_mappings": {"role": "role", "content": "content"}}
        transform, _ = default(DictDefault({"datasets": [about], "sequence_len": max_length}))
        args = DPOConfig(output_dir="/tmp/none", max_length=None, bf16=False, use_cpu=True, report_to=[])
        collator = dpo_trainer.DataCollatorForPreference(pad_token_id=0)
        stub = types.SimpleNamespace(_tokenizer=tokenizer)

        def load(row):
            texts = transform(row, tokenizer=tokenizer)
            if not _drop_long_sequences(texts, RLType.DPO, tokenizer, max_length):
                return [{"as": "dropped"}]
            [made] = DPOTrainer._prepare_dataset(stub, Dataset.from_list([texts]), tokenizer, args, "train")
            return collated(collator, made, ("chosen", "rejected"))

        return load

    return "one_by_one", loader


def ms_swift(target):
    def loader(tokenizer, max_length):
        from swift.dataset.preprocessor.core import MessagesPreprocessor
        from swift.template import TEMPLATE_MAPPING, Template

        tokenizer.model_info = types.SimpleNamespace(config=types.SimpleNamespace(is_encoder_decoder=False), task_type="causal_lm",
                                                     max_model_len=None, model_type="llama")
        tokenizer.model_meta = types.SimpleNamespace(is_multimodal=False, is_reward=False)
        template = Template(tokenizer, TEMPLATE_MAPPING["chatml"], max_length=max_length, loss_scale="last_round")
        template.set_mode("kto" if target == "binary" else "rlhf")
        prepare = MessagesPreprocessor()

        def load(row):
            kept = prepare.batched_preprocess({key: [value] for key, value in row.items()}, strict=False, ignore_max_length_error=True)
            if not kept["messages"]:
                return [{"as": "dropped"}]
            try:
                made = template.encode({key: value[0] for key, value in kept.items()})
            except Exception:
                return [{"as": "dropped"}]
            if target == "binary":
                return [as_answer("good" if made["label"] else "bad", made["chosen_input_ids"], made["chosen_labels"])]
            pair = [as_answer(one, made[f"{one}_input_ids"], made[f"{one}_labels"]) for one in ("chosen", "rejected")]
            return as_scores(pair) if target == "reward" else pair

        return load

    return "one_by_one", loader


LOADERS = {"trl": trl, "llama_factory": llama_factory, "axolotl": axolotl, "ms_swift": ms_swift}

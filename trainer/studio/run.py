"""One training, from the order to the model that can be served."""

import os
import shutil

from .base import device_of, end_ids, load_base, precision_of
from .faults import Fault, fault_of
from .openings import openings_of
from .room import checkpoint_size, final_size, need_room
from .rows import dyadic_rows, read_rows, with_system

STOPPED = 3


def run(order, folder, events):
    """Trains, and leaves the model in `output/final`. Returns the exit code; raises a Fault."""
    import torch
    from transformers import set_seed
    from transformers.utils import logging as transformers_logging

    from .watch import Watch, last_checkpoint

    transformers_logging.disable_progress_bar()
    output = folder / order["output"]
    output.mkdir(parents=True, exist_ok=True)
    device = device_of(order)
    train, validation = with_system(read_rows(folder / order["train"]), order["system"]), None
    if order["validation"]:
        validation = with_system(read_rows(folder / order["validation"]), order["system"])
    set_seed(order["seed"])
    model, tokenizer, added = load_base(order, folder, device)
    count = sum(one.numel() for one in model.parameters())
    events.line(f"{count:,} parameters, on {device} in {precision_of(order, device)}; {len(train):,} rows to train on, {len(validation or []):,} held out.")
    prompts = openings_of(validation or train, order, tokenizer)
    ends = end_ids(order, tokenizer)
    model.generation_config.eos_token_id = ends
    watch = Watch(events, order, tokenizer, prompts, ends, can_sample=not sharded())
    trainer = trainer_of(order, device, model, tokenizer, added, train, validation, output, watch, events)
    resumed = last_checkpoint(output)
    kept = sum(1 for _ in output.glob("checkpoint-*"))
    size = checkpoint_size(trainer.model, order)
    missing = max(1, order["keepCheckpoints"] + 1 - kept)
    need_room(output, missing * size + final_size(model), f"A training that keeps {order['keepCheckpoints']} checkpoints")
    if resumed:
        events.line(f"Goes on from {os.path.basename(resumed)}.")
    try:
        trainer.train(resume_from_checkpoint=resumed)
    except torch.OutOfMemoryError as error:
        raise fault_of(error, order) from error
    if watch.fault:
        raise watch.fault
    if watch.stopped:
        events.line(f"Stopped at step {trainer.state.global_step}; what was learned until then is kept.")
        return STOPPED
    save(trainer, tokenizer, output, ends, order, events)
    return 0


def sharded():
    """FSDP and DeepSpeed hold no whole model in one process, from which one could sample."""
    return os.environ.get("ACCELERATE_USE_FSDP") == "true" or os.environ.get("ACCELERATE_USE_DEEPSPEED") == "true"


def trainer_of(order, device, model, tokenizer, added, train, validation, output, watch, events):
    from datasets import Dataset

    target = order["target"]
    given = settings(order, device, validation is not None, output)
    if target in ("user", "assistant"):
        from trl import SFTConfig as Config
        from trl import SFTTrainer

        Trainer = with_learned_tokens(SFTTrainer) if added and order["method"]["kind"] == "lora" else SFTTrainer
        if order["template"] == "dyadic":
            train, lost = dyadic_rows(train, order["side"], tokenizer, order["maxLength"])
            if lost:
                events.line(f"{lost:,} rows train nothing within {order['maxLength']:,} tokens, and are left out.")
            validation = dyadic_rows(validation, order["side"], tokenizer, order["maxLength"])[0] if validation else None
        elif "completion" not in train[0]:
            raise Fault("data", "The rows hold no prompt and completion.")
    elif target == "preference":
        from trl import DPOConfig as Config
        from trl import DPOTrainer as Trainer
    elif target == "binary":
        from trl import KTOConfig as Config
        from trl import KTOTrainer as Trainer

        if order["batch"] < 2:
            raise Fault("data", "KTO compares the rows of a batch: set the batch to 2 at least.")
    else:
        raise Fault("data", f"This trainer knows no target “{target}”.")
    return Trainer(
        model=model, args=Config(**given), processing_class=tokenizer, callbacks=[watch], peft_config=adapter_of(order, added),
        train_dataset=Dataset.from_list(train), eval_dataset=Dataset.from_list(validation) if validation else None,
    )


def with_learned_tokens(trainer):
    """TRL's loss reads the head's weights past PEFT's wrapper of single tokens, which so would not be learned: the model's own does not."""
    import transformers

    class Trainer(trainer):
        def compute_loss(self, model, inputs, return_outputs=False, num_items_in_batch=None):
            inputs["use_cache"] = False
            return transformers.Trainer.compute_loss(self, model, inputs, return_outputs, num_items_in_batch)

    return Trainer


def settings(order, device, validates, output):
    """The order in the words of transformers' TrainingArguments."""
    evaluates, saves = order["evalEvery"], order["saveEvery"]
    given = {
        "output_dir": str(output),
        "num_train_epochs": order["epochs"],
        "max_steps": order["maxSteps"] or -1,
        "learning_rate": order["learningRate"],
        "per_device_train_batch_size": order["batch"],
        "per_device_eval_batch_size": order["batch"],
        "gradient_accumulation_steps": order["accumulation"],
        "lr_scheduler_type": order["schedule"],
        "warmup_steps": order["warmupRatio"],
        "weight_decay": order["weightDecay"],
        "max_length": order["maxLength"],
        "bf16": precision_of(order, device) == "bf16",
        "use_cpu": device == "cpu",
        "dataloader_pin_memory": device == "cuda",
        "gradient_checkpointing": device == "cuda",
        "seed": order["seed"],
        "eval_strategy": "steps" if validates else "no",
        # What it was before training is what all that follows is held against.
        "eval_on_start": validates,
        "save_strategy": "steps" if saves else "epoch",
        "save_total_limit": order["keepCheckpoints"],
        "logging_steps": 1,
        "logging_nan_inf_filter": False,
        "disable_tqdm": True,
        "report_to": [],
    }
    if validates:
        # A share of all steps where it is below 1: ten times in all.
        given["eval_steps"] = evaluates or 0.1
    if saves:
        given["save_steps"] = saves
    return given


def adapter_of(order, added):
    method = order["method"]
    if method["kind"] != "lora":
        return None
    from peft import LoraConfig

    return LoraConfig(
        task_type="CAUSAL_LM", r=method["rank"], lora_alpha=method["alpha"], lora_dropout=method["dropout"], target_modules="all-linear",
        trainable_token_indices=added or None,
    )


def save(trainer, tokenizer, output, ends, order, events):
    """The model as one folder that any server loads; of LoRA the adapter beside it, and both together in `final`."""
    final, adapter = output / "final", output / "adapter"
    is_lora = order["method"]["kind"] == "lora"
    unfinished = output / "final.part"
    if trainer.is_world_process_zero():
        shutil.rmtree(unfinished, ignore_errors=True)
        need_room(output, final_size(trainer.model), "The trained model")
    if is_lora:
        trainer.save_model(str(adapter))
        if sharded():
            events.line("The adapter was not joined with its base: the model lies in several processes. Load both.")
            final = adapter
        elif trainer.is_world_process_zero():
            whole = trainer.accelerator.unwrap_model(trainer.model).merge_and_unload()
            settle(whole, ends)
            whole.save_pretrained(str(unfinished))
    else:
        settle(trainer.accelerator.unwrap_model(trainer.model), ends)
        trainer.save_model(str(unfinished))
    if trainer.is_world_process_zero():
        if unfinished.exists():
            tokenizer.save_pretrained(str(unfinished))
            shutil.rmtree(final, ignore_errors=True)
            unfinished.rename(final)
        else:
            tokenizer.save_pretrained(str(final))
        events.tell("done", folder=final.name)


def settle(model, ends):
    """Servers take what is saved beside the weights for granted: without do_sample they would always say the same."""
    model.config.use_cache = True
    config = model.generation_config
    config.eos_token_id, config.do_sample, config.temperature, config.top_k, config.top_p = ends, True, 0.7, 0, 1.0

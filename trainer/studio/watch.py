"""Tells how the training goes, and stops it where going on would be of no use."""

import math
import os
import signal
import time
from pathlib import Path

from transformers import TrainerCallback

from .faults import Fault
from .openings import sample
from .room import checkpoint_size, need_room


class Watch(TrainerCallback):
    def __init__(self, events, order, tokenizer, prompts, ends, can_sample):
        self.events, self.order, self.tokenizer = events, order, tokenizer
        self.prompts, self.ends, self.can_sample = prompts, ends, can_sample
        self.fault = None
        self.stopped = False
        self.before = None
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)

    def stop(self, *_):
        self.stopped = True

    def on_train_begin(self, args, state, control, model=None, **_):
        self.before = (time.monotonic(), None)
        if state.global_step == 0:
            self.say(model, 0)

    def on_step_end(self, args, state, control, model=None, **_):
        if self.stopped:
            control.should_save = control.should_training_stop = True
        if control.should_save:
            try:
                need_room(args.output_dir, checkpoint_size(model, self.order), f"The checkpoint of step {state.global_step}")
            except Fault as fault:
                self.give_up(fault, control)
        return control

    def on_log(self, args, state, control, logs=None, **_):
        logs = logs or {}
        if "loss" not in logs:
            return control
        if not all(math.isfinite(float(logs.get(key, 0))) for key in ("loss", "grad_norm")):
            self.give_up(Fault("nan_loss", f"The loss is no number any more at step {state.global_step}. Nothing after it is kept: lower the learning rate "
                               f"from {self.order['learningRate']:g}, raise the warm-up, or train in fp32, and go on from the last checkpoint."), control)
            return control
        self.events.tell("step", step=state.global_step, of=state.max_steps, epoch=round(float(logs.get("epoch", state.epoch or 0)), 4),
                         loss=float(logs["loss"]), learningRate=float(logs.get("learning_rate", 0)),
                         tokensPerSecond=self.speed(logs.get("num_tokens")), memory=memory())
        return control

    def on_evaluate(self, args, state, control, metrics=None, **_):
        loss = (metrics or {}).get("eval_loss")
        if loss is not None and math.isfinite(loss):
            self.events.tell("evaluation", step=state.global_step, loss=float(loss))

    def on_save(self, args, state, control, model=None, **_):
        folder = Path(args.output_dir) / f"checkpoint-{state.global_step}"
        if state.is_world_process_zero:
            size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
            self.events.tell("checkpoint", step=state.global_step, folder=folder.name, bytes=size)
        if not self.stopped:
            self.say(model, state.global_step)

    def say(self, model, step):
        """Samples take time that is not training's, and so not part of its speed."""
        if not self.can_sample or not self.events.speaks or not self.prompts:
            return
        began = time.monotonic()
        texts = sample(model, self.tokenizer, [prompt for prompt, _ in self.prompts], self.ends, self.order["maxLength"], self.order["seed"])
        for opening, (text, (_, asked)) in enumerate(zip(texts, self.prompts), start=1):
            self.events.tell("sample", step=step, opening=opening, prompt=asked, text=text)
        if self.before:
            self.before = (self.before[0] + time.monotonic() - began, self.before[1])

    def speed(self, tokens):
        now, (then, counted) = time.monotonic(), self.before
        self.before = (now, tokens)
        if tokens is None or counted is None or now <= then:
            return None
        return round((float(tokens) - float(counted)) / (now - then), 1)

    def give_up(self, fault, control):
        self.fault = self.fault or fault
        control.should_save = False
        control.should_training_stop = True


def memory():
    """The most bytes that were in use on this process's graphics card; None on a CPU."""
    import torch

    return int(torch.cuda.max_memory_allocated()) if torch.cuda.is_available() else None


def last_checkpoint(folder):
    """The newest whole checkpoint, as a path; what a kill left half written goes. The trainer's state is written last."""
    import json
    import shutil

    found = sorted(folder.glob("checkpoint-*"), key=lambda path: int(path.name.rsplit("-", 1)[1]), reverse=True)
    for path in found:
        try:
            json.loads((path / "trainer_state.json").read_text(encoding="utf-8"))
            return str(path)
        except (OSError, ValueError):
            if os.environ.get("RANK", "0") == "0":
                shutil.rmtree(path, ignore_errors=True)
    return None

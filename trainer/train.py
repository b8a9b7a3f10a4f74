"""Trains a model from a folder that holds everything but the base model.

    python train.py [order.json]            one process: a CPU or one GPU
    torchrun --nproc_per_node N train.py    several
    accelerate launch --config_file accelerate-fsdp.yaml train.py
    python train.py --machine               says what this machine has, and trains nothing

What happens is told as JSON lines on stdout (see studio/events.py); everything else goes to stderr. Started again in the
same folder it goes on from the last whole checkpoint. Exit codes: 0 done, 1 failed (the last line says why), 3 stopped
when asked to, 75 another process has the folder now.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("HF_DATASETS_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TRACKIO_DISABLE", "1")

from studio.events import Events  # noqa: E402
from studio.faults import Fault, fault_of  # noqa: E402
from studio.order import read_order  # noqa: E402


def main(arguments):
    if arguments == ["--machine"]:
        from studio.machine import tell_machine

        return tell_machine()
    order_file = Path(arguments[0] if arguments else "order.json").resolve()
    events = Events()
    order = None
    try:
        order = read_order(order_file)
        from studio.ownership import watch_ownership

        watch_ownership()
        from studio.run import run

        return run(order, order_file.parent, events)
    except Fault as fault:
        events.failed(fault)
    except KeyboardInterrupt:
        return 3
    except BaseException as error:  # noqa: BLE001 - whatever ends a training is told in words.
        if isinstance(error, SystemExit):
            raise
        import traceback

        traceback.print_exc(file=sys.stderr)
        events.failed(fault_of(error, order))
    return 1


if __name__ == "__main__":
    code = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    # Threads of the libraries may outlive the work; nothing is left for them to do.
    os._exit(code)

"""What a training tells, one JSON object a line on stdout; the first process of several speaks alone."""

import json
import os
import sys


class Events:
    def __init__(self):
        self.speaks = os.environ.get("RANK", "0") == "0"
        # Libraries print to stdout, too: what they say there goes to stderr, so that each line here is one of ours.
        self.out = os.fdopen(os.dup(1), "w", encoding="utf-8")
        os.dup2(2, 1)
        sys.stdout = sys.stderr

    def tell(self, event, /, **values):
        if not self.speaks:
            return
        self.out.write(json.dumps({"type": event, **values}, ensure_ascii=False, allow_nan=False) + "\n")
        self.out.flush()

    def line(self, text):
        self.tell("line", text=text)

    def failed(self, fault):
        # Whichever process fails first says so: the first one may wait for it for ever.
        self.speaks = True
        self.tell("failed", kind=fault.kind, error=fault.words)

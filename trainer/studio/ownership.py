"""Two processes never train in one folder: whoever starts one writes its name into a file, and keeps the file fresh."""

import os
import signal
import threading
import time
from pathlib import Path

TAKEN = 75


def watch_ownership():
    """
    Ends this process where REALCHAT_OWNER_FILE names another owner than REALCHAT_OWNER; asks it to stop with a checkpoint
    where the file was not touched for REALCHAT_OWNER_PATIENCE seconds (1,800 unless said): nobody looks after it any more.
    """
    file, owner = os.environ.get("REALCHAT_OWNER_FILE"), os.environ.get("REALCHAT_OWNER")
    if not file or not owner:
        return
    patience = float(os.environ.get("REALCHAT_OWNER_PATIENCE", "1800"))
    threading.Thread(target=_watch, args=(Path(file), owner, patience), daemon=True).start()


def _watch(file, owner, patience):
    while True:
        time.sleep(1)
        try:
            if file.read_text(encoding="utf-8").strip() != owner:
                os._exit(TAKEN)
            if time.time() - file.stat().st_mtime > patience:
                os.kill(os.getpid(), signal.SIGTERM)
                return
        except FileNotFoundError:
            os._exit(TAKEN)
        except OSError:
            continue

"""Runs a training and carries what it made into a bucket, from machines that share no folder.

    python carry.py s3://bucket/folder COMMAND...      the command runs in this folder, and writes into `out`

Credentials are those of the machine, as boto3 finds them. What the command tells on stdout is passed on; that it is done is told once
its files are there, with the address at which they lie. Exit codes are the command's.
"""

import json
import signal
import subprocess
import sys
from pathlib import Path


def main(target, command):
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", errors="replace")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _: child.send_signal(got))
    done = None
    for line in child.stdout:
        if is_done(line):
            done = line
        else:
            print(line, end="", flush=True)
    code = child.wait()
    if code != 0:
        return code if code > 0 else 128 - code
    folder = json.loads(done)["folder"] if done else ""
    try:
        send(Path("out") / folder, target)
    except Exception as error:  # noqa: BLE001 - whatever it is, a person is told in words.
        return failed(f"It was trained, and could not be carried to {target}: {type(error).__name__}: {error}")
    print(json.dumps({"type": "done", "folder": target}), flush=True)
    return 0


def is_done(line):
    try:
        return json.loads(line).get("type") == "done"
    except (ValueError, AttributeError):
        return False


def send(folder, target):
    import boto3

    bucket, _, prefix = target.removeprefix("s3://").partition("/")
    client = boto3.client("s3")
    for file in sorted(folder.rglob("*")):
        within = file.relative_to(folder)
        # Of other engines the weights lie beside their checkpoints, which stay where they are.
        if file.is_file() and not within.parts[0].startswith("checkpoint-"):
            client.upload_file(str(file), bucket, "/".join([*filter(None, [prefix.strip("/")]), within.as_posix()]))


def failed(words):
    print(json.dumps({"type": "failed", "kind": "died", "error": words}), flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

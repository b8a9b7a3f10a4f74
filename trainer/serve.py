"""Runs a server and ends it when whoever started this is gone, however that ended.

    python serve.py COMMAND ARGUMENT...
"""

import os
import signal
import subprocess
import sys
import time

parent = os.getppid()
server = subprocess.Popen(sys.argv[1:])


def stop(*_):
    server.terminate()


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
while server.poll() is None:
    if os.getppid() != parent:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
    time.sleep(0.5)
sys.exit(server.returncode)

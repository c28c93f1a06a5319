"""How gunicorn serves the demo: on this computer only, quietly, with threads, and with the worker for long work."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
workers = 2
threads = 4
# Load the application once, before the workers, so that it is there when the address is told.
preload_app = True
loglevel = "warning"
control_socket_disable = True

_WORKER = Path(__file__).with_name("work_demo.py")
_started: list["subprocess.Popen[bytes]"] = []


def when_ready(server: Any) -> None:
    """Start the worker, and tell where the site is, once it can be opened."""
    # In a session of its own, so that Ctrl-C reaches it through us alone, once.
    _started.append(
        subprocess.Popen([sys.executable, str(_WORKER), str(os.getpid())], start_new_session=True)
    )
    print(
        f"\nWijkinitiatieven: http://{server.address[0][0]}:{server.address[0][1]}/  (Ctrl-C stops)",
        flush=True,
    )


def on_exit(_server: Any) -> None:
    """Stop the worker with the site; what it was doing is undone by the database, and told by its page."""
    for worker in _started:
        worker.terminate()
        try:
            worker.wait(timeout=3)
        except subprocess.TimeoutExpired:
            worker.kill()
            worker.wait()

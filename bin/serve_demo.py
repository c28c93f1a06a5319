"""How gunicorn serves the demo: on this computer only, quietly, with threads."""

import os
from typing import Any

bind = f"127.0.0.1:{os.environ['PORT']}"
worker_class = "gthread"
workers = 2
threads = 4
# Load the application once, before the workers, so that it is there when the address is told.
preload_app = True
loglevel = "warning"
control_socket_disable = True


def when_ready(server: Any) -> None:
    """Tell where the site is, once it can be opened."""
    print(
        f"\nWijkinitiatieven: http://{server.address[0][0]}:{server.address[0][1]}/  (Ctrl-C stops)",
        flush=True,
    )

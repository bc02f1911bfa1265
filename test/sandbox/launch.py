"""MiniStack on a port of 127.0.0.1 that the system chooses; it calls itself by GATEWAY_PORT, where the front is."""

import asyncio
import os
import signal
import sys
import threading

import sandbox_clock

if "SANDBOX_CLOCK" in os.environ:
    sandbox_clock.install(os.environ["SANDBOX_CLOCK"])

from enforcement import enforcing
from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack.app import app


def end_with_the_sandbox():
    """The sandbox holds the other end of this pipe: when it dies, of whatever, everything here ends too."""
    while sys.stdin.buffer.read(1):
        pass
    os.killpg(0, signal.SIGKILL)


if "SANDBOX_CLOCK" in os.environ:
    sandbox_clock.adapt()
threading.Thread(target=end_with_the_sandbox, daemon=True).start()
config = Config()
config.bind = ["127.0.0.1:0"]
config.keep_alive_timeout = 3600
config.loglevel = "INFO"
asyncio.run(serve(enforcing(app), config))

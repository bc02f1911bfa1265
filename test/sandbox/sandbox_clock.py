"""The sandbox's clock (clock/clock.ts) in place of the machine's: imported before anything that reads the time."""

import os
import struct
import time
from types import SimpleNamespace

machine = SimpleNamespace(**{name: getattr(time, name) for name in dir(time) if not name.startswith("__")})


def install(path):
    file = os.open(path, os.O_RDONLY)

    def now():
        (ahead,) = struct.unpack("<d", os.pread(file, 8, 0))
        return machine.time() + ahead / 1000

    time.time = now


def adapt():
    """What goes by the machine's time all the same, and what must look at the clock more often than it does."""
    from ministack.core import lambda_runtime, sigv4
    from ministack.services import dynamodb, eventbridge, scheduler, sts

    # Functions run as fast as they do, and so do their limits and the life of idle processes.
    lambda_runtime.time = machine
    # Who signs has the machine's clock or this one; nobody's session ends because time flies.
    sigv4.request_time_failure = lambda signature, **_: None
    sts._session_expired = lambda session: False
    sts._evict_expired_sessions = lambda: None
    years = 20 * 365 * 86400
    sts.time = SimpleNamespace(time=lambda: time.time() + years)
    # Schedules are looked at every ten seconds, time to live every minute: of the machine's.
    scheduler._SCHEDULE_TICK_INTERVAL = eventbridge._SCHEDULER_TICK_INTERVAL = 0.25
    dynamodb.time = SimpleNamespace(**{**vars(machine), "time": time.time, "sleep": lambda _: machine.sleep(0.5)})

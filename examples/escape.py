"""Does what untrusted code might try, and says what came of it: assay run examples/escape.py"""

import glob
import os
import socket
import time


def read_accounts():
    return open("/etc/shadow").read()


def find_private_keys():
    return glob.glob("/root/.ssh/*") + glob.glob("/home/*/.ssh/*") or None


def write_to_the_system():
    open("/usr/bin/python3", "w").close()
    return "written"


def call_home():
    return socket.create_connection(("1.1.1.1", 53), timeout=2)


def see_other_programs():
    numbers = [name for name in os.listdir("/proc") if name.isdigit()]
    return numbers if len(numbers) > 2 else None


def become_root():
    os.setuid(0)
    return "root"


def change_the_clock():
    time.clock_settime(time.CLOCK_REALTIME, 0)
    return "changed"


got_through = 0
for attempt in (
    read_accounts,
    find_private_keys,
    write_to_the_system,
    call_home,
    see_other_programs,
    become_root,
    change_the_clock,
):
    try:
        result = attempt()
    except OSError as error:
        result = None
        reason = error.strerror or error
    else:
        reason = "nothing there"
    got_through += result is not None
    print(f"{attempt.__name__.replace('_', ' '):22}", "GOT THROUGH" if result else f"refused: {reason}")

raise SystemExit(got_through)

"""Memory between steps: kept on Linux unless told otherwise. New pages are found all at once."""
import mmap
import subprocess
import sys

import numpy as np

from hornpipe.runtime.memory import is_new, populate

CODE = "import hornpipe.runtime.memory as m; print(m.keep_memory())"


def run(**environment):
    environment = {"PYTHONPATH": ":".join(sys.path), **environment}
    return subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=environment, check=True).stdout.strip()


def test_freed_blocks_are_kept_on_linux_and_given_back_on_request():
    expected = "True" if sys.platform.startswith("linux") else "False"
    assert run() == expected
    assert run(HORNPIPE_KEEP_MEMORY="0") == "False"


def test_new_pages_are_found_all_at_once_and_keep_what_they_hold():
    told = sys.platform.startswith("linux")             # other systems do not tell
    pages = np.frombuffer(mmap.mmap(-1, 16 * mmap.PAGESIZE), np.uint8)
    address = pages.ctypes.data
    assert all(is_new(address + i * mmap.PAGESIZE) == told for i in range(16))
    pages[mmap.PAGESIZE + 5] = 7
    assert is_new(address) == told and not is_new(address + mmap.PAGESIZE)
    done = populate(address + 3, pages.size - 3)        # a tensor need not begin where a page does
    if done:
        assert told and not any(is_new(address + i * mmap.PAGESIZE) for i in range(16))
    assert pages[mmap.PAGESIZE + 5] == 7 and pages.sum() == 7

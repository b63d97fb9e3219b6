"""Memory between steps: kept on Linux unless told otherwise."""
import subprocess
import sys

CODE = "import hornpipe.runtime.memory as m; print(m.keep_memory())"


def run(**environment):
    environment = {"PYTHONPATH": ":".join(sys.path), **environment}
    return subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=environment, check=True).stdout.strip()


def test_freed_blocks_are_kept_on_linux_and_given_back_on_request():
    expected = "True" if sys.platform.startswith("linux") else "False"
    assert run() == expected
    assert run(HORNPIPE_KEEP_MEMORY="0") == "False"

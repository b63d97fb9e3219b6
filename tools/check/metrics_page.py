"""Follows a training in headless Chromium: the page of `fit(view_metrics = TRUE)` must show each epoch while R is busy.

Needs the programs chromium and chromedriver, which set-up does not install; the tests check the page's data without them.
usage: metrics_page.py
"""
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

EPOCHS = 6
TRAINING = """
library(hornpipe)
options(viewer = function(page) writeLines(page, "{told}"))
x <- matrix(rnorm(4000), ncol = 4)
model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 1)
model %>% compile(optimizer = "sgd", loss = "mse", metrics = "mae")
fit(model, x, rowSums(x), epochs = {epochs}, validation_split = 0.2, verbose = 0, view_metrics = TRUE,
    callbacks = callback_lambda(on_epoch_end = function(epoch, logs) Sys.sleep(1.5)))
Sys.sleep(5)
"""
LOOK = "return [document.getElementById('head').textContent, document.querySelectorAll('circle').length, document.querySelectorAll('svg').length]"
OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync"]


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Browser:
    """A session of chromedriver, spoken to in its own protocol."""

    def __init__(self, folder: Path):
        self.address = f"http://127.0.0.1:{free_port()}"
        self.driver = subprocess.Popen(["chromedriver", f"--port={self.address.rpartition(':')[2]}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        options = {"binary": shutil.which("chromium"), "args": [*OPTIONS, f"--user-data-dir={folder}"]}
        for _ in range(50):
            try:
                session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}})
                break
            except OSError:
                time.sleep(0.2)
        self.session = f"/session/{session['sessionId']}"

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path):
        self._call("POST", f"{self.session}/url", {"url": page.as_uri()})

    def ask(self, script: str):
        return self._call("POST", f"{self.session}/execute/sync", {"script": script, "args": []})

    def close(self):
        self._call("DELETE", self.session)
        self.driver.terminate()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder, "page.txt")
        training = subprocess.Popen(["Rscript", "-e", TRAINING.format(told=told, epochs=EPOCHS)])
        browser = Browser(Path(folder, "profile"))
        while not told.exists() and training.poll() is None:
            time.sleep(0.1)
        browser.open(Path(told.read_text().strip()))
        seen = []
        while training.poll() is None and not (seen and seen[-1][0].startswith("Done")):
            look = browser.ask(LOOK)
            if look != (seen[-1] if seen else None):
                print(*look, flush=True)
                seen.append(look)
            time.sleep(0.3)
        browser.close()
        training.wait()
    epochs = [look[0] for look in seen if look[0].startswith("Epoch")]
    fine = len(epochs) >= EPOCHS - 2 and seen[-1] == [f"Done: epoch {EPOCHS} of {EPOCHS}", 4 * EPOCHS, 2]
    print("metrics page:", "follows the training" if fine else "does NOT follow the training")
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())

import http.server
import json
import threading
import urllib.parse

import numpy as np
import pytest

from hornpipe.callbacks import RemoteMonitor


@pytest.fixture
def server():
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.server.requests.append((self.path, self.headers, body))
            self.send_response(self.server.answer)
            self.end_headers()

        def log_message(self, *args):
            pass

    made = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    made.requests, made.answer = [], 200
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


LOGS = {"loss": 0.5, "one": np.arange(1), "many": np.arange(2), "single": np.float32(1.5)}
SENT = {"epoch": 3, "loss": 0.5, "one": 0, "many": [0, 1], "single": 1.5}


def test_a_form_with_json_in_a_field(server):
    RemoteMonitor(f"http://127.0.0.1:{server.server_port}", field="logs").on_epoch_end(3, LOGS)
    path, headers, body = server.requests[0]
    assert path == "/publish/epoch/end/" and headers["Content-Type"] == "application/x-www-form-urlencoded"
    assert json.loads(urllib.parse.parse_qs(body)["logs"][0]) == SENT


def test_json_as_the_body_with_headers(server):
    RemoteMonitor(f"http://127.0.0.1:{server.server_port}", path="/in", headers={"X-Key": "k"}, send_as_json=True).on_epoch_end(3, LOGS)
    path, headers, body = server.requests[0]
    assert (path, headers["Content-Type"], headers["X-Key"]) == ("/in", "application/json", "k")
    assert json.loads(body) == SENT


def test_training_goes_on_without_the_server(server):
    server.answer = 500
    with pytest.warns(UserWarning, match="answered 500"):
        RemoteMonitor(f"http://127.0.0.1:{server.server_port}").on_epoch_end(0, {"loss": 1.0})
    with pytest.warns(UserWarning, match="Could not reach RemoteMonitor root server at http://127.0.0.1:9"):
        RemoteMonitor("http://127.0.0.1:9").on_epoch_end(0, {"loss": 1.0})

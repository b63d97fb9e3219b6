"""Events sent to a server."""
from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
import warnings

import numpy as np

from ..core.types import Flag, Structure, Text
from .callback import Callback


class RemoteMonitor(Callback):
    """Posts the logs of each epoch to a server as JSON.

    Args:
        root: Address of the server.
        path: Path that is posted to.
        field: Name of the form field with the JSON text; unused with `send_as_json`.
        headers: Dictionary of further headers.
        send_as_json: Whether the body is the JSON itself, of type application/json.
    """

    timeout = 10            # seconds

    def __init__(self, root: Text = "http://localhost:9000", path: Text = "/publish/epoch/end/", field: Text = "data", headers: Structure = None,
                 send_as_json: Flag = False):
        self.root = root
        self.path = path
        self.field = field
        self.headers = headers
        self.send_as_json = send_as_json

    def on_epoch_end(self, epoch, logs=None):
        text = json.dumps({"epoch": epoch, **{name: _plain(value) for name, value in (logs or {}).items()}})
        kind, body = ("application/json", text) if self.send_as_json else ("application/x-www-form-urlencoded", urllib.parse.urlencode({self.field: text}))
        try:
            request = urllib.request.Request(self.root + self.path, body.encode(), {"Content-Type": kind, **(self.headers or {})})
            urllib.request.urlopen(request, timeout=self.timeout).close()
        except urllib.error.HTTPError as error:
            warnings.warn(f"The RemoteMonitor server at {self.root} answered {error.code}.", stacklevel=2)
        except (OSError, ValueError) as error:
            warnings.warn(f"Could not reach RemoteMonitor root server at {self.root}: {error}", stacklevel=2)


def _plain(value):
    if not isinstance(value, (np.ndarray, np.generic)):
        return value
    return value.item() if value.size == 1 else value.tolist()

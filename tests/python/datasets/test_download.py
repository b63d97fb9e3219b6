import hashlib
import http.server
import threading

import pytest

from hornpipe.core.errors import ArgumentError
from hornpipe.datasets.download import DownloadError, get_file
from hornpipe.runtime import settings

CONTENT = bytes(range(256)) * 4096                      # 1 MiB
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Server(http.server.BaseHTTPRequestHandler):
    ranges, stop_after = [], None

    def do_GET(self):
        if self.path != "/data.bin":
            return self.send_error(404, "Not here")
        asked = self.headers.get("Range")
        type(self).ranges.append(asked)
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
        if start >= len(CONTENT):
            return self.send_error(416, "Range Not Satisfiable")
        self.send_response(206 if asked else 200)
        self.send_header("Content-Length", str(len(CONTENT) - start))
        self.end_headers()
        self.wfile.write(CONTENT[start : self.stop_after])
        type(self).stop_after = None

    def log_message(self, *args):
        pass


@pytest.fixture
def origin():
    Server.ranges, Server.stop_after = [], None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/data.bin"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    return tmp_path


def test_downloads_once_into_the_cache(origin, home):
    path = get_file("data.bin", origin, file_hash=SHA256)
    assert path == str(home / "datasets" / "data.bin")
    assert open(path, "rb").read() == CONTENT
    assert get_file(origin=origin, file_hash=SHA256) == path
    assert len(Server.ranges) == 1
    get_file(origin=origin, force_download=True)
    assert len(Server.ranges) == 2
    assert sorted(p.name for p in (home / "datasets").iterdir()) == ["data.bin"]


def test_an_interrupted_download_goes_on_where_it_stopped(origin, home):
    Server.stop_after = 300_000
    with pytest.raises(DownloadError, match="300000 of 1048576 bytes"):
        get_file("data.bin", origin, file_hash=SHA256)
    assert not (home / "datasets" / "data.bin").exists()
    path = get_file("data.bin", origin, file_hash=SHA256)
    assert open(path, "rb").read() == CONTENT
    assert Server.ranges == [None, "bytes=300000-"]


def test_a_part_of_another_version_is_thrown_away(origin, home):
    (home / "datasets").mkdir()
    (home / "datasets" / "data.bin.part").write_bytes(b"something else")
    path = get_file("data.bin", origin, file_hash=SHA256)
    assert open(path, "rb").read() == CONTENT
    assert Server.ranges == ["bytes=14-", None]


def test_a_damaged_cached_file_is_fetched_again(origin, home):
    (home / "datasets").mkdir()
    (home / "datasets" / "data.bin").write_bytes(b"damaged")
    assert open(get_file("data.bin", origin, file_hash=SHA256), "rb").read() == CONTENT


def test_a_wrong_checksum_is_an_error_and_leaves_nothing(origin, home):
    with pytest.raises(DownloadError, match=f"sha256 sum is {SHA256}, not 0000"):
        get_file("data.bin", origin, file_hash="0" * 64)
    assert list((home / "datasets").iterdir()) == []
    with pytest.raises(DownloadError, match="md5 sum is"):
        get_file("data.bin", origin, md5_hash="0" * 32)


def test_without_a_network_the_error_says_what_to_do(origin, home):
    with pytest.raises(DownloadError, match="HTTP 404.*put it at .*other.bin"):
        get_file("other.bin", origin.replace("data", "other"))
    with pytest.raises(OSError, match="Could not download http://127.0.0.1:9/x"):
        get_file(origin="http://127.0.0.1:9/x")


def test_names_are_names(origin):
    with pytest.raises(ArgumentError, match="without folders"):
        get_file("../x", origin)
    with pytest.raises(ArgumentError, match="`origin` must be a URL"):
        get_file("x")
    with pytest.raises(ArgumentError, match="`fname` is needed"):
        get_file(origin="http://127.0.0.1:9/")


def test_the_cache_may_be_elsewhere_and_what_keras_brought_is_used(origin, monkeypatch, tmp_path):
    monkeypatch.delenv("KERAS_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    brought = get_file("a.bin", origin)
    assert brought == str(tmp_path / ".keras" / "datasets" / "a.bin")
    monkeypatch.setattr(settings, "_cache", str(tmp_path / "elsewhere"))
    assert get_file("b.bin", origin) == str(tmp_path / "elsewhere" / "datasets" / "b.bin")
    assert get_file("a.bin", origin) == brought

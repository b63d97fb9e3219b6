import zlib

import event_reader
import numpy as np

from hornpipe.callbacks import event_file
from hornpipe.callbacks.event_file import EventFile


def written(tmp_path, *summaries, step=3):
    file = EventFile(tmp_path)
    file.add(step, *summaries)
    file.close()
    return event_reader.summaries(tmp_path)


def test_scalars_come_back(tmp_path):
    found = written(tmp_path, event_file.scalar("loss", 0.25), event_file.scalar("größe", -1e30), step=2**40)
    assert found == [(2**40, "loss", {2: 0.25}), (2**40, "größe", {2: np.float32(-1e30)})]


def test_histograms_count_every_value(tmp_path):
    (_, tag, entry), = written(tmp_path, event_file.histogram("w", [0.0, 1.0, 1.0, np.nan]))
    proto = dict(event_reader.fields(entry[5]))
    assert (tag, proto[1], proto[2], proto[3], proto[4], proto[5]) == ("w", 0.0, 1.0, 3.0, 2.0, 2.0)
    assert np.frombuffer(proto[7], "<f8").sum() == 3 and len(proto[6]) == len(proto[7]) == 30 * 8
    assert written(tmp_path / "empty", event_file.histogram("w", []))


def test_images_are_png(tmp_path):
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    (_, _, entry), = written(tmp_path, event_file.image("picture", pixels))
    proto = dict(event_reader.fields(entry[4]))
    assert (proto[1], proto[2], proto[3]) == (2, 4, 3)
    png = proto[4]
    assert png.startswith(b"\x89PNG\r\n\x1a\n") and png[-12:] == b"\x00\x00\x00\x00IEND\xaeB`\x82"
    start = png.index(b"IDAT")
    size = int.from_bytes(png[start - 4:start], "big")
    rows = np.frombuffer(zlib.decompress(png[start + 4:start + 4 + size]), np.uint8).reshape(2, 13)
    np.testing.assert_array_equal(rows[:, 1:].reshape(2, 4, 3), pixels)


def test_texts_name_their_plugin(tmp_path):
    (_, _, entry), = written(tmp_path, event_file.text("keras", "{}", "graph_keras_model"))
    tensor, metadata = dict(event_reader.fields(entry[8])), dict(event_reader.fields(entry[9]))
    assert tensor[1] == 7 and tensor[8] == b"{}"
    assert dict(event_reader.fields(metadata[1])) == {1: b"graph_keras_model", 2: b"1"}


def test_no_event_no_file(tmp_path):
    file = EventFile(tmp_path / "run")
    file.flush()
    file.close()
    assert not (tmp_path / "run").exists()


def test_a_file_that_is_closed_is_followed_by_another(tmp_path):
    file = EventFile(tmp_path)
    for step in range(2):
        file.add(step, event_file.scalar("x", step))
        file.close()
    assert len(list(tmp_path.iterdir())) == 2
    assert [s for s, _, _ in event_reader.summaries(tmp_path)] == [0, 1]

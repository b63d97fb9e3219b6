import numpy as np
import pytest

from hornpipe.preprocessing.image import ImageDataGenerator

PLAIN = {"shuffle": False, "target_size": (4, 5)}


@pytest.fixture
def folder(tmp_path, pillow):
    for i, path in enumerate(("a/0.png", "a/1.png", "a/2.jpg", "a/notes.txt", "b/0.png")):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        with open(tmp_path / path, "wb") as file:
            np.save(file, np.full((4, 5, 3), i, "uint8"))
    return tmp_path


def test_a_folder(folder):
    flow = ImageDataGenerator(rescale=10.0).flow_from_directory(folder, batch_size=3, **PLAIN)
    assert flow.class_indices == {"a": 0, "b": 1} and flow.filenames == ["a/0.png", "a/1.png", "a/2.jpg", "b/0.png"]
    assert (flow.n, flow.samples, flow.num_classes, len(flow)) == (4, 4, 2, 2)
    x, y = flow[1]
    np.testing.assert_array_equal(x, np.full((1, 4, 5, 3), 40.0))
    np.testing.assert_array_equal(y, [[0, 1]])
    assert [len(next(flow)[0]) for _ in range(4)] == [3, 1, 3, 1]
    flow.reset()
    assert len(next(flow)[0]) == 3


@pytest.mark.parametrize("mode, y", [("sparse", [1.0, 1]), ("categorical", [[0, 1.0], [0, 1]]), (None, None)])
def test_modes_and_order_of_classes(folder, mode, y):
    batch = ImageDataGenerator().flow_from_directory(folder, classes=["b", "a"], class_mode=mode, **PLAIN)[0]
    if mode is None:
        assert batch.shape == (4, 4, 5, 3)
    else:
        np.testing.assert_array_equal(batch[1][1:3], y)


def test_parts_are_taken_of_each_class(folder):
    generator = ImageDataGenerator(validation_split=0.4)
    assert generator.flow_from_directory(folder, subset="validation", **PLAIN).filenames == ["a/0.png"]
    assert generator.flow_from_directory(folder, subset="training", **PLAIN).filenames == ["a/1.png", "a/2.jpg", "b/0.png"]


def test_a_table(folder):
    table = {"filename": ["b/0.png", "a/0.png", "gone.png", "a/1.png"], "class": ["y", "x", "x", "z"], "v": [1.0, 2, 3, 4], "w": [0.5, 1, 1, 2]}
    generator = ImageDataGenerator()
    with pytest.warns(UserWarning, match="1 rows of the table are left out"):
        flow = generator.flow_from_dataframe(table, folder, weight_col="w", classes=["x", "y"], **PLAIN)
    x, y, w = flow[0]
    assert flow.filenames == ["b/0.png", "a/0.png"] and x[0, 0, 0, 0] == 4
    np.testing.assert_array_equal(y, [[0, 1], [1, 0]])
    np.testing.assert_array_equal(w, [0.5, 1])
    with pytest.warns(UserWarning):
        np.testing.assert_array_equal(generator.flow_from_dataframe(table, folder, y_col=["v", "w"], class_mode="raw", **PLAIN)[0][1][0], [1, 0.5])
    with pytest.warns(UserWarning):
        assert len(generator.flow_from_dataframe(table, folder, y_col=["v", "w"], class_mode="multi_output", **PLAIN)[0][1]) == 2


def test_a_file_may_have_several_classes(folder):
    table = {"filename": ["a/0.png", "a/1.png"], "class": [["x", "y"], ["z"]]}
    np.testing.assert_array_equal(ImageDataGenerator().flow_from_dataframe(table, folder, **PLAIN)[0][1], [[1, 1, 0], [0, 0, 1]])


def test_changed_images_are_saved(folder, tmp_path):
    (tmp_path / "seen").mkdir()
    next(ImageDataGenerator().flow(np.zeros((2, 4, 4, 3)), save_to_dir=tmp_path / "seen", save_prefix="look"))
    assert sorted(p.name[:6] for p in (tmp_path / "seen").iterdir()) == ["look_0", "look_1"]


def test_arrays_with_other_inputs():
    (x, other), y = ImageDataGenerator().flow(([np.zeros((4, 2, 2, 1)), np.arange(4)]), np.arange(4), batch_size=2, shuffle=False)[1]
    assert x.shape == (2, 2, 2, 1)
    np.testing.assert_array_equal(other, [2, 3])
    np.testing.assert_array_equal(y, [2, 3])


def test_refuses(folder):
    generator = ImageDataGenerator(validation_split=0.5)
    x = np.zeros((4, 2, 2, 1))
    for call, words in (
        (lambda: generator.flow(x, [1]), "`y` must have a row for each of the 4 images, got 1."),
        (lambda: generator.flow(x[0]), "`x` must be images, with 4 axes"),
        (lambda: generator.flow(x, [0, 0, 1, 1], subset="training"), "have different classes"),
        (lambda: generator.flow(x, subset="test"), "`subset` must be one of"),
        (lambda: generator.flow_from_directory("nowhere"), "`directory` must be an existing folder"),
        (lambda: generator.flow_from_directory(folder, class_mode="raw"), "`class_mode` must be one of"),
        (lambda: generator.flow_from_dataframe({"f": []}, folder), "`x_col` must be a column of the table, got 'filename'."),
        (lambda: generator.flow_from_dataframe({"filename": ["a/0.png"], "class": ["x"]}, folder, class_mode="binary"), "there must be 2 classes, got 1"),
    ):
        with pytest.raises(ValueError, match=words.replace("(", "\\(")):
            call()

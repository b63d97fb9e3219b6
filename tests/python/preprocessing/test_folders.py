import numpy as np
import pytest
import torch

import hornpipe as keras


@pytest.fixture
def texts(tmp_path):
    """Two classes, "neg" of 3 files and "pos" of 5, one of these in a folder below."""
    for name, count in (("pos", 4), ("neg", 3)):
        (tmp_path / name).mkdir()
        for i in range(count):
            (tmp_path / name / f"{i}.txt").write_text(f"{name} {i}", encoding="utf-8")
    (tmp_path / "pos" / "more").mkdir()
    (tmp_path / "pos" / "more" / "9.TXT").write_text("pos 9")
    (tmp_path / "pos" / "notes.md").write_text("no sample")
    (tmp_path / ".hidden").mkdir()
    return tmp_path


def read(folder, **kwargs):
    return keras.utils.text_dataset_from_directory(folder, verbose=False, **kwargs)


def test_labels_are_inferred_in_alphabetical_order(texts, capsys):
    dataset = keras.utils.text_dataset_from_directory(texts, batch_size=3, shuffle=False)
    assert capsys.readouterr().out == "Found 8 files belonging to 2 classes.\n"
    assert dataset.class_names == ["neg", "pos"] and len(dataset) == 3
    batches = list(dataset)
    assert [x.tolist() for x, _ in batches] == [["neg 0", "neg 1", "neg 2"], ["pos 0", "pos 1", "pos 2"], ["pos 3", "pos 9"]]
    assert [y.tolist() for _, y in batches] == [[0, 0, 0], [1, 1, 1], [1, 1]] and batches[0][1].dtype == torch.int32
    assert [p.rsplit("/", 1)[1] for p in dataset.file_paths] == ["0.txt", "1.txt", "2.txt", "0.txt", "1.txt", "2.txt", "3.txt", "9.TXT"]


def test_label_modes(texts):
    _, y = read(texts, shuffle=False, label_mode="categorical")[0]
    assert y.dtype == "float32" and y[2].tolist() == [1, 0] and y[3].tolist() == [0, 1]
    _, y = read(texts, shuffle=False, label_mode="binary")[0]
    assert y.dtype == "float32" and y.shape == (8, 1) and y.sum() == 5
    assert read(texts, shuffle=False, label_mode=None)[0].tolist()[:2] == ["neg 0", "neg 1"]
    unlabelled = read(texts, labels=None)
    assert unlabelled.class_names is None and unlabelled[0].shape == (8,)


def test_class_names_choose_and_order_the_folders(texts):
    dataset = read(texts, class_names=["pos", "neg"], shuffle=False)
    assert dataset.class_names == ["pos", "neg"] and dataset[0][1].tolist() == [0] * 5 + [1] * 3
    assert read(texts, class_names=["neg"])[0][0].shape == (3,)


def test_labels_that_are_given_go_by_the_paths(texts):
    dataset = read(texts, labels=[2, 1, 0, 1, 2, 0, 2, 2], shuffle=False)
    assert dataset.class_names == ["0", "1", "2"] and dataset[0][1].tolist() == [2, 1, 0, 1, 2, 0, 2, 2]


def test_parts_are_apart_and_a_seed_repeats_them(texts):
    train, test = read(texts, validation_split=0.3, subset="both", seed=4)
    assert (train.num_samples, test.num_samples) == (6, 2) and not set(train.file_paths) & set(test.file_paths)
    again = read(texts, validation_split=0.3, subset="validation", seed=4)
    assert again.file_paths == test.file_paths
    drawn = np.random.RandomState(4).permutation(8)         # Keras draws so, which makes a seed mean the same files
    everything = read(texts, shuffle=False).file_paths
    assert test.file_paths == [everything[i] for i in drawn[-2:]]
    assert read(texts, validation_split=0.3, subset="validation", shuffle=False).file_paths == everything[-2:]


def test_shuffling_gives_each_epoch_another_order_and_keeps_pairs(texts):
    dataset = read(texts, batch_size=8, seed=1)
    epochs = [next(iter(dataset)) for _ in range(4)]
    assert len({tuple(x) for x, _ in epochs}) > 1
    for x, y in epochs:
        assert y.tolist() == [int(text.startswith("pos")) for text in x]
    again = read(texts, batch_size=8, seed=1)
    assert [x.tolist() for x, _ in epochs] == [next(iter(again))[0].tolist() for _ in range(4)]


def test_max_length_counts_bytes_and_drops_a_cut_character(texts):
    (texts / "neg" / "0.txt").write_bytes("äöü".encode())
    assert read(texts, shuffle=False, max_length=3)[0][0].tolist()[:2] == ["ä", "neg"]


def test_without_a_batch_size_samples_come_alone(texts):
    dataset = read(texts, batch_size=None, shuffle=False)
    assert len(dataset) == 8 and dataset[3] == ("pos 0", 1)


@pytest.mark.parametrize("arguments, message", [
    ({"labels": "other"}, "`labels` argument should be \"inferred\", None or a list of ints"),
    ({"labels": [0, 1]}, "Expected the lengths of `labels` to match the number of files in the target directory: `labels` has 2"),
    ({"labels": [0] * 8, "class_names": ["a"]}, "only pass `class_names` if `labels=\"inferred\"`"),
    ({"label_mode": "other"}, "`label_mode` argument must be one of"),
    ({"class_names": ["cat"]}, "`class_names` passed did not match the names of the folders"),
    ({"class_names": ["neg"], "label_mode": "binary"}, "there must be exactly 2 classes, got 1"),
    ({"validation_split": 2, "subset": "training"}, "`validation_split` must be between 0 and 1, got 2."),
    ({"validation_split": 0.2}, "`validation_split` must be set, and inversely, got `subset`=None and `validation_split`=0.2."),
    ({"validation_split": 0.2, "subset": "test"}, "`subset` must be either \"training\", \"validation\" or \"both\", got 'test'."),
    ({"validation_split": 0.2, "subset": "training"}, "you must provide a `seed`"),
    ({"validation_split": 0.05, "subset": "both", "seed": 1}, "No validation text files found in directory"),
    ({"format": "csv"}, "`format` should be \"tf\" or \"grain\""),
    ({"batch_size": 0}, "`batch_size` must be a positive integer, got 0."),
])
def test_wrong_arguments_are_named(texts, arguments, message):
    with pytest.raises(ValueError) as error:
        read(texts, **arguments)
    assert message in str(error.value)


def test_empty_and_missing_folders(tmp_path):
    with pytest.raises(ValueError, match="No text files found in directory .* Allowed formats: .txt."):
        read(tmp_path)
    with pytest.raises(ValueError, match="`directory` must be an existing folder"):
        read(tmp_path / "nowhere")

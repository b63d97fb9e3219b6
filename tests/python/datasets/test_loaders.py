"""The loaders on small files of the published formats, put in the cache; the order after shuffling is NumPy's, as in Keras."""
import gzip
import hashlib
import io
import pickle
import tarfile

import numpy as np
import pytest

from hornpipe.core.errors import ArgumentError, FileFormatError, UnsafeFileError
from hornpipe.datasets import boston_housing, california_housing, cifar10, cifar100, fashion_mnist, imdb, mnist, reuters
from hornpipe.datasets.download import digest


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    folder = tmp_path / "datasets"
    folder.mkdir()
    return folder


def test_mnist(cache, monkeypatch):
    images = np.arange(2 * 28 * 28, dtype="uint8").reshape(2, 28, 28)
    np.savez(cache / "mnist.npz", x_train=images, y_train=np.uint8([3, 4]), x_test=images[:1], y_test=np.uint8([5]))
    monkeypatch.setattr(mnist, "SHA256", digest(cache / "mnist.npz"))
    (x_train, y_train), (x_test, y_test) = mnist.load_data()
    assert np.array_equal(x_train, images) and y_train.tolist() == [3, 4] and x_test.shape == (1, 28, 28) and y_test.tolist() == [5]


def test_fashion_mnist_reads_the_idx_format(cache, monkeypatch):
    def idx(array):
        return b"\0\0\x08" + bytes([array.ndim]) + np.array(array.shape, ">u4").tobytes() + array.tobytes()

    folder = cache / "fashion-mnist"
    folder.mkdir()
    arrays = {"train-labels": np.uint8([1, 2, 3]), "train-images": np.arange(12, dtype="uint8").reshape(3, 2, 2),
              "t10k-labels": np.uint8([9]), "t10k-images": np.zeros((1, 2, 2), "uint8")}
    sums = {}
    for name, array in arrays.items():
        file = f"{name}-idx{array.ndim}-ubyte.gz"
        (folder / file).write_bytes(gzip.compress(idx(array)))
        sums[file] = hashlib.sha256(idx(array)).hexdigest()
    monkeypatch.setattr(fashion_mnist, "FILES", sums)
    (x_train, y_train), (x_test, y_test) = fashion_mnist.load_data()
    assert np.array_equal(x_train, arrays["train-images"]) and y_train.tolist() == [1, 2, 3]
    assert x_test.shape == (1, 2, 2) and y_test.tolist() == [9]
    x_train[0, 0, 0] = 7                                # the arrays are the caller's
    (folder / "t10k-images-idx3-ubyte.gz").write_bytes(gzip.compress(b"other"))
    with pytest.raises(FileFormatError, match="damaged"):
        fashion_mnist.load_data()


def test_fashion_mnist_is_found_in_the_system_folder(monkeypatch, tmp_path):
    (tmp_path / "system").mkdir()
    (tmp_path / "system" / "f.gz").write_bytes(b"")
    monkeypatch.setattr(fashion_mnist, "SYSTEM_FOLDER", tmp_path / "system")
    assert fashion_mnist._find("f.gz") == tmp_path / "system" / "f.gz"


def save_ragged(path, **arrays):
    np.savez(path, **{k: np.array(v + [None], dtype=object)[:-1] if isinstance(v[0], list) else np.array(v) for k, v in arrays.items()})


def test_imdb(cache, monkeypatch):
    texts = [[i, i + 1, 1] for i in range(1, 8)] + [[9] * 10]
    save_ragged(cache / "imdb.npz", x_train=texts, y_train=list(range(8)), x_test=texts[:3], y_test=[0, 1, 0])
    monkeypatch.setattr(imdb, "SHA256", digest(cache / "imdb.npz"))
    (x_train, y_train), (x_test, _) = imdb.load_data(maxlen=8, num_words=8)
    rng = np.random.RandomState(113)
    order = np.arange(8)
    rng.shuffle(order)
    kept = [i for i in order if i != 7]
    assert y_train.tolist() == kept and len(x_test) == 3
    # start, then words + 3, those from 8 on out of vocabulary
    assert x_train[0] == [1] + [w + 3 if w + 3 < 8 else 2 for w in texts[kept[0]]]
    (x_train, _), _ = imdb.load_data(start_char=None, index_from=0, oov_char=None, skip_top=2)
    assert all(2 <= w < 9 for text in x_train for w in text)
    with pytest.raises(ArgumentError, match="`maxlen` leaves no review"):
        imdb.load_data(maxlen=2)


def test_reuters(cache, monkeypatch):
    save_ragged(cache / "reuters.npz", x=[[i, i + 1] for i in range(1, 11)], y=list(range(10)))
    monkeypatch.setattr(reuters, "SHA256", digest(cache / "reuters.npz"))
    (x_train, y_train), (x_test, y_test) = reuters.load_data(test_split=0.3)
    order = np.arange(10)
    np.random.RandomState(113).shuffle(order)
    assert y_train.tolist() == order[:7].tolist() and y_test.tolist() == order[7:].tolist()
    assert x_train[0] == [1, order[0] + 4, order[0] + 5 if order[0] + 5 < 14 else 2]
    assert len(reuters.get_label_names()) == 46 and reuters.get_label_names()[3] == "earn"


class Gadget:
    def __reduce__(self):
        return (eval, ("1 + 1",))


def test_a_pickle_with_anything_but_arrays_is_refused(cache, monkeypatch):
    np.savez(cache / "reuters.npz", x=np.array([Gadget(), [1]], dtype=object), y=np.array([1, 2]))
    monkeypatch.setattr(reuters, "SHA256", digest(cache / "reuters.npz"))
    with pytest.raises(UnsafeFileError, match="builtins.eval"):
        reuters.load_data()


def cifar_archive(path, folder, files):
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            data = pickle.dumps({k.encode(): v for k, v in content.items()}, protocol=2)
            info = tarfile.TarInfo(f"{folder}/{name}")
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


def test_cifar(cache, monkeypatch):
    def batch(n, start, **labels):
        return {"data": np.full((n, 3072), start, "uint8"), **labels}

    files = {f"data_batch_{i}": batch(2, i, labels=[i, i]) for i in range(1, 6)} | {"test_batch": batch(1, 9, labels=[9])}
    cifar_archive(cache / "cifar-10-batches-py-target_archive", "cifar-10-batches-py", files)
    monkeypatch.setattr(cifar10, "SHA256", digest(cache / "cifar-10-batches-py-target_archive"))
    (x_train, y_train), (x_test, y_test) = cifar10.load_data()
    assert x_train.shape == (10, 32, 32, 3) and y_train.dtype == np.uint8 and y_train.ravel().tolist() == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert x_test.shape == (1, 32, 32, 3) and y_test.tolist() == [[9]]

    files = {part: batch(2, 1, fine_labels=[11, 12], coarse_labels=[1, 2]) for part in ("train", "test")}
    cifar_archive(cache / "cifar-100-python-target_archive", "cifar-100-python", files)
    monkeypatch.setattr(cifar100, "SHA256", digest(cache / "cifar-100-python-target_archive"))
    assert cifar100.load_data()[0][1].tolist() == [[11], [12]]
    assert cifar100.load_data("coarse")[1][1].tolist() == [[1], [2]]
    with pytest.raises(ArgumentError, match="`label_mode` must be one of"):
        cifar100.load_data("finest")


def test_housing(cache, monkeypatch):
    x, y = np.arange(1400.0).reshape(700, 2), np.arange(700.0)
    for module, name in ((boston_housing, "boston"), (california_housing, "california")):
        path = cache / f"{name}_housing.npz"
        np.savez(path, x=x, y=y)
        monkeypatch.setattr(module, "SHA256", digest(path))
        (x_train, y_train), (_, y_test) = module.load_data(test_split=0.25)
        order = np.arange(700)
        np.random.RandomState(113).shuffle(order)
        assert np.array_equal(y_train, order[:525]) and np.array_equal(y_test, order[525:]) and np.array_equal(x_train, x[order[:525]])
        with pytest.raises(ArgumentError, match="`test_split` must be at least 0 and below 1, got 1.5"):
            module.load_data(test_split=1.5)
    assert len(california_housing.load_data("small")[0][1]) == 480


def test_a_path_elsewhere_is_read_as_it_is(tmp_path, monkeypatch):
    own = tmp_path / "own" / "numbers.npz"
    own.parent.mkdir()
    images = np.zeros((2, 28, 28), "uint8")
    np.savez(own, x_train=images, y_train=np.uint8([3, 4]), x_test=images, y_test=np.uint8([5, 6]))
    assert mnist.load_data(str(own))[1][1].tolist() == [5, 6]
    with pytest.raises(ArgumentError, match="`path` must be a file, or its name in the cache, got '.*other.npz'"):
        mnist.load_data(str(own.parent / "other.npz"))
    with pytest.raises(ArgumentError, match="`path` must be the folder of train-labels-idx1-ubyte.gz, .*, got '.*own'"):
        fashion_mnist.load_data(str(own.parent))
    with pytest.raises(ArgumentError, match="`path` must be the archive or its folder, got '.*none'"):
        cifar10.load_data(str(own.parent / "none"))


def test_an_archive_elsewhere_is_unpacked_into_the_cache(tmp_path, monkeypatch):
    folder = tmp_path / "cifar-100-python"
    folder.mkdir()
    for part in ("train", "test"):
        content = {b"data": np.zeros((1, 3072), "uint8"), b"fine_labels": [7], b"coarse_labels": [2]}
        (folder / part).write_bytes(pickle.dumps(content, protocol=2))
    with tarfile.open(tmp_path / "own.tar.gz", "w:gz") as archive:
        archive.add(folder, "cifar-100-python")
    monkeypatch.setattr(cifar100, "SHA256", digest(tmp_path / "own.tar.gz"))
    assert cifar100.load_data(path=str(tmp_path / "own.tar.gz"))[0][1].tolist() == [[7]]
    for path in (folder, tmp_path):             # unpacked: the folder itself, or the one around it
        assert cifar100.load_data("coarse", path=str(path))[0][1].tolist() == [[2]]

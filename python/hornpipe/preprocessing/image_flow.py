"""Endless batches of images for an `ImageDataGenerator`: from an array, from a folder, from a table of files."""
from __future__ import annotations

import os
import warnings

import numpy as np

from ..core.arguments import choice, positive
from ..core.errors import ArgumentError, ArgumentTypeError, DataError, ShapeError, got
from ..core.types import Array, DType, Flag, Int, Path, Structure, Text, Texts
from ..runtime import console, dtypes, settings
from ..training.py_dataset import PyDataset
from .image_file import MODES, img_to_array, load_img, pillow, save_img

FORMATS = (".png", ".jpg", ".jpeg", ".bmp", ".ppm", ".tif", ".tiff")


class Iterator(PyDataset):
    """Batches of numbered samples, as often as one asks: `next()` never ends, by number there are `len()`.

    Args:
        n: Number of samples.
        batch_size: Samples in a batch.
        shuffle: Whether each round has another order.
        seed: Makes orders and changes repeatable.
    """

    decides_order = True        # fit(shuffle=) has no say

    def __init__(self, n: Int, batch_size: Int, shuffle: Flag, seed: Int = None):
        super().__init__()
        self.n, self.batch_size, self.shuffle, self.seed = n, positive("batch_size", batch_size), shuffle, seed
        self.batch_index = self.total_batches_seen = 0
        self.index_array = None
        self._random = np.random

    def reset(self):
        """Begins anew: the next batch is the first."""
        self.batch_index = 0

    def on_epoch_end(self):
        self._set_order()

    def _set_order(self):
        self.index_array = self._random.permutation(self.n) if self.shuffle else np.arange(self.n)

    def __len__(self):
        return -(-self.n // self.batch_size)

    def __getitem__(self, index):
        if not 0 <= index < len(self):
            raise IndexError(f"Batch {index} of {len(self)} batches.")
        self._seed_batch()
        if self.index_array is None:
            self._set_order()
        return self.read(self.index_array[index * self.batch_size:(index + 1) * self.batch_size])

    def __iter__(self):
        return self

    def __next__(self):
        if self.batch_index >= max(len(self), 1):
            self.batch_index = 0
        self._seed_batch()
        if self.batch_index == 0:
            self._set_order()
        first = self.batch_index * self.batch_size
        self.batch_index += 1
        return self.read(self.index_array[first:first + self.batch_size])

    def _seed_batch(self):
        if self.seed is not None:           # Keras: each batch has a seed of its own
            self._random = np.random.RandomState(self.seed + self.total_batches_seen)
        self.total_batches_seen += 1

    def read(self, rows):
        """The batch of some samples, by their numbers."""
        raise NotImplementedError(f"{type(self).__name__} must define `read(rows)`.")

    def _changed(self, x):
        generator = self.image_data_generator
        if generator is None:
            return x
        return generator.standardize(generator.apply_transform(x.astype(self.dtype), generator.draw(x.shape, self._random)))

    def _save(self, images, rows):
        """Writes the images of a batch into files, for one to look at."""
        if self.save_to_dir:
            for row, image in zip(rows, images):
                name = f"{self.save_prefix}_{row}_{np.random.randint(10**7)}.{self.save_format}"
                save_img(os.path.join(self.save_to_dir, name), image, self.data_format)

    def _set_saving(self, data_format, save_to_dir, save_prefix, save_format, dtype):
        self.data_format, self.dtype = settings.data_format_or_default(data_format), dtypes.standardize_dtype(dtype)
        self.save_to_dir, self.save_prefix, self.save_format = save_to_dir, save_prefix, save_format


def _part(generator, subset):
    """The fractions between which a subset lies: the first samples validate."""
    if subset is None:
        return 0, 1
    choice("subset", subset, ("training", "validation"))
    split = generator.validation_split
    return (0, split) if subset == "validation" else (split, 1)


class NumpyArrayIterator(Iterator):
    """Batches of images in an array.

    Args:
        x: Images, with 4 axes; or a pair of images and a list of other inputs.
        y: Targets, or `None`.
        image_data_generator: How images are changed.
        batch_size: Images in a batch.
        shuffle: Whether each round has another order.
        sample_weight: A weight for each image.
        seed: Makes orders and changes repeatable.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        save_to_dir: Folder into which changed images are written, for one to look at.
        save_prefix, save_format: Beginning and ending of their names.
        subset: "training" or "validation", as the generator's `validation_split` says.
        ignore_class_split: Whether the two parts may have different classes.
        dtype: Of the batches; floatx if `None`.
    """

    def __init__(self, x: Array, y: Array, image_data_generator: Structure, batch_size: Int = 32, shuffle: Flag = False, sample_weight: Array = None,
                 seed: Int = None, data_format: Text = None, save_to_dir: Path = None, save_prefix: Text = "", save_format: Text = "png",
                 subset: Text = None, ignore_class_split: Flag = False, dtype: DType = None):
        self._set_saving(data_format, save_to_dir, save_prefix, save_format, dtype)
        x, others = (x[0], x[1]) if isinstance(x, (tuple, list)) else (x, [])
        others = [np.asarray(o) for o in (others if isinstance(others, list) else [others])]
        y, sample_weight = (None if a is None else np.asarray(a) for a in (y, sample_weight))
        for name, array in (("x[1]", others), ("y", [y]), ("sample_weight", [sample_weight])):
            for a in array:
                if a is not None and len(a) != len(x):
                    raise DataError(f"`{name}` must have a row for each of the {len(x)} images, got {len(a)}.", argument=name, actual=len(a), expected=len(x))
        first, last = (int(len(x) * at) for at in _part(image_data_generator, subset))
        if subset is not None and y is not None and not ignore_class_split:
            middle = int(len(x) * image_data_generator.validation_split)
            if not np.array_equal(np.unique(y[:middle]), np.unique(y[middle:])):
                raise DataError("The training and validation parts of `y` have different classes; arrays that are sorted by class must be shuffled first.",
                                argument="y", actual=subset)
        rows = slice(first, last)
        self.x, self.x_misc = np.asarray(x, self.dtype)[rows], [o[rows] for o in others]
        self.y, self.sample_weight = (None if a is None else a[rows] for a in (y, sample_weight))
        if self.x.ndim != 4:
            raise ShapeError(f"`x` must be images, with 4 axes, got shape {self.x.shape}.", argument="x", expected=4, actual=self.x.shape)
        self.image_data_generator = image_data_generator
        super().__init__(len(self.x), batch_size, shuffle, seed)

    def read(self, rows):
        images = np.stack([self._changed(self.x[i]) for i in rows]).astype(self.dtype)
        self._save(images, rows)
        parts = [[images, *(o[rows] for o in self.x_misc)] if self.x_misc else images]
        parts += [a[rows] for a in (self.y, self.sample_weight if self.y is not None else None) if a is not None]
        return tuple(parts) if len(parts) > 1 else parts[0]


class _FileIterator(Iterator):
    """Batches of image files: what folders and tables share."""

    class_modes = ("categorical", "binary", "sparse", "input", None)
    sample_weight = None

    def _set_files(self, generator, target_size, color_mode, class_mode, subset, interpolation, keep_aspect_ratio):
        pillow(type(self).__name__)
        self.image_data_generator, self.target_size = generator, tuple(target_size)
        self.color_mode, self.class_mode = choice("color_mode", color_mode, MODES), choice("class_mode", class_mode, self.class_modes)
        self.interpolation, self.keep_aspect_ratio, self.subset = interpolation, keep_aspect_ratio, subset
        channels = {"rgb": 3, "rgba": 4, "grayscale": 1}[color_mode]
        self.image_shape = (*self.target_size, channels) if self.data_format == "channels_last" else (channels, *self.target_size)

    def read(self, rows):
        images = np.zeros((len(rows), *self.image_shape), self.dtype)
        for at, row in enumerate(rows):
            image = load_img(self.filepaths[row], self.color_mode, self.target_size, self.interpolation, self.keep_aspect_ratio)
            images[at] = self._changed(img_to_array(image, self.data_format))
        self._save(images, rows)
        if self.class_mode is None:
            return images
        targets = self._targets(images, rows)
        return (images, targets) if self.sample_weight is None else (images, targets, self.sample_weight[rows])

    def _targets(self, images, rows):
        if self.class_mode == "input":
            return images.copy()
        if self.class_mode == "raw":
            return self.labels[rows]
        if self.class_mode == "multi_output":
            return [column[rows] for column in self.labels]
        classes = [self.classes[row] for row in rows]
        if self.class_mode != "categorical":
            return np.array(classes, self.dtype)
        hot = np.zeros((len(rows), len(self.class_indices)), self.dtype)
        for at, some in enumerate(classes):
            hot[at, some] = 1
        return hot


class DirectoryIterator(_FileIterator):
    """Batches of the images below a folder, each subfolder a class.

    Args:
        directory: The folder.
        image_data_generator: How images are changed.
        target_size: Height and width, to which images are resized.
        color_mode: "rgb", "rgba" or "grayscale".
        classes: Subfolders in the order of their labels; all, in alphabetical order, if `None`.
        class_mode: "categorical" for one-hot rows, "binary" or "sparse" for class numbers, "input" for the images themselves, or `None`.
        batch_size: Images in a batch.
        shuffle: Whether each round has another order.
        seed: Makes orders and changes repeatable.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        save_to_dir: Folder into which changed images are written, for one to look at.
        save_prefix, save_format: Beginning and ending of their names.
        follow_links: Whether to enter folders that are symbolic links.
        subset: "training" or "validation", as the generator's `validation_split` says, within each class.
        interpolation: "nearest", "bilinear", "bicubic", "hamming", "box" or "lanczos".
        keep_aspect_ratio: Whether to cut off what would distort an image.
        dtype: Of the batches; floatx if `None`.

    Attributes:
        class_indices: Dictionary from names of classes to labels.
        filenames: The files, below `directory`; `classes` has their labels.
    """

    def __init__(self, directory: Path, image_data_generator: Structure, target_size: Structure = (256, 256), color_mode: Text = "rgb", classes: Texts = None,
                 class_mode: Text = "categorical", batch_size: Int = 32, shuffle: Flag = True, seed: Int = None, data_format: Text = None,
                 save_to_dir: Path = None, save_prefix: Text = "", save_format: Text = "png", follow_links: Flag = False, subset: Text = None,
                 interpolation: Text = "nearest", keep_aspect_ratio: Flag = False, dtype: DType = None):
        self._set_saving(data_format, save_to_dir, save_prefix, save_format, dtype)
        self._set_files(image_data_generator, target_size, color_mode, class_mode, subset, interpolation, keep_aspect_ratio)
        directory = os.fspath(directory)
        if not os.path.isdir(directory):
            raise ArgumentError(f"`directory` must be an existing folder, {got(directory)}.", argument="directory", actual=directory)
        names = list(classes) if classes else sorted(name for name in os.listdir(directory) if os.path.isdir(os.path.join(directory, name)))
        self.directory, self.num_classes, self.class_indices = directory, len(names), {name: i for i, name in enumerate(names)}
        self.filenames, labels = [], []
        low, high = _part(image_data_generator, subset)
        for label, name in enumerate(names):
            found = [os.path.relpath(path, directory) for path in _images_below(os.path.join(directory, name), follow_links)]
            found = found[int(low * len(found)):int(high * len(found))]
            self.filenames += found
            labels += [label] * len(found)
        self.samples, self.classes = len(self.filenames), np.array(labels, "int32")
        self.filepaths = [os.path.join(directory, name) for name in self.filenames]
        console.say(f"Found {self.samples} images belonging to {self.num_classes} classes.")
        super().__init__(self.samples, batch_size, shuffle, seed)

    @property
    def labels(self):
        """Class numbers of the files."""
        return self.classes


def _images_below(folder, follow_links):
    for root, _, names in sorted(os.walk(folder, followlinks=follow_links), key=lambda entry: entry[0]):
        yield from (os.path.join(root, name) for name in sorted(names) if name.lower().endswith(FORMATS))


class DataFrameIterator(_FileIterator):
    """Batches of the image files that a table names.

    Args:
        dataframe: A table: a data frame, or a dictionary of columns.
        directory: Folder that the names are below; they are whole paths if `None`.
        image_data_generator: How images are changed.
        x_col: Column with the files' names.
        y_col: Column with the targets; several for "raw" and "multi_output".
        weight_col: Column with weights.
        target_size: Height and width, to which images are resized.
        color_mode: "rgb", "rgba" or "grayscale".
        classes: Classes in the order of their labels, others are left out; all, in alphabetical order, if `None`.
        class_mode: "categorical", "binary", "sparse", "input", "raw" for the values themselves, "multi_output" for a list of them, or `None`.
        batch_size: Images in a batch.
        shuffle: Whether each round has another order.
        seed: Makes orders and changes repeatable.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        save_to_dir: Folder into which changed images are written, for one to look at.
        save_prefix, save_format: Beginning and ending of their names.
        subset: "training" or "validation", as the generator's `validation_split` says.
        interpolation: "nearest", "bilinear", "bicubic", "hamming", "box" or "lanczos".
        keep_aspect_ratio: Whether to cut off what would distort an image.
        dtype: Of the batches; floatx if `None`.
        validate_filenames: Whether rows whose file is no image, or not there, are left out.
    """

    class_modes = ("categorical", "binary", "sparse", "input", "raw", "multi_output", None)

    def __init__(self, dataframe: Structure, directory: Path = None, image_data_generator: Structure = None, x_col: Text = "filename", y_col: Texts = "class",
                 weight_col: Text = None, target_size: Structure = (256, 256), color_mode: Text = "rgb", classes: Texts = None,
                 class_mode: Text = "categorical", batch_size: Int = 32, shuffle: Flag = True, seed: Int = None, data_format: Text = None,
                 save_to_dir: Path = None, save_prefix: Text = "", save_format: Text = "png", subset: Text = None, interpolation: Text = "nearest",
                 keep_aspect_ratio: Flag = False, dtype: DType = None, validate_filenames: Flag = True):
        self._set_saving(data_format, save_to_dir, save_prefix, save_format, dtype)
        class_mode = "raw" if class_mode == "other" else class_mode
        self._set_files(image_data_generator, target_size, color_mode, class_mode, subset, interpolation, keep_aspect_ratio)
        if class_mode == "multi_output" and not isinstance(y_col, (list, tuple)):
            raise ArgumentTypeError(f'With `class_mode="multi_output"`, `y_col` must be a list of columns, {got(y_col)}.', argument="y_col", actual=y_col)
        self.directory = directory or ""
        names = _column(dataframe, x_col, "x_col")
        if not all(isinstance(name, str) for name in names):
            raise ArgumentTypeError(f"The column {x_col!r} must hold the names of files.", argument="x_col", actual=x_col)
        paths = [os.path.join(self.directory, name) for name in names]
        rows = [i for i, path in enumerate(paths) if not validate_filenames or (path.lower().endswith(FORMATS) and os.path.isfile(path))]
        if len(rows) < len(paths):
            warnings.warn(f"{len(paths) - len(rows)} rows of the table are left out: their file is no image, or is not there.", stacklevel=3)
        by_class = class_mode in ("categorical", "binary", "sparse")
        if by_class:
            labels = _column(dataframe, y_col, "y_col")
            rows, labels = self._set_classes([(i, labels[i]) for i in rows], classes)
        low, high = _part(image_data_generator, subset)
        kept = slice(int(low * len(rows)), int(high * len(rows)))
        rows = rows[kept]
        if by_class:
            self.classes = labels[kept]
        elif class_mode in ("raw", "multi_output"):
            columns = [np.array([_column(dataframe, name, "y_col")[i] for i in rows]) for name in (y_col if isinstance(y_col, (list, tuple)) else [y_col])]
            self.labels = columns if class_mode == "multi_output" else np.stack(columns, -1) if isinstance(y_col, (list, tuple)) else columns[0]
        if weight_col:
            self.sample_weight = np.array([_column(dataframe, weight_col, "weight_col")[i] for i in rows], float)
        self.filenames, self.filepaths, self.samples = [names[i] for i in rows], [paths[i] for i in rows], len(rows)
        belonging = f" belonging to {len(self.class_indices)} classes" if by_class else ""
        console.say(f"Found {self.samples} {'' if validate_filenames else 'non-'}validated image filenames{belonging}.")
        super().__init__(self.samples, batch_size, shuffle, seed)

    def _set_classes(self, found, classes):
        """(rows, labels) of the files whose class is wanted; a row with a list of classes keeps those that are."""
        lists = {i: list(some) if isinstance(some, (list, tuple)) else [some] for i, some in found}
        names = list(dict.fromkeys(classes)) if classes else sorted({name for some in lists.values() for name in some})
        if self.class_mode == "binary" and len(names) != 2:
            raise DataError(f'With `class_mode="binary"` there must be 2 classes, got {len(names)}.', argument="class_mode", actual=len(names), expected=2)
        if not all(isinstance(name, str) for name in names):
            raise ArgumentTypeError("Classes must be strings; numbers are targets for `class_mode=\"raw\"`.", argument="y_col", actual=names)
        self.class_indices = {name: i for i, name in enumerate(names)}
        labels = {i: [self.class_indices[name] for name in some if name in self.class_indices] for i, some in lists.items()}
        rows = [i for i, _ in found if labels[i]]
        single = {i for i, some in found if not isinstance(some, (list, tuple))}
        return rows, [labels[i][0] if i in single else labels[i] for i in rows]


def _column(table, name, argument):
    try:
        return list(table[name])
    except KeyError:
        raise ArgumentError(f"`{argument}` must be a column of the table, {got(name)}.", argument=argument, actual=name) from None

"""`ImageDataGenerator` of Keras 2: batches of images, changed at random and standardized."""
from __future__ import annotations

import warnings

import numpy as np

from ..core.arguments import choice
from ..core.errors import ArgumentError, ShapeError, got
from ..core.types import Array, Callables, DType, Flag, Int, Path, Real, Reals, Structure, Text, Texts
from ..runtime import dtypes, settings
from .image_change import FILL_MODES, apply_affine_transform, apply_brightness_shift, apply_channel_shift, two
from .image_flow import DataFrameIterator, DirectoryIterator, NumpyArrayIterator

_TINY = 1e-6


class ImageDataGenerator:
    """Says how images are changed and standardized; `flow()` and its relatives make batches of them.

    Args:
        featurewise_center: Whether to take the mean of the channels off, which `fit()` learns.
        samplewise_center: Whether to take its mean off each image.
        featurewise_std_normalization: Whether to divide by the standard deviation of the channels, which `fit()` learns.
        samplewise_std_normalization: Whether to divide each image by its standard deviation.
        zca_whitening: Whether to whiten, by what `fit()` learns.
        zca_epsilon: Added to the singular values of the whitening.
        rotation_range: Greatest angle in degrees.
        width_shift_range, height_shift_range: Greatest shift: a fraction below 1, a number of pixels, or a list of pixels to choose from.
        brightness_range: Two factors between which brightness is drawn.
        shear_range: Greatest shear in degrees.
        zoom_range: Greatest change of scale, or the two scales between which it is drawn.
        channel_shift_range: Greatest number added to the values.
        fill_mode: What lies outside: "nearest", "constant", "reflect" or "wrap".
        cval: The value for "constant".
        horizontal_flip, vertical_flip: Whether half of the images are mirrored.
        rescale: Factor for the values, applied after the changes.
        preprocessing_function: Function of an image, applied after the changes and before `rescale`.
        data_format: "channels_last" or "channels_first"; the setting if `None`.
        validation_split: Fraction kept for `subset="validation"`.
        interpolation_order: 0 for the nearest pixel, 1 for linear interpolation.
        dtype: Of the batches; floatx if `None`.

    Example:
        >>> generator = ImageDataGenerator(rotation_range=20, horizontal_flip=True, rescale=1 / 255)
        >>> model.fit(generator.flow(x, y, batch_size=32))
    """

    def __init__(self, featurewise_center: Flag = False, samplewise_center: Flag = False, featurewise_std_normalization: Flag = False,
                 samplewise_std_normalization: Flag = False, zca_whitening: Flag = False, zca_epsilon: Real = 1e-6, rotation_range: Real = 0,
                 width_shift_range: Reals = 0.0, height_shift_range: Reals = 0.0, brightness_range: Reals = None, shear_range: Real = 0.0,
                 zoom_range: Reals = 0.0, channel_shift_range: Real = 0.0, fill_mode: Text = "nearest", cval: Real = 0.0, horizontal_flip: Flag = False,
                 vertical_flip: Flag = False, rescale: Real = None, preprocessing_function: Callables = None, data_format: Text = None,
                 validation_split: Real = 0.0, interpolation_order: Int = 1, dtype: DType = None):
        self.samplewise_center = bool(samplewise_center or samplewise_std_normalization)
        self.samplewise_std_normalization = samplewise_std_normalization
        self.featurewise_center = bool(featurewise_center or featurewise_std_normalization or zca_whitening)
        self.featurewise_std_normalization = bool(featurewise_std_normalization and not zca_whitening)
        self.zca_whitening, self.zca_epsilon = zca_whitening, zca_epsilon
        self.rotation_range, self.width_shift_range, self.height_shift_range = rotation_range, width_shift_range, height_shift_range
        self.brightness_range = None if brightness_range is None else two("brightness_range", brightness_range)
        self.shear_range, self.channel_shift_range = shear_range, channel_shift_range
        self.zoom_range = (1 - zoom_range, 1 + zoom_range) if isinstance(zoom_range, (int, float)) else two("zoom_range", zoom_range)
        self.fill_mode, self.cval = choice("fill_mode", fill_mode, FILL_MODES), cval
        self.horizontal_flip, self.vertical_flip = horizontal_flip, vertical_flip
        self.rescale, self.preprocessing_function = rescale, preprocessing_function
        self.data_format = settings.data_format_or_default(data_format)
        self.channel_axis, self.row_axis, self.col_axis = (3, 1, 2) if self.data_format == "channels_last" else (1, 2, 3)
        if validation_split and not 0 < validation_split < 1:
            raise ArgumentError(f"`validation_split` must be between 0 and 1, {got(validation_split)}.", argument="validation_split", actual=validation_split)
        self.validation_split = validation_split
        self.interpolation_order = choice("interpolation_order", interpolation_order, (0, 1))
        self.dtype = dtypes.standardize_dtype(dtype)
        self.mean = self.std = self.zca_whitening_matrix = None

    # ------------------------------------------------------------ batches

    def flow(self, x: Array, y: Array = None, batch_size: Int = 32, shuffle: Flag = True, sample_weight: Array = None, seed: Int = None,
             save_to_dir: Path = None, save_prefix: Text = "", save_format: Text = "png", ignore_class_split: Flag = False, subset: Text = None):
        """Batches of images in an array; see `NumpyArrayIterator`."""
        return NumpyArrayIterator(x, y, self, batch_size, shuffle, sample_weight, seed, self.data_format, save_to_dir, save_prefix, save_format, subset,
                                  ignore_class_split, self.dtype)

    def flow_from_directory(self, directory: Path, target_size: Structure = (256, 256), color_mode: Text = "rgb", classes: Texts = None,
                            class_mode: Text = "categorical", batch_size: Int = 32, shuffle: Flag = True, seed: Int = None, save_to_dir: Path = None,
                            save_prefix: Text = "", save_format: Text = "png", follow_links: Flag = False, subset: Text = None,
                            interpolation: Text = "nearest", keep_aspect_ratio: Flag = False):
        """Batches of the images below a folder, each subfolder a class; see `DirectoryIterator`."""
        return DirectoryIterator(directory, self, target_size, color_mode, classes, class_mode, batch_size, shuffle, seed, self.data_format, save_to_dir,
                                 save_prefix, save_format, follow_links, subset, interpolation, keep_aspect_ratio, self.dtype)

    def flow_from_dataframe(self, dataframe: Structure, directory: Path = None, x_col: Text = "filename", y_col: Texts = "class", weight_col: Text = None,
                            target_size: Structure = (256, 256), color_mode: Text = "rgb", classes: Texts = None, class_mode: Text = "categorical",
                            batch_size: Int = 32, shuffle: Flag = True, seed: Int = None, save_to_dir: Path = None, save_prefix: Text = "",
                            save_format: Text = "png", subset: Text = None, interpolation: Text = "nearest", validate_filenames: Flag = True,
                            keep_aspect_ratio: Flag = False):
        """Batches of the image files that a table names; see `DataFrameIterator`."""
        return DataFrameIterator(dataframe, directory, self, x_col, y_col, weight_col, target_size, color_mode, classes, class_mode, batch_size, shuffle,
                                 seed, self.data_format, save_to_dir, save_prefix, save_format, subset, interpolation, keep_aspect_ratio, self.dtype,
                                 validate_filenames)

    # ------------------------------------------------------------ what is done to an image

    def get_random_transform(self, img_shape: Structure, seed: Int = None):
        """What is to be done to an image, drawn at random.

        Args:
            img_shape: Shape of the image.
            seed: Makes the draws repeatable.

        Returns:
            A dictionary for `apply_transform()`.
        """
        return self.draw(img_shape, np.random if seed is None else np.random.RandomState(seed))

    def draw(self, img_shape, random):
        """As `get_random_transform()`, from a NumPy generator."""
        # In Keras' order, so that a seed draws the same.
        theta = random.uniform(-self.rotation_range, self.rotation_range) if self.rotation_range else 0
        tx = _shift(self.height_shift_range, img_shape[self.row_axis - 1], random)
        ty = _shift(self.width_shift_range, img_shape[self.col_axis - 1], random)
        shear = random.uniform(-self.shear_range, self.shear_range) if self.shear_range else 0
        zx, zy = (1, 1) if self.zoom_range == (1, 1) else random.uniform(*self.zoom_range, 2)
        flips = [bool(random.random_sample() < 0.5) and wanted for wanted in (self.horizontal_flip, self.vertical_flip)]
        intensity = random.uniform(-self.channel_shift_range, self.channel_shift_range) if self.channel_shift_range else None
        brightness = None if self.brightness_range is None else random.uniform(*self.brightness_range)
        return {"theta": theta, "tx": tx, "ty": ty, "shear": shear, "zx": zx, "zy": zy, "flip_horizontal": flips[0], "flip_vertical": flips[1],
                "channel_shift_intensity": intensity, "brightness": brightness}

    def apply_transform(self, x: Array, transform_parameters: Structure):
        """An image changed as told.

        Args:
            x: Image with 3 axes.
            transform_parameters: Dictionary as `get_random_transform()` gives it.
        """
        told = transform_parameters.get
        rows, columns, channels = self.row_axis - 1, self.col_axis - 1, self.channel_axis - 1
        x = apply_affine_transform(x, told("theta", 0), told("tx", 0), told("ty", 0), told("shear", 0), told("zx", 1), told("zy", 1), rows, columns, channels,
                                   self.fill_mode, self.cval, self.interpolation_order)
        if told("channel_shift_intensity") is not None:
            x = apply_channel_shift(x, told("channel_shift_intensity"), channels)
        if told("flip_horizontal"):
            x = np.flip(x, columns)
        if told("flip_vertical"):
            x = np.flip(x, rows)
        return x if told("brightness") is None else apply_brightness_shift(x, told("brightness"), False)

    def random_transform(self, x: Array, seed: Int = None):
        """An image changed at random.

        Args:
            x: Image with 3 axes.
            seed: Makes the draws repeatable.
        """
        return self.apply_transform(x, self.get_random_transform(np.shape(x), seed))

    def standardize(self, x: Array):
        """Images standardized as the constructor said.

        Args:
            x: An image or a batch.
        """
        if self.preprocessing_function:
            x = self.preprocessing_function(x)
        x = np.array(x, dtype=self.dtype)
        if self.rescale:
            x *= self.rescale
        if self.samplewise_center:
            x -= x.mean()
        if self.samplewise_std_normalization:
            x /= x.std() + _TINY
        if self.featurewise_center and self._learned("featurewise_center", self.mean):
            x -= self.mean
        if self.featurewise_std_normalization and self._learned("featurewise_std_normalization", self.std):
            x /= self.std + _TINY
        if self.zca_whitening and self._learned("zca_whitening", self.zca_whitening_matrix):
            x = (x.reshape(-1, len(self.zca_whitening_matrix)) @ self.zca_whitening_matrix).reshape(x.shape)
        return x

    @staticmethod
    def _learned(what, value):
        if value is None:
            warnings.warn(f"`{what}` needs numbers that `fit()` learns; without it nothing is done.", stacklevel=4)
        return value is not None

    def fit(self, x: Array, augment: Flag = False, rounds: Int = 1, seed: Int = None):
        """Learns means, standard deviations and the whitening, as far as they are wanted.

        Args:
            x: Images, with 4 axes.
            augment: Whether to learn from changed images.
            rounds: How often each image is changed then.
            seed: Makes the changes repeatable.
        """
        x = np.array(x, dtype=self.dtype)
        if x.ndim != 4:
            raise ShapeError(f"`x` must be images, with 4 axes, got shape {x.shape}.", argument="x", expected=4, actual=x.shape)
        if self.rescale:
            x *= self.rescale
        if augment:
            random = np.random if seed is None else np.random.RandomState(seed)
            x = np.stack([self.apply_transform(image, self.draw(image.shape, random)) for _ in range(rounds) for image in x])
        axes, shape = (0, self.row_axis, self.col_axis), [1, 1, 1]
        shape[self.channel_axis - 1] = x.shape[self.channel_axis]
        if self.featurewise_center:
            self.mean = x.mean(axes).reshape(shape)
            x = x - self.mean
        if self.featurewise_std_normalization:
            self.std = x.std(axes).reshape(shape)
            x = x / (self.std + _TINY)
        if self.zca_whitening:
            u, s, _ = np.linalg.svd(x.reshape(len(x), -1).T, full_matrices=False)
            self.zca_whitening_matrix = (u * (np.sqrt(len(x)) / (s + self.zca_epsilon))) @ u.T


def _shift(limit, size, random):
    """A shift in pixels: from a list of pixels, of up to so many pixels, or of up to a fraction of the size."""
    if not np.any(limit):
        return 0
    if isinstance(limit, (list, tuple)) or (isinstance(limit, int) and limit >= 1):
        drawn = random.choice(limit) * random.choice([-1, 1])       # an int: any whole number below it
    else:
        drawn = random.uniform(-limit, limit)
    return drawn * size if np.max(limit) < 1 else drawn

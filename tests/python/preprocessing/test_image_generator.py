import golden
import numpy as np
import pytest

import hornpipe as keras
from hornpipe.preprocessing.image import ImageDataGenerator

RECORDED = golden.arrays("image_generator.npz")
X = np.random.default_rng(0).uniform(0, 255, (7, 9, 6, 3)).astype("float32")
Y = np.arange(7) % 2
OPTIONS = [
    {"rotation_range": 30}, {"rotation_range": 30, "fill_mode": "constant", "cval": 7.0}, {"rotation_range": 80, "fill_mode": "reflect"},
    {"rotation_range": 50, "fill_mode": "wrap"}, {"width_shift_range": 0.3}, {"height_shift_range": 0.3, "fill_mode": "constant"}, {"width_shift_range": 3},
    {"height_shift_range": [-2, 1, 3]}, {"shear_range": 20.0}, {"zoom_range": 0.4}, {"zoom_range": [0.5, 0.9]}, {"channel_shift_range": 40.0},
    {"horizontal_flip": True, "vertical_flip": True}, {"brightness_range": [0.3, 1.8]}, {"samplewise_std_normalization": True, "samplewise_center": True},
    {"featurewise_center": True, "featurewise_std_normalization": True, "rescale": 1 / 255}, {"zca_whitening": True, "featurewise_center": True},
    {"rotation_range": 10, "width_shift_range": 0.1, "height_shift_range": 0.2, "shear_range": 5.0, "zoom_range": 0.2, "horizontal_flip": True,
     "rescale": 1 / 255}, {"rotation_range": 40, "interpolation_order": 0},
]


@pytest.mark.parametrize("i", range(len(OPTIONS)))
def test_a_seed_gives_the_batches_of_keras_2(i):
    generator = ImageDataGenerator(**OPTIONS[i])
    if generator.featurewise_center:
        generator.fit(X, augment=i % 2 == 1, rounds=2, seed=3)
    batches = generator.flow(X, Y, batch_size=3, seed=5)
    x, y = next(batches)
    np.testing.assert_allclose(x, RECORDED[f"{i}_0_x"], rtol=1e-5, atol=1e-4)
    np.testing.assert_array_equal(y, RECORDED[f"{i}_0_y"])
    for _ in range(3):
        next(batches)
    np.testing.assert_allclose(batches[1][0], RECORDED[f"{i}_s"], rtol=1e-5, atol=1e-4)


def test_parts_of_a_split():
    generator = ImageDataGenerator(validation_split=0.4)
    np.testing.assert_allclose(generator.flow(X, Y, batch_size=9, subset="validation", shuffle=False)[0][0], RECORDED["va"], rtol=1e-6)
    assert len(generator.flow(X, Y, batch_size=2, subset="training")) == 3


def test_transforms_can_be_drawn_changed_and_applied():
    generator = ImageDataGenerator(rotation_range=30, horizontal_flip=True)
    told = generator.get_random_transform(X[0].shape, seed=1)
    assert told == generator.get_random_transform(X[0].shape, seed=1) and abs(told["theta"]) <= 30
    np.testing.assert_array_equal(generator.apply_transform(X[0], {"flip_horizontal": True}), X[0][:, ::-1])
    np.testing.assert_array_equal(generator.random_transform(X[0], seed=1), generator.apply_transform(X[0], told))


def test_preprocessing_function_comes_first_and_input_stays():
    generator = ImageDataGenerator(preprocessing_function=lambda x: x + 1, rescale=2.0)
    before = X.copy()
    np.testing.assert_allclose(generator.flow(X, shuffle=False, batch_size=7)[0], (X + 1) * 2, rtol=1e-6)
    np.testing.assert_array_equal(X, before)


def test_trains_a_model():
    model = keras.Sequential([keras.Input((9, 6, 3)), keras.layers.Flatten(), keras.layers.Dense(1, activation="sigmoid")])
    model.compile("sgd", "binary_crossentropy")
    history = model.fit(ImageDataGenerator(horizontal_flip=True, rescale=1 / 255).flow(X, Y, batch_size=4), epochs=2, verbose=0)
    assert len(history.history["loss"]) == 2


def test_refuses_and_warns():
    for options, words in (({"zoom_range": [1, 2, 3]}, "`zoom_range` must be two numbers"), ({"fill_mode": "mirror"}, "`fill_mode` must be one of"),
                           ({"validation_split": 2}, "`validation_split` must be between 0 and 1"), ({"interpolation_order": 3}, "`interpolation_order`")):
        with pytest.raises(ValueError, match=words):
            ImageDataGenerator(**options)
    with pytest.raises(ValueError, match="`x` must be images, with 4 axes"):
        ImageDataGenerator().fit(X[0])
    with pytest.warns(UserWarning, match="`featurewise_center` needs numbers that `fit\\(\\)` learns"):
        ImageDataGenerator(featurewise_center=True).standardize(X[0])

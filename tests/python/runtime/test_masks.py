"""Masks drawn ahead are those of one draw after another, and leave torch's generator where these do."""
import numpy as np
import pytest
import torch

import hornpipe
from hornpipe.runtime import masks, random

layers = hornpipe.layers


def net(*between):
    return hornpipe.Sequential([hornpipe.Input((12,)), *between, layers.Dense(32, activation="relu"), layers.Dropout(0.3), layers.Dense(18, activation="relu"),
                                layers.Dropout(0.5), layers.Dense(3, activation="softmax")])


def trained(make=net, callbacks=(), y_of=None, **options):
    hornpipe.utils.set_random_seed(3)
    model = make()
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    x, y = np.random.rand(700, 12).astype("float32"), np.random.randint(0, 3, 700)
    history = model.fit(x, y, epochs=2, batch_size=32, verbose=0, callbacks=list(callbacks), **options).history
    return [*model.get_weights(), np.array(history["loss"]), torch.rand(3).numpy()]


def one_by_one(monkeypatch, *arguments, **options):
    with monkeypatch.context() as changed:
        changed.setattr(masks, "STEPS", 1)
        return trained(*arguments, **options)


def assert_same(found, expected):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_array_equal(a, b)


@pytest.fixture
def blocks(monkeypatch):
    """Counts what is drawn for several steps at once."""
    made, init = [], masks._Block.__init__
    monkeypatch.setattr(masks._Block, "__init__", lambda self, forms, steps: (made.append(steps), init(self, forms, steps))[1])
    return made


def test_masks_ahead_are_those_of_one_draw_after_another(monkeypatch, blocks):
    found = trained()
    assert blocks and set(blocks) == {16}           # 21 whole batches and a smaller one: the rest of a block was given back
    assert_same(found, one_by_one(monkeypatch))


def test_a_layer_that_draws_for_itself_finds_the_generator_in_its_place(monkeypatch, blocks):
    noisy = lambda: net(layers.GaussianNoise(0.1))      # noqa: E731
    found = trained(noisy)
    assert blocks == []
    assert_same(found, one_by_one(monkeypatch, noisy))


def test_nothing_is_drawn_ahead_where_a_callback_sees_each_batch(blocks):
    class Draws(hornpipe.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            torch.rand(1)

    trained(callbacks=[Draws()])
    assert blocks == []


def test_nothing_is_drawn_ahead_beside_layers_of_the_user(blocks):
    class Own(layers.Layer):
        def call(self, x):
            return x + torch.rand(1)

    trained(lambda: net(Own()))
    assert blocks == []


def test_large_masks_are_drawn_one_by_one(monkeypatch, blocks):
    monkeypatch.setattr(masks, "ENTRIES", 2 * 32 * (32 + 18) - 1)
    trained()
    assert blocks == []


def test_streams_are_those_behind_the_last_mask_taken():
    form = ((8, 5), 0.25, torch.float32)
    torch.manual_seed(1)
    expected = [masks.take(*form) for _ in range(6)]
    state = random.streams()["torch"]
    torch.manual_seed(1)
    with masks.alone(True):
        found = []
        for _ in range(6):
            masks.begin()
            found.append(masks.take(*form))
        assert random.streams()["torch"] == state
    assert all(torch.equal(a, b) for a, b in zip(found, expected))


def test_draws_of_others_are_not_taken_back():
    torch.manual_seed(1)
    with masks.alone(True):
        for _ in range(4):
            masks.begin()
            masks.take((4, 4), 0.5, torch.float32)
        torch.rand(1)
        state = torch.get_rng_state()
    assert torch.equal(torch.get_rng_state(), state)


@pytest.mark.parametrize("shape", [(7,), (3, 5), (2, 3, 8), ()])
def test_a_mask_is_0_at_the_rate_and_keeps_the_mean(shape):
    torch.manual_seed(0)
    found = torch.stack([masks.take(shape, 0.25, torch.float32) for _ in range(4000)])
    assert found.shape == (4000, *shape)
    assert found.unique().tolist() == pytest.approx([0, 4 / 3])
    assert found.mean().item() == pytest.approx(1, abs=0.05)

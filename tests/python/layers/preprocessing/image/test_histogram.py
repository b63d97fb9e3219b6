"""Layers that spread values over their range."""
import numpy as np
import pytest
import torch

from hornpipe import layers

IMAGES = torch.from_numpy(np.random.default_rng(0).normal(128, 12, (2, 16, 18, 3)).clip(0, 255).astype("float32"))


def test_equalized_values_fill_the_range_evenly():
    found = layers.Equalization()(IMAGES)
    counts = np.histogram(found[..., 0].numpy(), bins=4, range=(0, 255))[0]
    assert counts.max() - counts.min() <= counts.mean() * 0.25 and found.min() <= 1 and found.max() >= 254


def test_a_flat_image_stays():
    flat = torch.full((1, 4, 4, 3), 90.0)
    assert torch.isfinite(layers.Equalization()(flat)).all()


@pytest.mark.parametrize("kind,options", (("Equalization", {}), ("ContrastLimitedAdaptiveHistogramEqualization", {"tile_grid_size": (2, 3)})))
def test_formats_and_ranges(kind, options):
    layer = getattr(layers, kind)
    wanted = layer(**options)(IMAGES.round())
    torch.testing.assert_close(layer(data_format="channels_first", **options)(IMAGES.round().movedim(-1, 1)).movedim(1, -1), wanted)
    small = layer(value_range=(0, 1), **options)(IMAGES.round() / 255) * 255
    assert (small - wanted).abs().mean() < 4


def test_a_tile_without_limit_is_equalized_alone():
    layer = layers.ContrastLimitedAdaptiveHistogramEqualization(tile_grid_size=(1, 1), clip_limit=0)
    found, levels = layer(IMAGES[:1, ..., :1]), IMAGES[0, ..., 0].int().flatten().numpy()
    below = np.cumsum(np.bincount(levels, minlength=256))
    wanted = (below - below.min()) * 255 / (below[-1] - below.min())
    np.testing.assert_allclose(found.flatten(), wanted[levels], rtol=1e-4, atol=1e-3)


def test_a_limit_tames_it():
    spreads = [layers.ContrastLimitedAdaptiveHistogramEqualization(tile_grid_size=(2, 2), clip_limit=limit)(IMAGES).std().item() for limit in (1.0, 4.0, 0)]
    assert IMAGES.std().item() < spreads[0] < spreads[1] < spreads[2]


def test_tiles_that_do_not_fit_are_mirrored_at_the_ends():
    layer = layers.ContrastLimitedAdaptiveHistogramEqualization(tile_grid_size=(3, 4))
    x = IMAGES[:, :7, :9]
    assert layer(x).shape == x.shape and layer(x[0]).shape == x.shape[1:]

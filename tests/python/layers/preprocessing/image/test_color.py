"""Layers that change pixels one by one: by hand, with factors that leave nothing to chance."""
import numpy as np
import pytest
import torch

from hornpipe import layers

IMAGES = torch.from_numpy(np.random.default_rng(0).uniform(0, 255, (2, 5, 4, 3)).astype("float32"))
GRAY = (IMAGES * torch.tensor([0.299, 0.587, 0.114])).sum(-1, keepdim=True)


def changed(kind, x=IMAGES, **options):
    return getattr(layers, kind)(**options)(x, training=True)


@pytest.mark.parametrize("kind,options,wanted", (
    ("RandomBrightness", {"factor": (0.2, 0.2)}, lambda x: (x + 51).clamp(0, 255)),
    ("RandomBrightness", {"factor": (1, 1), "value_range": (0, 100)}, lambda x: x * 0 + 100),
    ("RandomColorDegeneration", {"factor": (1, 1)}, lambda x: GRAY.expand_as(x)), ("RandomColorDegeneration", {"factor": (0, 0)}, lambda x: x),
    ("RandomSaturation", {"factor": (0.5, 0.5)}, lambda x: x), ("RandomHue", {"factor": (0, 0)}, lambda x: x),
    ("RandomGrayscale", {"factor": 1.0}, lambda x: GRAY.expand_as(x)), ("RandomGrayscale", {"factor": 0.0}, lambda x: x),
    ("RandomInvert", {"factor": (1, 1)}, lambda x: 255 - x), ("RandomInvert", {"factor": (0, 0)}, lambda x: x),
    ("Solarization", {}, lambda x: 255 - x),
))
def test_by_hand(kind, options, wanted):
    torch.testing.assert_close(changed(kind, **options), wanted(IMAGES), rtol=1e-3, atol=0.05)


def test_a_saturation_of_zero_is_gray():
    found = changed("RandomSaturation", factor=(0, 0))
    torch.testing.assert_close(found, IMAGES.amax(-1, keepdim=True).expand_as(found), rtol=1e-3, atol=0.05)


def test_solarization_adds_and_inverts_from_the_threshold_on():
    x = torch.tensor([[[[0.1, 0.5, 0.9]]]])
    found = layers.Solarization(value_range=(0, 1)).transform_images(x, {"additions": torch.tensor(51.0), "thresholds": torch.tensor(153.0)})
    torch.testing.assert_close(found, torch.tensor([[[[0.3, 0.3, 0.0]]]]))


def test_contrast_keeps_the_mean():
    found = changed("RandomContrast", IMAGES / 8 + 100, factor=(0.5, 0.5))
    torch.testing.assert_close(found.mean((1, 2)), (IMAGES / 8 + 100).mean((1, 2)), rtol=1e-3, atol=0.1)


def test_posterization_keeps_the_first_bits():
    assert changed("RandomPosterization", torch.tensor([[[[255.0, 100.0, 37.0]]]]), factor=(3, 3)).tolist() == [[[[224, 96, 32]]]]


def test_contrast_to_the_whole_range():
    x = torch.tensor([50.0, 100.0, 150.0]).view(1, 3, 1, 1)
    assert layers.AutoContrast()(x).flatten().tolist() == [0, 127.5, 255]
    flat = torch.full((1, 3, 3, 1), 7.0)
    assert layers.AutoContrast()(flat).tolist() == flat.tolist()


def test_contrast_of_channels_first():
    first, last = layers.AutoContrast(data_format="channels_first"), layers.AutoContrast(data_format="channels_last")
    torch.testing.assert_close(first(IMAGES.movedim(-1, 1)).movedim(1, -1), last(IMAGES))


def test_jitter_is_one_change_after_the_other():
    found = changed("RandomColorJitter", brightness_factor=(0.2, 0.2))
    torch.testing.assert_close(found, changed("RandomBrightness", factor=(0.2, 0.2)))
    assert torch.equal(changed("RandomColorJitter"), IMAGES)


@pytest.mark.parametrize("kind,options", (("RandomHue", {"factor": 0.5}), ("RandomSaturation", {"factor": 0.8}), ("RandomContrast", {"factor": 0.5}),
                                          ("RandomColorDegeneration", {"factor": 0.5}), ("RandomColorJitter", {"hue_factor": 0.3, "saturation_factor": 0.3})))
def test_values_stay_in_their_range(kind, options):
    for top in (1.0, 255.0):
        found = changed(kind, IMAGES / 255 * top, value_range=(0, top), seed=1, **options)
        assert found.min() >= 0 and found.max() <= top * 1.0001 and not torch.equal(found, IMAGES / 255 * top)


def test_messages():
    with pytest.raises(ValueError, match="Input images must have 3 channels, but received images with 1 channels"):
        layers.RandomColorDegeneration(0.5).compute_output_shape((2, 4, 4, 1))
    with pytest.raises(ValueError, match=r"`factor` argument should be a number .* in the range \[-1, 1\]. It got 2"):
        layers.RandomBrightness(2)

import torch

from hornpipe import layers


def test_gives_its_input():
    x = torch.ones(2, 3)
    layer = layers.Identity()
    assert layer(x) is x and layer.built and not layer.weights
    x._keras_mask = torch.ones(2).bool()
    assert layer(x)._keras_mask is x._keras_mask

import pytest

from hornpipe import layers


@pytest.mark.parametrize("make,what", [(lambda: layers.JaxLayer(abs), "functions of JAX"), (lambda: layers.FlaxLayer(None), "modules of Flax"),
                                       (lambda: layers.TFSMLayer("folder"), "a SavedModel of TensorFlow")])
def test_they_say_why(make, what):
    with pytest.raises(NotImplementedError, match=f"runs {what}.*one engine is torch"):
        make()

import numpy as np
import pytest

from hornpipe import metrics


def test_mean_of_each_element():
    m = metrics.MeanTensor()
    m.update_state([[0.0, 1], [2, 3]])
    np.testing.assert_allclose(m([[4.0, 5], [6, 7]], sample_weight=[0.5, 2.0]).numpy(), [[4 / 3, 7 / 3], [14 / 3, 17 / 3]], rtol=1e-6)
    m.reset_state()
    np.testing.assert_array_equal(m([[1.0, 1], [1, 1]]).numpy(), 1)


def test_weights_of_elements():
    m = metrics.MeanTensor(shape=(4,))
    np.testing.assert_array_equal(m.result().numpy(), 0)
    m.update_state([0, 1, 2, 3])
    np.testing.assert_allclose(m([12, 10, 8, 6], sample_weight=[0, 0.2, 0.5, 1]).numpy(), [0, 2.5, 4, 4.5], rtol=1e-6)


def test_refuses():
    m = metrics.MeanTensor()
    with pytest.raises(ValueError, match="has no value yet"):
        m.result()
    m.update_state([1, 2])
    with pytest.raises(ValueError, match="`sample_weight` must have a shape that fits"):
        m.update_state([1, 2], sample_weight=[1, 2, 3])
    with pytest.raises(ValueError, match=r"`values` of the metric 'mean_tensor' must always have the same shape, \(2,\), got \(3,\)."):
        m.update_state([1, 2, 3])


def test_config():
    config = metrics.MeanTensor(shape=(2, 3)).get_config()
    assert config == {"name": "mean_tensor", "dtype": "float32", "shape": (2, 3)}
    assert metrics.MeanTensor.from_config({"name": "m", "dtype": "float32"}).name == "m"      # as Keras 2 wrote it

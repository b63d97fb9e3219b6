import numpy as np
import pytest

import hornpipe as keras

windows = keras.utils.timeseries_dataset_from_array


def test_windows_and_their_targets():
    x, y = windows(np.arange(100), np.arange(100) * 2, 9, batch_size=5)[0]
    assert x.shape == (5, 9) and x[4].tolist() == list(range(4, 13)) and y.tolist() == [0, 2, 4, 6, 8]
    dataset = windows(np.arange(100), np.arange(100) * 2, 9, sequence_stride=3, sampling_rate=2, batch_size=5)
    assert len(dataset) == 6 and dataset[0][0][1].tolist() == list(range(3, 21, 2)) and [len(y) for _, y in dataset] == [5] * 5 + [3]


def test_a_part_of_the_series():
    batches = list(windows(np.arange(100), None, 9, batch_size=5, start_index=10, end_index=30))
    assert [len(b) for b in batches] == [5, 5, 2] and batches[0][0, 0] == 10 and batches[-1].max() == 29
    x, y = windows(np.arange(100), np.arange(100), 9, batch_size=None, start_index=10)[2]
    assert (x[0], y) == (12, 12)


def test_shuffled_windows_keep_their_targets():
    dataset = windows(np.arange(50), np.arange(50), 4, batch_size=50, shuffle=True, seed=2)
    x, y = next(iter(dataset))
    assert (x[:, 0] == y).all() and (np.diff(y) != 1).any() and sorted(y) == list(range(47))


@pytest.mark.parametrize("arguments, message", [
    ({"start_index": -1}, "`start_index` must be 0 or greater, and lower than the length of the data, 10, got -1."),
    ({"end_index": 11}, "`end_index` must be higher than 0, and lower than the length of the data, 10, got 11."),
    ({"start_index": 5, "end_index": 4}, "`end_index` must be higher than `start_index`, 5, got 4."),
    ({"sampling_rate": 0}, "`sampling_rate` must be higher than 0"), ({"sequence_stride": 0}, "`sequence_stride` must be higher than 0"),
    ({"format": "x"}, "`format` should be"),
])
def test_wrong_arguments(arguments, message):
    with pytest.raises(ValueError) as error:
        windows(np.arange(10), None, 3, **arguments)
    assert message in str(error.value)

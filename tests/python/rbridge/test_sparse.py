import numpy as np

from hornpipe.rbridge import SparseRows


def test_rows_of_a_matrix_stored_by_columns():
    dense = np.array([[0, 2, 0], [0, 0, 0], [1, 0, 3], [0, 4, 0]], dtype="float32")
    rows = SparseRows.from_columns([1, 2, 4, 3], [2, 0, 3, 2], [0, 1, 3, 4], [4, 3])
    assert rows.shape == (4, 3) and len(rows) == 4
    np.testing.assert_array_equal(rows.toarray(), dense)
    np.testing.assert_array_equal(rows[1:3].toarray(), dense[1:3])
    np.testing.assert_array_equal(rows[np.array([3, 0, 3])].toarray(), dense[[3, 0, 3]])
    np.testing.assert_array_equal(rows[2:][0:1].toarray(), dense[2:3])
    assert rows[0:0].toarray().shape == (0, 3)

import hornpipe as keras


def test_inputs_that_a_tensor_comes_from():
    a, b = keras.Input((2,)), keras.Input((2,))
    y = keras.layers.Add()([keras.layers.Dense(2)(a), b, a])
    found = keras.utils.get_source_inputs(y)
    assert len(found) == 2 and {id(t) for t in found} == {id(a), id(b)}
    assert keras.utils.get_source_inputs(a)[0] is a

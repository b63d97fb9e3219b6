import pytest

import hornpipe
from hornpipe.core import objects, registry


@pytest.fixture
def mine():
    """A user's class that has the name of one of ours."""
    class Mean(hornpipe.Metric):
        pass

    registry.register_keras_serializable("mine")(Mean)
    yield Mean
    del registry._registered["mine>Mean"], registry._names[Mean]


def test_ours_stands_where_ours_is_meant(mine):
    assert registry.lookup("metric", "Mean") is hornpipe.metrics.Mean
    assert type(objects.deserialize_keras_object(hornpipe.metrics.serialize(hornpipe.metrics.Mean()))) is hornpipe.metrics.Mean


def test_a_users_stands_where_it_is_named(mine):
    assert type(objects.deserialize_keras_object(objects.serialize_keras_object(mine()))) is mine
    assert registry.lookup("metric", "mine>Mean") is mine
    assert registry.lookup("loss", "Mean") is mine                 # no loss of ours has that name
    with registry.custom_object_scope({"Mean": mine}):
        assert registry.lookup("metric", "Mean") is mine


def test_entry_without_a_module_is_of_the_kind_asked_for():
    entry = {"class_name": "MeanSquaredError", "config": {}}
    assert isinstance(objects.get("metric", entry), hornpipe.metrics.MeanSquaredError)
    assert isinstance(objects.get("loss", entry), hornpipe.losses.MeanSquaredError)

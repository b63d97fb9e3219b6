"""Every layer of the registry keeps the contract."""
import pytest
from layers.contract import CLAUSES, layer_names, samples

TABLE = samples()
CASES = [(name, i) for name in layer_names() for i in range(len(TABLE.get(name, [])))]


@pytest.mark.parametrize("clause", CLAUSES)
@pytest.mark.parametrize("name,i", CASES, ids=[f"{name}-{i}" for name, i in CASES])
def test_clause(name, i, clause):
    CLAUSES[clause](name, TABLE[name][i])


def test_every_layer_is_listed():
    missing = [name for name in layer_names() if name not in TABLE]
    assert not missing, f"give these layers a sample in a samples.py: {missing}"


def test_every_name_in_the_tables_is_a_layer():
    assert not set(TABLE) - set(layer_names())

"""Architectures as YAML: written plain, read without any power to make Python objects."""
from __future__ import annotations

import json

import yaml

from ..core.errors import FileFormatError, UnsafeFileError

MAX_NODES = 2_000_000       # nodes after aliases are followed: a config of thousands of layers has far fewer


class _PlainLoader(yaml.SafeLoader):
    """The safe loader, and the one tag that Keras 2 wrote: a tuple, read as a list."""


_PlainLoader.add_constructor("tag:yaml.org,2002:python/tuple", lambda loader, node: loader.construct_sequence(node, deep=True))


def dump(config: dict, **kwargs) -> str:
    """A config as YAML text; tuples become lists."""
    return yaml.safe_dump(json.loads(json.dumps(config)), sort_keys=False, **kwargs)


def load(text: str):
    """The config of a YAML text.

    Raises:
        UnsafeFileError: The text asks for Python objects, or grows without bound where aliases are followed.
        FileFormatError: The text is no YAML.
    """
    loader = _PlainLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            raise FileFormatError("The YAML text is empty.", path=None)
        _expanded_size(node, {}, set())
        return loader.construct_document(node)
    except yaml.constructor.ConstructorError as error:
        raise UnsafeFileError(f"The YAML text asks for what a text must not ask for: {error.problem}.", path=None, object=error.problem) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise FileFormatError(f"The YAML text cannot be read: {type(error).__name__}: {error}", path=None) from error
    finally:
        loader.dispose()


def _expanded_size(node, known: dict, open_: set) -> int:
    """Nodes below `node` with aliases followed, counted before anything is built."""
    if id(node) in known:
        return known[id(node)]
    if id(node) in open_:
        raise UnsafeFileError("The YAML text holds an alias to what surrounds it.", path=None, object="alias")
    open_.add(id(node))
    children = node.value if isinstance(node, yaml.SequenceNode) else [n for pair in node.value for n in pair] if isinstance(node, yaml.MappingNode) else []
    size = 1 + sum(_expanded_size(child, known, open_) for child in children)
    open_.discard(id(node))
    if size > MAX_NODES:
        raise UnsafeFileError(f"The YAML text grows to more than {MAX_NODES:,} nodes where its aliases are followed.", path=None, object="alias")
    known[id(node)] = size
    return size

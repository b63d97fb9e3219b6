"""The outputs of a model, and what users give for them: one thing for each, by position, by name or in the nesting of the outputs."""
from __future__ import annotations

import torch

from ..core import tree
from ..core.errors import ArgumentError, ShapeError, got, nearest


class Place:
    """Where one output lies among all in a row, or a nested part of them.

    Args:
        start, stop: Positions of the first output and behind the last.
        like: The nesting of the part.
    """

    def __init__(self, start: int, stop: int, like):
        self.start, self.stop, self.like = start, stop, like

    def of(self, flat: list):
        """The part of a value for each output, nested as the outputs are."""
        return tree.pack_sequence_as(self.like, flat[self.start:self.stop]) if tree.is_nested(self.like) else flat[self.start]


class Outputs:
    """The outputs of a model: their nesting, their names, and values laid along them.

    Args:
        y_pred: The outputs.
        names: Their names in a row; made from the nesting if `None`.
    """

    def __init__(self, y_pred, names=None):
        self.structure = tree.map_structure(lambda _: "output", y_pred)
        self.paths = [path for path, _ in tree.flatten_with_path(y_pred)]
        if names is not None and len(names) == len(self.paths):
            self.names = list(names)
        else:
            self.names = ["_".join(map(str, p)) if any(isinstance(k, str) for k in p) else f"output_{i + 1}" for i, p in enumerate(self.paths)]
        self.keys = list(y_pred) if isinstance(y_pred, dict) else None

    def __len__(self):
        return len(self.names)

    # ------------------------------------------------------------ places

    def below(self, path) -> Place:
        """The place of what lies under a path."""
        held, part = [i for i, p in enumerate(self.paths) if p[:len(path)] == path], self.structure
        for key in path:
            part = part[key]
        return Place(held[0], held[-1] + 1, part)

    def name_of(self, path) -> str:
        """What logs call what lies under a path."""
        if path in self.paths and (not path or isinstance(path[-1], int)):
            path = (*path[:-1], self.names[self.paths.index(path)])
        return "/".join(map(str, path)) or "_".join(p[-1] if isinstance(p[-1], str) else n for p, n in zip(self.paths, self.names))

    # ------------------------------------------------------------ losses: for outputs, or for parts of their nesting

    def lay(self, given, argument: str, is_leaf) -> list:
        """(path, entry) of what was given for outputs or for nested parts of them.

        Args:
            given: One entry for every output; entries by name; or entries by position, nested as the outputs are. A list where the
                outputs are something else holds several entries for the same part.
            argument: What an error calls it.
            is_leaf: Tells whether something is one entry.
        """
        if is_leaf(given):
            return [(path, given) for path in self.paths]
        if isinstance(given, dict) and not (self.keys is not None and set(given) <= set(self.keys)):
            entries = self._by_name(given, argument, is_leaf)
            return [found for path, entry in zip(self.paths, entries) for found in self._laid(entry, None, path, argument, is_leaf)]
        if isinstance(given, (list, tuple)) and all(map(is_leaf, given)) and len(given) != len(self) > 1:
            raise ArgumentError(f"`{argument}` has {len(given)} entries, but the model has {len(self)} outputs: {self.names}.", argument=argument,
                                actual=given, expected=len(self))
        return list(self._laid(given, self.structure, (), argument, is_leaf))

    def _laid(self, given, part, path, argument, is_leaf):
        if is_leaf(given):
            yield path, given
        elif isinstance(given, dict):
            yield from self._children(given.items(), part, path, argument, is_leaf)
        elif isinstance(given, (list, tuple)):
            below = tree.flatten_with_path(part)
            if len(given) == len(below) and all(map(is_leaf, given)):
                yield from ((path + inner, entry) for (inner, _), entry in zip(below, given))
            elif isinstance(part, type(given)):
                yield from self._children(enumerate(given), part, path, argument, is_leaf)
            else:
                for entry in given:
                    yield from self._laid(entry, part, path, argument, is_leaf)
        else:
            raise _strange(given, argument)

    def _children(self, entries, part, path, argument, is_leaf):
        for key, entry in entries:
            if entry is not None:
                known = part if isinstance(part, dict) else range(len(part)) if isinstance(part, (list, tuple)) else ()
                if key not in known:
                    raise ArgumentError(f"`{argument}` has an entry at {'/'.join(map(str, (*path, key)))!r}, where the model has no output. "
                                        f"Its outputs are {self.names}.", argument=argument, actual=(*path, key))
                yield from self._laid(entry, part[key], (*path, key), argument, is_leaf)

    # ------------------------------------------------------------ metrics: for single outputs, one or several

    def entries(self, given, argument: str, is_leaf) -> list:
        """What was given for each output: one entry, a list of them, or None."""
        n = len(self)
        if given is None or is_leaf(given):
            return [given] * n
        if isinstance(given, dict):
            return self._by_name(given, argument, is_leaf)
        if not isinstance(given, (list, tuple)):
            raise _strange(given, argument)
        return list(given) if len(given) == n > 1 else [list(given)] * n

    def _by_name(self, value, argument, is_leaf):
        known = [*self.names, *(self.keys or [])]
        unknown = [k for k in value if k not in known and not (isinstance(k, int) and k < len(self))]
        if unknown:
            raise ArgumentError(f"`{argument}` names {unknown[0]!r}, which is no output of the model.{nearest(unknown[0], map(str, known))} "
                                f"The outputs are: {self.names}.",
                                argument=argument, actual=unknown[0], known=known)
        if self.keys is not None and set(value) <= set(self.keys):
            spread = []
            for key in sorted(self.keys):
                inner, entry = tree.flatten(self.structure[key]), value.get(key)
                spread.extend([entry] if len(inner) == 1 else [entry] * len(inner) if entry is None or is_leaf(entry) else tree.flatten(entry))
            return spread
        return [value.get(name, value.get(i)) for i, name in enumerate(self.names)]

    # ------------------------------------------------------------ data

    def values(self, y, argument: str, wanted=()) -> list:
        """Data laid along the outputs: arrays by position or by name; or one for each of the outputs that are `wanted`."""
        if y is None:
            return [None] * len(self)
        if isinstance(y, dict):
            return self._by_name(y, argument, lambda v: not tree.is_nested(v))
        flat = tree.flatten(y)
        if len(flat) != len(self):
            if len(flat) == len(wanted):
                found = dict(zip(wanted, flat))
                return [found.get(i) for i in range(len(self))]
            if len(self) == 1 and isinstance(y, (list, tuple)):
                return [torch.as_tensor(y)]
            raise ShapeError(f"`{argument}` holds {len(flat)} arrays, but the model has {len(self)} outputs: {self.names}.", argument=argument,
                             expected=len(self), actual=len(flat))
        return flat


def _strange(given, argument):
    return ArgumentError(f"`{argument}` must be one entry, a list or a dictionary of them, {got(given)}.", argument=argument, actual=given)

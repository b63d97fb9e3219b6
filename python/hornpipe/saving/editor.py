"""Looking into a file of weights, and changing what is in it, without the model."""
from __future__ import annotations

import json
from pathlib import Path

import h5py
import numpy as np

from ..core.errors import ArgumentError, got, nearest
from .archive import CONFIG, METADATA, WEIGHTS, opened
from .atomic import written_aside
from .hdf5 import LazyArray, created, dataset, open_for_reading, write_parts


class KerasFileEditor:
    """The weights of a `.keras` or `.weights.h5` file as nested dictionaries that can be compared and changed.

    Args:
        filepath: Name of the file.

    Example:
        >>> editor = KerasFileEditor("model.weights.h5")
        >>> editor.rename_object("dense", "projection")
        >>> editor.save("edited.weights.h5")
    """

    def __init__(self, filepath):
        self.filepath = str(filepath)
        self.metadata = self.config = None
        self.object_metadata = {}
        if self.filepath.endswith(".keras"):
            with opened(self.filepath) as members:
                self.config, self.metadata = json.loads(members.read(CONFIG)), json.loads(members.read(METADATA))
                with members.open(WEIGHTS) as member:
                    member.verify()
                    with open_for_reading(member, self.filepath) as file:
                        self.weights_dict = self._read(file)
        elif self.filepath.endswith(".weights.h5"):
            with open_for_reading(self.filepath, self.filepath) as file:
                self.weights_dict = self._read(file)
        else:
            raise ArgumentError(f"`filepath` must end in .keras or .weights.h5, {got(self.filepath)}.", argument="filepath", actual=self.filepath)

    def _read(self, group, path="") -> dict:
        found = {}
        for name in group:
            if isinstance(group[name], h5py.Group) and name != "vars":
                inner = self._read(group[name], f"{path}/{name}")
                if not inner:               # an object without weights
                    continue
                found[name] = inner
                if "vars" in group[name] and "name" in group[name]["vars"].attrs:
                    self.object_metadata[f"{path}/{name}"] = str(group[name]["vars"].attrs["name"])
        if "vars" in group:
            limit = Path(self.filepath).stat().st_size * 2000 + 4096         # what HDF5 can pack at most
            found.update({key: np.asarray(LazyArray(dataset(group["vars"], key, self.filepath), self.filepath, limit)) for key in group["vars"]})
        return found

    # ------------------------------------------------------------ looking

    def summary(self):
        """Prints the weights, object by object."""
        print(f"Keras model file {self.filepath!r}")
        self._print(self.weights_dict, "", 1)

    def _print(self, tree, path, depth):
        for name, value in tree.items():
            inner = f"{path}/{name}"
            if isinstance(value, dict):
                label = self.object_metadata.get(inner)
                print("    " * depth + name + (f" ({label!r})" if label and label != name else ""))
                self._print(value, inner, depth + 1)
            else:
                print("    " * depth + f"{name}: shape={value.shape}, dtype={value.dtype}")

    def compare(self, reference_model) -> dict:
        """Compares the file with a model, and prints what differs.

        Args:
            reference_model: A built model.

        Returns:
            "status" ("success" or "error"), "error_count" and "match_count".
        """
        expected, found = {}, dict(_leaves(self.weights_dict))
        write_parts(reference_model, lambda path, name: _Shapes(expected, path))
        wrong = [f"{path}: in the model, not in the file" for path in expected if path not in found]
        wrong += [f"{path}: in the file, not in the model" for path in found if path not in expected]
        both = [path for path in expected if path in found]
        differ = [path for path in both if tuple(found[path].shape) != expected[path]]
        wrong += [f"{path}: shape {expected[path]} in the model, {tuple(found[path].shape)} in the file" for path in differ]
        print("\n".join([*wrong, f"{len(both) - len(differ)} weights match, {len(wrong)} differ."]))
        return {"status": "error" if wrong else "success", "error_count": len(wrong), "match_count": len(both) - len(differ)}

    # ------------------------------------------------------------ changing

    def _places(self, name) -> list[tuple[dict, str]]:
        """(parent, key) of the objects meant by a path or by a bare name."""
        parts = name.strip("/").split("/")
        if len(parts) > 1:
            parent = self._object("/".join(parts[:-1]))
            places = [(parent, parts[-1])] if isinstance(parent.get(parts[-1]), dict) else []
        else:
            places = [(tree, parts[0]) for tree in _objects(self.weights_dict) if isinstance(tree.get(parts[0]), dict)]
        if not places:
            known = {key for tree in _objects(self.weights_dict) for key, value in tree.items() if isinstance(value, dict)}
            raise ArgumentError(f"The file has no object {name!r}.{nearest(name, known)}", argument="object_name", actual=name)
        if len(places) > 1:
            raise ArgumentError(f"The file has {len(places)} objects named {name!r}; give the whole path of one.", argument="object_name", actual=name)
        return places

    def _object(self, path) -> dict:
        tree = self.weights_dict
        for part in filter(None, path.split("/")):
            tree = tree.get(part)
            if not isinstance(tree, dict):
                raise ArgumentError(f"The file has no object {path!r}.", argument="object_path", actual=path)
        return tree

    def rename_object(self, object_name, new_name):
        """Gives an object, meant by its name or path, a new name."""
        if "/" in new_name:
            raise ArgumentError(f"`new_name` must be a name, not a path, {got(new_name)}.", argument="new_name", actual=new_name)
        (parent, key), = self._places(object_name)
        if new_name in parent and new_name != key:
            raise ArgumentError(f"The file already has an object {new_name!r} there.", argument="new_name", actual=new_name)
        renamed = {new_name if k == key else k: v for k, v in parent.items()}
        parent.clear()
        parent.update(renamed)

    def delete_object(self, object_name):
        """Removes an object, meant by its name or path, with its weights."""
        (parent, key), = self._places(object_name)
        del parent[key]

    def add_object(self, object_path, weights):
        """Adds an object, or replaces it.

        Args:
            object_path: Its whole path.
            weights: Arrays by name ("0", "1", ...), or nested dictionaries of them.
        """
        if not isinstance(weights, dict):
            raise ArgumentError(f"`weights` must be a dictionary of arrays, {got(weights)}.", argument="weights", actual=weights)
        above, _, name = object_path.strip("/").rpartition("/")
        parent = self._object(above)
        parent[name] = weights

    def delete_weight(self, object_name, weight_name):
        """Removes one weight of an object."""
        (parent, key), = self._places(object_name)
        if weight_name not in parent[key]:
            raise ArgumentError(f"The object {object_name!r} has no weight {weight_name!r}; it has {list(parent[key])}.",
                                argument="weight_name", actual=weight_name)
        del parent[key][weight_name]

    def add_weights(self, object_name, weights):
        """Adds weights to an object, or replaces them.

        Args:
            object_name: Name or path of the object.
            weights: Arrays by name.
        """
        if not isinstance(weights, dict):
            raise ArgumentError(f"`weights` must be a dictionary of arrays, {got(weights)}.", argument="weights", actual=weights)
        (parent, key), = self._places(object_name)
        parent[key].update(weights)

    def save(self, filepath):
        """Writes the weights to a `.weights.h5` file."""
        filepath = str(filepath)
        if not filepath.endswith(".weights.h5"):
            raise ArgumentError(f"`filepath` must end in .weights.h5, {got(filepath)}.", argument="filepath", actual=filepath)
        with written_aside(filepath) as aside, created(aside) as file:
            self._write(file, self.weights_dict)

    def _write(self, group, tree):
        for name, value in tree.items():
            if isinstance(value, dict):
                self._write(group.create_group(name), value)
            else:
                group.require_group("vars")[name] = np.asarray(value)

    def resave_weights(self, filepath):
        """As `save()`."""
        self.save(filepath)


class _Shapes:
    """A store that notes the shape of what is put in."""

    def __init__(self, shapes, path):
        self.shapes, self.path = shapes, path

    def __setitem__(self, key, value):
        self.shapes[f"{self.path}/{key}".lstrip("/")] = tuple(np.shape(value))


def _leaves(tree, path=""):
    for name, value in tree.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{name}/")
        else:
            yield path + name, value


def _objects(tree):
    yield tree
    for value in tree.values():
        if isinstance(value, dict):
            yield from _objects(value)

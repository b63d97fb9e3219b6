"""`Config`: settings of an experiment, by attribute or by key."""
from __future__ import annotations

import json

from .errors import ArgumentError, nearest


class Config:
    """Named values that are read and set as attributes or by key, and that can be frozen.

    Args:
        kwargs: The values.

    Example:
        >>> config = keras.utils.Config(learning_rate=0.1)
        >>> config.momentum = 0.9
        >>> config.freeze()
        >>> config["momentum"]
        0.9
    """

    def __init__(self, **kwargs):
        vars(self).update(_config=kwargs, _frozen=False)

    @property
    def frozen(self) -> bool:
        """Whether changes are refused."""
        return self._frozen

    def freeze(self) -> None:
        """Refuses changes from now on."""
        vars(self)["_frozen"] = True

    def unfreeze(self) -> None:
        """Allows changes again."""
        vars(self)["_frozen"] = False

    def _changeable(self):
        if self._frozen:
            raise ArgumentError("Cannot mutate attribute(s): the config is frozen; call `unfreeze()` first.", argument="config", actual=dict(self._config))
        return self._config

    def as_dict(self) -> dict:
        """A copy as a dictionary."""
        return dict(self._config)

    def to_json(self) -> str:
        """The values as JSON."""
        return json.dumps(self._config)

    def keys(self):
        return self._config.keys()

    def values(self):
        return self._config.values()

    def items(self):
        return self._config.items()

    def get(self, keyname, value=None):
        """The value of a name, or `value` where there is none."""
        return self._config.get(keyname, value)

    def pop(self, *args):
        """Removes a name and gives its value."""
        return self._changeable().pop(*args)

    def update(self, *args, **kwargs) -> None:
        """Sets several values, as `dict.update()` does."""
        self._changeable().update(*args, **kwargs)

    def __getattr__(self, name):
        if name.startswith("__") or name == "_config":          # asked for before there are values, by copy and pickle
            raise AttributeError(name)
        if name not in self._config:
            raise AttributeError(f"Unknown attribute: {name!r}.{nearest(name, self._config, most=1)}")
        return self._config[name]

    def __setattr__(self, name, value):
        self._changeable()[name] = value

    def __delattr__(self, name):
        del self._changeable()[name]

    def __getitem__(self, key):
        return self._config[key]

    def __setitem__(self, key, item):
        self._changeable()[key] = item

    def __delitem__(self, key):
        del self._changeable()[key]

    def __iter__(self):
        return iter(sorted(self._config))

    def __len__(self):
        return len(self._config)

    def __contains__(self, item):
        return item in self._config

    def __repr__(self):
        return f"<Config {self._config}>"

import copy
import json

import pytest

import hornpipe as keras


def test_values_by_attribute_and_by_key():
    config = keras.utils.Config(rate=0.1)
    config.momentum, config["epochs"] = 0.9, 3
    assert config["momentum"] == 0.9 and config.epochs == 3 and config.get("none", 7) == 7 and "rate" in config and len(config) == 3
    assert list(config) == ["epochs", "momentum", "rate"] and json.loads(config.to_json()) == config.as_dict() == dict(config.items())
    config.update({"rate": 1})
    assert config.pop("rate") == 1 and "rate" not in config and repr(config) == "<Config {'momentum': 0.9, 'epochs': 3}>"
    del config["epochs"]
    assert copy.deepcopy(config).as_dict() == {"momentum": 0.9}
    with pytest.raises(AttributeError, match="Unknown attribute: 'momentun'. Did you mean 'momentum'?"):
        _ = config.momentun


def test_a_frozen_config_refuses_changes():
    config = keras.utils.Config(rate=0.1)
    config.freeze()
    for change in (lambda: setattr(config, "rate", 1), lambda: config.pop("rate"), lambda: config.update(rate=1), lambda: config.__delitem__("rate")):
        with pytest.raises(ValueError, match="the config is frozen"):
            change()
    assert config.frozen and config.rate == 0.1
    config.unfreeze()
    config.rate = 2
    assert config.rate == 2

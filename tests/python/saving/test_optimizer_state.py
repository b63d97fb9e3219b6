"""An optimizer goes on from each form of the list, with the steps that the one which was saved would have taken."""
import json
import warnings

import h5py
import numpy as np
import pytest

import hornpipe as keras
from hornpipe import optimizers

RULES = {
    "sgd": lambda: optimizers.SGD(optimizers.schedules.ExponentialDecay(0.1, 2, 0.5)), "momentum": lambda: optimizers.SGD(0.1, momentum=0.9, nesterov=True),
    "adam": lambda: optimizers.Adam(0.02), "amsgrad": lambda: optimizers.Adam(0.02, amsgrad=True),
    "scheduled": lambda: optimizers.Adam(optimizers.schedules.InverseTimeDecay(0.02, 2, 0.5)), "adamax": lambda: optimizers.Adamax(0.02),
    "nadam": lambda: optimizers.Nadam(0.02), "rmsprop": lambda: optimizers.RMSprop(0.02),
    "centered": lambda: optimizers.RMSprop(0.02, momentum=0.5, centered=True),
    "adagrad": lambda: optimizers.Adagrad(0.1), "adadelta": lambda: optimizers.Adadelta(1.0), "ftrl": lambda: optimizers.Ftrl(0.1),
    "adamw": lambda: optimizers.AdamW(0.02, weight_decay=0.1), "lion": lambda: optimizers.Lion(0.01), "adafactor": lambda: optimizers.Adafactor(0.05),
    "ema": lambda: optimizers.Adam(0.02, use_ema=True, ema_momentum=0.5), "accumulating": lambda: optimizers.Adam(0.02, gradient_accumulation_steps=2),
    "scaled": lambda: optimizers.LossScaleOptimizer(optimizers.Adam(0.02)),
}
# Of tf.keras 2.0 to 2.10: the rule's slots as they were called, in the order of the file.
OLD_SLOTS = {"momentum": ["momentum"], "adam": ["m", "v"], "amsgrad": ["m", "v", "vhat"], "scheduled": ["m", "v"], "adamax": ["m", "v"], "rmsprop": ["rms"],
             "centered": ["rms", "momentum", "mg"], "adagrad": ["accumulator"], "adadelta": ["accum_grad", "accum_var"], "ftrl": ["accumulator", "linear"]}
NOW = {"m": "momentum", "v": "velocity", "vhat": "velocity_hat", "rms": "velocity", "mg": "average_gradient", "accum_grad": "accumulated_grad",
       "accum_var": "accumulated_delta_var"}


def data(seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=(8, 3)), rng.normal(size=(8, 2))


@pytest.fixture(params=RULES)
def trained(request, tmp_path):
    """A model after three steps and its file."""
    keras.utils.set_random_seed(0)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(4, activation="tanh", name="a"), keras.layers.Dense(2, name="b")])
    model.compile(RULES[request.param](), keras.losses.MeanSquaredError())
    for step in range(3):
        model.train_on_batch(*data(step))
    model.save(tmp_path / "x.h5")
    return request.param, model, tmp_path / "x.h5"


def rewrite(path, names_and_arrays, version):
    """Puts another list of optimizer variables into the file."""
    with h5py.File(path, "r+") as file:
        del file["optimizer_weights"]
        file.attrs["keras_version"] = version
        group = file.create_group("optimizer_weights")
        for name, array in names_and_arrays:
            group[name] = array
        group.attrs["weight_names"] = [name.encode() for name, _ in names_and_arrays]


def assert_goes_on(path, model):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        twin = keras.models.load_model(path)
    for step in range(3, 7):
        np.testing.assert_allclose(twin.train_on_batch(*data(step)), model.train_on_batch(*data(step)), atol=1e-7)
    for a, b in zip(twin.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-7)


def test_our_own_files(trained):
    assert_goes_on(trained[2], trained[1])


def test_files_of_keras_3(trained):
    _, model, path = trained
    listed = [(v.path if v.name in ("iteration", "learning_rate") else f"rule/{i}", v.numpy()) for i, v in enumerate(model.optimizer.variables)]
    rewrite(path, listed, "3.15.1")
    assert_goes_on(path, model)


def test_files_of_tf_keras(trained):
    """Weight by weight after the count; no learning rate, no product of Nadam's, no placeholders, and slots that SGD does not use."""
    rule, model, path = trained
    if rule in ("scaled", "accumulating"):     # Keras 2 has no such, or in another form
        return
    count, *others = model.optimizer.variables
    slots = [v for v in others if v is not model.optimizer.learning_rate and v.ndim]
    if rule == "sgd":
        slots = [keras.Variable(w.numpy() * 0) for w in model.trainable_variables]
    rewrite(path, [("iteration:0", count.numpy()), *((f"Rule/slot/{i}:0", v.numpy()) for i, v in enumerate(slots))], "2.15.0")
    assert_goes_on(path, model)


def test_files_of_tf_keras_before_2_11(trained):
    rule, model, path = trained
    if rule not in OLD_SLOTS:
        return
    listed = [("Rule/iter:0", model.optimizer.iterations.numpy())]
    for old in OLD_SLOTS[rule]:
        now = "norm" if rule == "adamax" and old == "v" else NOW.get(old, old)
        listed += [(f"Rule/{w.path}/{old}:0", v.numpy()) for w, v in zip(model.trainable_variables, model.optimizer._slots[now], strict=True)]
    rewrite(path, listed, "2.4.0")
    assert_goes_on(path, model)


def test_files_of_the_keras_of_old(trained):
    """Blocks of slots with names that tell nothing; of amsgrad's third a single zero per weight; a count that was read after it was raised."""
    rule, model, path = trained
    if rule not in OLD_SLOTS or rule in ("amsgrad", "centered"):        # an RMSprop of that time had one slot
        return
    count, blocks = model.optimizer.iterations.numpy(), [slot for slot in model.optimizer._slots.values() if slot[0] is not None]
    listed = [(f"training/Rule/Variable_{i}:0", v.numpy()) for i, v in enumerate(v for slot in blocks for v in slot)]
    listed += [(f"training/Rule/Unused_{i}:0", np.zeros(1)) for i in range(4)] if rule == "adam" else []
    rewrite(path, [("Rule/iterations:0", count - 1), *listed], "2.1.6")
    assert_goes_on(path, model)


@pytest.mark.parametrize("trained", ["scaled"], indirect=True)
@pytest.mark.parametrize("form", ["iteration:0", "cond_1/Adam/iter:0"])
def test_an_optimizer_inside_of_one_that_scales_the_loss(trained, form):
    """tf_keras writes the state of the inner optimizer alone."""
    _, model, path = trained
    inner, weights = model.optimizer.inner_optimizer, model.trainable_variables
    slots = {s: inner._slots[now] for s, now in (("m", "momentum"), ("v", "velocity"))}
    listed = [(f"cond_1/Adam/{w.path}/{s}:0", v) for s in slots for w, v in zip(weights, slots[s])] if "cond" in form else \
        [(f"{s}/{w.path}:0", slots[s][i]) for i, w in enumerate(weights) for s in slots]
    rewrite(path, [(form, inner.iterations.numpy()), *((name, v.numpy()) for name, v in listed)], "2.15.0")
    with h5py.File(path, "r+") as file:
        training = json.loads(file.attrs["training_config"])
        training["optimizer_config"]["class_name"] = "LossScaleOptimizerV3"
        file.attrs["training_config"] = json.dumps(training)
    assert_goes_on(path, model)
    assert int(keras.models.load_model(path).optimizer.iterations) == 3


@pytest.mark.parametrize("trained", ["adam"], indirect=True)
def test_what_does_not_fit_is_said_and_left(trained):
    _, model, path = trained
    with h5py.File(path) as file:
        listed = [(n.decode(), file["optimizer_weights"][n.decode()][()]) for n in file["optimizer_weights"].attrs["weight_names"]]
    rewrite(path, listed[:-1], "3.15.1")
    with pytest.warns(UserWarning, match="optimizer 'adam.*' is not loaded, but for the number of steps: the 7 arrays of the file do not fit its 8"):
        twin = keras.models.load_model(path)
    assert int(twin.optimizer.iterations) == 3
    assert all(not v.numpy().any() for v in twin.optimizer.variables[2:])


@pytest.mark.parametrize("trained", ["nadam"], indirect=True)
def test_the_nadam_of_old_moved_otherwise(trained):
    _, model, path = trained
    listed = [("Nadam/iter:0", model.optimizer.iterations.numpy()), ("Nadam/momentum_cache:0", np.float32(0.25))]
    listed += [(f"Nadam/{w.path}/{old}:0", v.numpy()) for old, now in (("m", "momentum"), ("v", "velocity"))
               for w, v in zip(model.trainable_variables, model.optimizer._slots[now], strict=True)]
    rewrite(path, listed, "2.4.0")
    with pytest.warns(UserWarning, match="Keras 2's Nadam let the weight of momentum grow 250 times more slowly"):
        twin = keras.models.load_model(path)
    assert float(twin.optimizer.variables[-1]) == 0.25
    np.testing.assert_array_equal(twin.optimizer.variables[2], model.optimizer.variables[2])


def test_names_that_tf_keras_knows(tmp_path):
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, name="a")])
    model.compile("nadam", "mse")
    model.train_on_batch(np.zeros((4, 3)), np.zeros((4, 2)))
    model.save(tmp_path / "x.h5")
    with h5py.File(tmp_path / "x.h5") as file:
        names = [n.decode() for n in file["optimizer_weights"].attrs["weight_names"]]
    assert [n.replace(f"{model.name}/", "") for n in names] == ["Nadam/iter:0", "Nadam/momentum_cache:0", "Nadam/a/kernel/m:0", "Nadam/a/bias/m:0",
                                                             "Nadam/a/kernel/v:0", "Nadam/a/bias/v:0"]

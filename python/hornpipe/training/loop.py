"""The loops of `fit()`, `evaluate()` and `predict()`: they know neither arrays nor layers."""
from __future__ import annotations

import itertools
import warnings

import numpy as np
import torch

from ..callbacks.callback_list import CallbackList
from ..core import tree
from ..core.arguments import positive
from ..core.errors import ArgumentError, ArgumentTypeError, got
from ..runtime import masks, settings
from ..runtime.convert import convert_to_numpy
from .arrays import check_lengths, split_arrays
from .batches import is_source, make_source, unpack_x_y_sample_weight, whole_arrays
from .checks import check_against_model
from .feed import Feed
from .finite import check_finite
from .interrupt import interruptible
from .logs import Logs, as_number, in_order
from .pause import Place


@torch.enable_grad()        # wherever the user calls it from
def fit(model, *arguments):
    """Trains, epoch by epoch; gives the `History`. Ctrl-C, from the first check of the data on, ends training after the running step."""
    interrupted = []

    def stop():
        model.stop_training = model.stop_evaluating = True
        interrupted.append(True)

    with interruptible(stop):
        return _fit(model, stop, interrupted, *arguments)


def _fit(model, stop, interrupted, x, y, batch_size, epochs, verbose, callbacks, validation_split, validation_data, shuffle, class_weight, sample_weight,
         initial_epoch, steps_per_epoch, validation_steps, validation_batch_size, validation_freq):
    if steps_per_epoch is not None:
        positive("steps_per_epoch", steps_per_epoch)
    if isinstance(initial_epoch, str) and initial_epoch != "resume":
        raise ArgumentError(f"`initial_epoch` must be an int or 'resume', {got(initial_epoch)}.", argument="initial_epoch", actual=initial_epoch)
    source, validation, held_out = checked(model, x, y, batch_size, validation_split, validation_data, shuffle, class_weight, sample_weight,
                                           validation_batch_size, steps_per_epoch, validation_steps)
    epochs, steps_per_epoch = _limited(epochs, settings.max_epochs()), _limited(steps_per_epoch, settings.max_steps_per_epoch())
    step = model._train_step_for_fit()
    callbacks = CallbackList.of(callbacks, model, add_history=True, verbose=verbose, epochs=epochs, steps=steps_per_epoch or source.num_batches)
    validate = _Validation(model, validation, held_out, validation_batch_size or batch_size, validation_steps, validation_freq, callbacks)
    model.stop_training, logs, feed = False, {}, Feed(source, steps_per_epoch)
    callbacks.on_train_begin()
    pause = _resumed(model) if initial_epoch == "resume" and callbacks.resume_at is None else None
    initial_epoch, done = callbacks.resume_at or ((pause.epoch, pause.batch) if pause is not None else (0 if initial_epoch == "resume" else initial_epoch, 0))
    place = Place(initial_epoch)
    try:
        for epoch in range(initial_epoch, epochs):
            if interrupted:
                break
            model.reset_metrics()
            callbacks.on_epoch_begin(epoch)
            if pause is not None:
                pause.begin(callbacks)
            place.begin(epoch)
            logs = in_order(_run_epoch(model, step, feed, callbacks, "train", place, done, pause))
            done, pause = 0, None
            if interrupted:
                break
            if steps_per_epoch is not None and place.ran < steps_per_epoch and not model.stop_training:
                _warn_of_end("steps_per_epoch", steps_per_epoch, place.ran, epoch, source.begins_anew)
                model.stop_training = not source.begins_anew
            if place.ran == 0:
                break
            place.end(in_pass=steps_per_epoch is not None)
            if validate.wanted(epoch):
                found = validate()
                if not interrupted:
                    logs = in_order({**logs, **{f"val_{k}": v for k, v in found.items()}})
            callbacks.on_epoch_end(epoch, logs)
            if model.stop_training:
                break
    except KeyboardInterrupt:           # a second one, or one in code that does not go on after it
        stop()
    if place.begun or not interrupted:
        object.__setattr__(model, "_stands", place.pause(feed, callbacks, model.metrics_variables))
    if model.history is not None:
        model.history.interrupted = bool(interrupted)
    if model.optimizer is not None:
        model.optimizer.finalize_variable_values(model.trainable_variables)
    callbacks.on_train_end(logs or {})
    return model.history


def checked(model, x, y, batch_size, validation_split, validation_data, shuffle, class_weight, sample_weight, validation_batch_size=None,
            steps_per_epoch=None, validation_steps=None):
    """What `fit()` does before its first step: data is converted and checked, and the model built where it is not.

    Returns:
        The source of batches, the data for validation or None, and the source of that where it is made of arrays.
    """
    model._assert_compiled("fit")
    data, validation = _training_and_validation(x, y, sample_weight, validation_split, validation_data)
    source = make_source(*data, batch_size, shuffle, class_weight, steps_per_epoch)
    first = prepare(model, source)
    check_against_model(model, source, first)
    held_out = None
    if validation is not None and not is_source(validation[0]):
        held_out = make_source(*validation, validation_batch_size or batch_size, steps=validation_steps)
        check_against_model(model, held_out, None, "validation_data[1]")            # now, not after an epoch
    return source, validation, held_out


def _resumed(model):
    """Where the last training stood, as far as that is known."""
    pause = getattr(model, "_stands", None)
    if pause is None:
        steps = 0 if model.optimizer is None else int(model.optimizer.iterations)
        if steps:
            warnings.warn(f"`initial_epoch` is 'resume', but where the training of this model ended is not known: its {steps} steps were done elsewhere, and "
                          "neither files nor copies keep the place. Epoch 1 is run; to go on, give the number of epochs that are done.", stacklevel=4)
    elif pause.cut_off:
        warnings.warn(f"The last training was cut off within a step, so epoch {pause.epoch + 1} begins anew, with weights that an unbroken training would "
                      "not have had.", stacklevel=4)
    return pause


def _limited(number, most):
    """A number of epochs or steps, cut to the setting of that name where there is one."""
    return number if most is None else most if number is None else min(number, most)


def _training_and_validation(x, y, sample_weight, validation_split, validation_data):
    """((x, y, weights), the same for validation or None), converted once and checked."""
    if validation_split and not 0.0 < validation_split < 1.0:
        raise ArgumentError(f"`validation_split` must be between 0 and 1, {got(validation_split)}.", argument="validation_split", actual=validation_split)
    if is_source(x):
        if validation_split:
            raise ArgumentError(f"`validation_split` needs arrays, but `x` is a {type(x).__name__}; give `validation_data`.",
                                argument="validation_split", actual=validation_split)
    else:
        check_lengths(x, y, sample_weight)
        x, y, sample_weight = (_all_finite(*part) for part in (("x", x), ("y", y), ("sample_weight", sample_weight)))
    if validation_data is not None:
        if is_source(validation_data):
            return (x, y, sample_weight), (validation_data, None, None)
        held_out = unpack_x_y_sample_weight(validation_data)
        if not is_source(held_out[0]):
            check_lengths(*held_out, within="validation_data")          # now, not after an epoch
        return (x, y, sample_weight), held_out
    if validation_split:
        return split_arrays(x, y, sample_weight, validation_split)
    return (x, y, sample_weight), None


def _all_finite(name, part):
    """Arrays as tensors, checked before: bad doubles are told of at once, what is too large for a tensor's floats after."""
    check_finite(name, part)
    tensors = whole_arrays(part, name)
    check_finite(name, tensors)
    return tensors


def _warn_of_end(argument, limit, ran, epoch=None, goes_on=False):
    where = "" if epoch is None else f" in epoch {epoch + 1}"
    then = "" if epoch is None else " It begins anew in the next epoch." if goes_on else " Training ends."
    warnings.warn(f"The data ran out{where} after {ran} of `{argument}` = {limit} batches.{then}", stacklevel=4)


def prepare(model, source):
    """Builds model, losses, metrics and optimizer from the first batch where that is still to do; gives that batch when it was read."""
    if model.built and model._compile_is_built():
        return None
    source = source.source if hasattr(source, "source") else source
    batch = source.peek() if hasattr(source, "peek") else next(iter(source))
    model._build_from_batch(*batch)
    return batch


def _run_epoch(model, step, feed, callbacks, mode, place, done=0, pause=None):
    """One epoch, after the first `done` batches; gives the logs at its end, and notes in `place` how far it is."""
    begin, end = callbacks.batch_hooks(mode)
    feed.begin()
    group, limit, given = model.steps_per_execution, feed.limit, None
    if pause is not None:
        feed.skip(pause.given)
        ran = done
        pause.go_on(model.metrics_variables)
    else:
        ran = feed.skip(done)
        if done:
            callbacks.go_on()
    place.ran = ran
    undisturbed = mode == "train" and begin is None and end is None and getattr(feed.source, "runs_no_code", False)
    with masks.alone(undisturbed):
        while limit is None or ran < limit:
            at_once = max(group, getattr(step, "at_once", 1)) if undisturbed else group
            chunk = feed.take(at_once if limit is None else min(at_once, limit - ran), first=ran == 0)
            if not chunk:
                break
            if begin is not None:
                begin(ran)
            place.whole = False
            if at_once > group:
                step.several(chunk)
            else:
                for x, y, w in chunk:
                    given = step(x, y, w)
            ran += len(chunk)
            feed.given += len(chunk)
            place.ran, place.whole = ran, True
            if end is not None:
                end(ran - 1, Logs(model.get_metrics_result) if given is None else Logs(lambda given=given: given))
            if model.stop_training if mode == "train" else getattr(model, "stop_evaluating", False):
                break
    if ran == 0:
        return {}
    results = given if given is not None else model.get_metrics_result()
    return {k: as_number(v) for k, v in results.items()}


class _Validation:
    """When and how an epoch is validated; the data is converted once."""

    def __init__(self, model, data, source, batch_size, steps, freq, callbacks):
        self.model, self.data, self.batch_size, self.steps, self.freq, self.callbacks = model, data, batch_size, steps, freq, callbacks
        self.source = source

    def wanted(self, epoch: int) -> bool:
        if self.data is None:
            return False
        if isinstance(self.freq, int):
            if self.freq < 1:
                raise ArgumentError(f"`validation_freq` must be a positive int or a list of epochs, {got(self.freq)}.", argument="validation_freq",
                                    actual=self.freq)
            return (epoch + 1) % self.freq == 0
        if isinstance(self.freq, (list, tuple, set, range)):
            return (epoch + 1) in self.freq
        raise ArgumentTypeError(f"`validation_freq` must be a positive int or a list of epochs, {got(self.freq)}.", argument="validation_freq",
                                actual=self.freq)

    def __call__(self) -> dict:
        if self.source is None:
            self.source = make_source(*self.data, self.batch_size, steps=self.steps)
        return evaluate(self.model, None, source=self.source, steps=self.steps, callbacks=self.callbacks)


def evaluate(model, x, y=None, batch_size=None, verbose=0, sample_weight=None, steps=None, callbacks=None, source=None, class_weight=None) -> dict:
    """Metrics over all batches, by name."""
    model._assert_compiled("evaluate")
    source = source or make_source(x, y, sample_weight, batch_size, class_weight=class_weight, steps=steps)
    prepare(model, source)
    step = model._test_step_for_evaluate()
    callbacks = CallbackList.of(callbacks, model, verbose=verbose, epochs=1, steps=steps or source.num_batches)
    model.stop_evaluating = False
    model.reset_metrics()
    callbacks.on_test_begin()
    with torch.no_grad():
        place = Place(0)
        logs = _run_epoch(model, step, Feed(source, steps), callbacks, "test", place)
    if steps is not None and place.ran < steps and not model.stop_evaluating:
        _warn_of_end("steps", steps, place.ran)
    callbacks.on_test_end(in_order(logs))
    return logs


def predict(model, x, batch_size=None, verbose=0, steps=None, callbacks=None):
    """Outputs of all batches, one after another, as NumPy arrays in the nesting of the output."""
    source = make_source(x, batch_size=batch_size, steps=steps)
    step = model._predict_step_for_predict()
    callbacks = CallbackList.of(callbacks, model, verbose=verbose, epochs=1, steps=steps or source.num_batches)
    begin, end = callbacks.batch_hooks("predict")
    parts = []
    model.stop_predicting = False
    callbacks.on_predict_begin()
    with torch.no_grad():
        for i, (x, _, _) in enumerate(source if steps is None else itertools.islice(source, steps)):
            if begin is not None:
                begin(i)
            parts.append(step(x))
            if end is not None:
                end(i, {"outputs": parts[-1]})
            if model.stop_predicting:
                break
    callbacks.on_predict_end()
    if not parts:
        raise ArgumentError("`x` gave no batch to predict from.", argument="x", actual=type(x).__name__)
    return tree.map_structure(_joined, *parts)


def _joined(*parts):
    if isinstance(parts[0], torch.Tensor):
        return convert_to_numpy(parts[0] if len(parts) == 1 else torch.cat(parts))
    return np.concatenate([np.asarray(p) for p in parts])



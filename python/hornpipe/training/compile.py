"""What `compile()` was told, laid out over the model's outputs: which loss, metrics and weights belong to which."""
from __future__ import annotations

import itertools

import torch

from .. import losses as loss_face
from .. import metrics as metric_face
from ..core import objects, tree
from ..core.configurable import is_own
from ..core.errors import ArgumentError, DataError, got
from ..losses.loss import Loss, LossFunctionWrapper
from ..metrics.mean import Mean, MeanMetricWrapper
from ..metrics.metric import Metric
from .gradients import LossGradients
from .outputs import Outputs

ACCURACY, CROSSENTROPY = ("accuracy", "acc"), ("crossentropy", "ce")


def task_of(y_true, y_pred) -> str:
    """"binary", "sparse" or "categorical", from the shapes of targets and predictions."""
    shape = tuple(y_pred.shape)
    if shape and shape[-1] == 1:
        return "binary"
    if len(y_true.shape) < len(shape) or (y_true.shape and y_true.shape[-1] == 1):
        return "sparse"
    return "categorical"


def make_loss(identifier, y_true, y_pred):
    """A `Loss` from whatever `compile(loss=)` takes."""
    if identifier is None or isinstance(identifier, Loss):
        return identifier
    if isinstance(identifier, str) and identifier in CROSSENTROPY:
        identifier = {"binary": "binary_crossentropy", "sparse": "sparse_categorical_crossentropy",
                      "categorical": "categorical_crossentropy"}[task_of(y_true, y_pred)]
    found = loss_face.get(identifier)
    if isinstance(found, Loss):
        return found
    name = getattr(found, "__name__", None) or "loss"
    return LossFunctionWrapper(found, name=name)


def make_metric(identifier, y_true, y_pred):
    """A `Metric` from whatever `compile(metrics=)` takes."""
    if isinstance(identifier, Metric):
        return identifier
    if isinstance(identifier, str) and identifier in ACCURACY:
        made = metric_face.get({"binary": "BinaryAccuracy", "sparse": "SparseCategoricalAccuracy",
                                "categorical": "CategoricalAccuracy"}[task_of(y_true, y_pred)])
        made.name = identifier
        return made
    if isinstance(identifier, str) and identifier in CROSSENTROPY:
        made = metric_face.get({"binary": "BinaryCrossentropy", "sparse": "SparseCategoricalCrossentropy",
                                "categorical": "CategoricalCrossentropy"}[task_of(y_true, y_pred)])
        made.name = identifier
        return made
    found = objects.get("metric", identifier, argument="metrics")
    if isinstance(found, Metric):
        if isinstance(identifier, str):
            found.name = identifier
        return found
    name = identifier if isinstance(identifier, str) else getattr(found, "__name__", None) or type(found).__name__.lower()
    return MeanMetricWrapper(found, name=name)


def _is_loss(x):
    return x is None or isinstance(x, (str, Loss)) or callable(x) or (isinstance(x, dict) and "class_name" in x)


def _is_metric(x):
    return x is None or isinstance(x, (str, Metric)) or callable(x) or (isinstance(x, dict) and "class_name" in x)


class CompiledLoss:
    """The losses of all outputs, and their weighted sum.

    Args:
        loss, loss_weights: As `compile()` takes them.
    """

    def __init__(self, loss, loss_weights=None):
        self.given, self.given_weights = loss, loss_weights
        self.rows = None            # (place, loss, weight, tracker)
        self.metrics = []
        self.targets = ()           # positions of the outputs that have a loss

    def build(self, outputs: Outputs, y_true, y_pred):
        given = self.given
        if isinstance(given, dict) and "class_name" in given:
            given = loss_face.get(given)
        laid = [(path, identifier) for path, identifier in outputs.lay(given, "loss", _is_loss) if identifier is not None]
        weights = self._weights(outputs, given, [path for path, _ in laid])
        self.targets = [outputs.below(path).start for path, _ in laid]
        y_true, y_pred = outputs.values(y_true, "y", self.targets), tree.flatten(y_pred)
        rows = []
        for (path, identifier), weight in zip(laid, weights):
            place = outputs.below(path)
            if isinstance(given, dict):
                _check_given(y_true, place, outputs)
            if y_true[place.start] is not None:
                rows.append((place, make_loss(identifier, y_true[place.start], y_pred[place.start]), weight, outputs.name_of(path)))
        tracked = len(rows) > 1
        self.rows = [(place, loss, weight, Mean(name=f"{name}_loss") if tracked else None) for place, loss, weight, name in rows]
        self.metrics = [row[3] for row in self.rows if tracked]

    def _weights(self, outputs, given, paths):
        """The weight of the loss at each path."""
        weights = self.given_weights
        if weights is None:
            return [None] * len(paths)
        if isinstance(weights, (int, float)):
            if len(outputs) > 1:
                raise ArgumentError(f"`loss_weights` must have an entry for each of the {len(outputs)} outputs {outputs.names}, {got(weights)}.",
                                    argument="loss_weights", actual=weights)
            return [weights] * len(paths)
        if isinstance(weights, dict):
            found = dict(outputs.lay(weights, "loss_weights", lambda w: w is None or isinstance(w, (int, float))))
            return [found.get(path) for path in paths]
        flat, places = tree.flatten(weights), [outputs.below(path) for path in paths]
        starts = {place.start for place in places if place.stop - place.start == 1}
        if len(flat) == len(outputs) and len(starts) == len(paths):         # one for each output
            return [flat[place.start] for place in places]
        if len(flat) == len(tree.flatten(given)):
            flat = [w for w, loss in zip(flat, tree.flatten(given)) if loss is not None]
        if len(flat) != len(paths):
            raise ArgumentError(f"`loss_weights` must have an entry for each of the {len(paths)} losses, got {len(flat)}.", argument="loss_weights",
                                expected=len(paths), actual=len(flat))
        return flat

    def is_own(self) -> bool:
        """Whether there are losses, and all of them are hornpipe's."""
        return bool(self.rows) and all(is_own(type(loss)) and (not isinstance(loss, LossFunctionWrapper) or hasattr(loss.fn, "on_tensors"))
                                       for _, loss, _, _ in self.rows)

    def with_gradients(self, outputs: Outputs, activations: list):
        """The losses by what the activation of each output is given, where all of them know their derivatives; else None."""
        rows = [(place.start, loss.with_gradient(activations[place.start]), weight, tracker) for place, loss, weight, tracker in self.rows
                if not tree.is_nested(place.like)]
        alone = len({position for position, *_ in rows}) == len(self.rows)          # one loss for one output
        return LossGradients(rows, outputs, activations) if alone and all(loss is not None for _, loss, _, _ in rows) else None

    def __call__(self, outputs: Outputs, y_true, y_pred, sample_weight=None):
        if y_true is None and self.given is not None:
            raise DataError("`y` must be given, with `x` or by the generator: the loss compares predictions with targets, got None.", argument="y", actual=None)
        if self.rows is None:
            self.build(outputs, y_true, y_pred)
        if len(self.rows) == 1 and len(outputs) == 1 and isinstance(y_pred, torch.Tensor) and isinstance(y_true, torch.Tensor):     # the usual case
            _, loss, weight, _ = self.rows[0]
            value = loss(y_true, y_pred, sample_weight)
            return value if weight is None else value * weight
        y_true, y_pred = outputs.values(y_true, "y", self.targets), tree.flatten(y_pred)
        weights = outputs.values(sample_weight, "sample_weight", self.targets) if tree.is_nested(sample_weight) else [sample_weight] * len(outputs)
        total = None
        for place, loss, weight, tracker in self.rows:
            _check_given(y_true, place, outputs)
            value = loss(place.of(y_true), place.of(y_pred), weights[place.start])
            if tracker is not None:
                tracker.update_state(value.detach(), sample_weight=len(y_pred[place.start]))
            value = value if weight is None else value * weight
            total = value if total is None else total + value
        return total


def _check_given(y_true, place, outputs: Outputs):
    """Each output with a loss needs targets."""
    if y_true[place.start] is None:
        name = outputs.names[place.start]
        raise DataError(f"`y` has nothing for the output {name!r}, which has a loss. The outputs are: {outputs.names}.", argument="y", actual=None,
                        expected=outputs.names)


def _unlike(names: set, name: str, other: str | None) -> str:
    """The name, where another metric has it the other one, where that is taken too one with a number; notes it in `names`."""
    first = other if other is not None and name in names else name
    found = next(n for n in (first if i == 0 else f"{first}_{i}" for i in itertools.count()) if n not in names)
    names.add(found)
    return found


class CompiledMetrics:
    """The metrics of all outputs.

    Args:
        metrics, weighted_metrics: As `compile()` takes them.
    """

    def __init__(self, metrics, weighted_metrics):
        self.given, self.given_weighted = metrics, weighted_metrics
        self.rows = None            # (position, metric, whether it is weighted, name in the logs)
        self.metrics = []

    def build(self, outputs: Outputs, y_true, y_pred):
        y_true, y_pred = outputs.values(y_true, "y"), tree.flatten(y_pred)
        rows, names = [], set()
        for given, argument, weighted in ((self.given, "metrics", False), (self.given_weighted, "weighted_metrics", True)):
            for i, entry in enumerate(outputs.entries(given, argument, _is_metric)):
                for identifier in tree.flatten(entry) if isinstance(entry, (list, tuple)) else [entry]:
                    if identifier is None:
                        continue
                    metric = make_metric(identifier, y_true[i], y_pred[i])
                    output = f"{outputs.names[i]}_" if len(outputs) > 1 else ""
                    name = _unlike(names, output + metric.name, f"{output}weighted_{metric.name}" if weighted else None)
                    rows.append((i, metric, weighted, name))
        self.rows = rows            # not before: a metric that nobody knows must be asked for again
        self.metrics = list({id(row[1]): row[1] for row in self.rows}.values())

    def update(self, outputs: Outputs, y_true, y_pred, sample_weight=None):
        if self.rows is None:
            self.build(outputs, y_true, y_pred)
        if not self.rows:
            return
        if len(outputs) == 1 and isinstance(y_pred, torch.Tensor) and isinstance(y_true, torch.Tensor):     # the usual case
            for _, metric, weighted, _ in self.rows:
                metric.update_state(y_true, y_pred, sample_weight if weighted else None)
            return
        y_true, y_pred = outputs.values(y_true, "y"), tree.flatten(y_pred)
        weights = outputs.values(sample_weight, "sample_weight") if tree.is_nested(sample_weight) else [sample_weight] * len(outputs)
        for i, metric, weighted, _ in self.rows:
            if y_true[i] is not None:
                metric.update_state(y_true[i], y_pred[i], weights[i] if weighted else None)

    def joins(self) -> bool:
        """Whether batches without weights may be taken in together."""
        return self.rows is not None and all(metric.joins for metric in self.metrics)

    def update_joined(self, y_true: list, y_pred: list, batches: int):
        """Takes in several batches of one form, without weights, that stand one after the other: lists of a value for each output."""
        for i, metric, _, _ in self.rows:
            if y_true[i] is not None:
                metric.update_joined(y_true[i], y_pred[i], batches)

    def results(self, ids) -> dict:
        """Values by name in the logs, of the metrics with these ids; a metric with several values tells them under its own names."""
        found = {}
        for _, metric, _, name in self.rows or ():
            if id(metric) not in ids:
                continue
            value = metric.result()
            if isinstance(value, dict):
                found.update(value)
            else:
                found[name] = value
        return found

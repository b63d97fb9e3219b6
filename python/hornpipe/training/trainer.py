"""`Trainer`: compile, fit, evaluate and predict, as methods of every model."""
from __future__ import annotations

import contextlib
import inspect
import warnings

import torch

from ..core import objects, tree
from ..core.errors import ArgumentError, NotCompiledError, got, unknown_argument
from ..graph.infer import infer
from ..graph.tensor import spec_of
from ..layers.calling import call as running
from ..metrics.mean import Mean
from ..optimizers import get as get_optimizer
from ..runtime import policy as policies
from ..runtime.variable import StatelessScope
from . import loop
from . import step as steps
from .batches import ClassWeighted, to_tensors
from .compile import CompiledLoss, CompiledMetrics
from .jit import CompiledCall
from .logs import as_number
from .outputs import Outputs


class Trainer:
    """What a model needs to learn. The methods to override are `train_step`, `compute_loss` and `compute_metrics`."""

    run_eagerly = False
    jit_compile = False
    bookkeeping = frozenset({"loss", "_compile_loss", "_compile_metrics", "_loss_tracker", "_outputs_of_model", "_output_shapes", "history", "_stands",
                             "_compile_arguments", "_steps",
                             "train_function", "test_function", "predict_function", "loss_weights"})

    def __init__(self):
        set_ = object.__setattr__
        for name, value in {"compiled": False, "optimizer": None, "loss": None, "stop_training": False, "_compile_loss": None, "_compile_metrics": None,
                            "_loss_tracker": None, "_outputs_of_model": None, "_output_shapes": None, "steps_per_execution": 1, "run_eagerly": False,
                            "jit_compile": False, "history": None, "_compile_arguments": None, "_steps": {}, "auto_scale_loss": True}.items():
            set_(self, name, value)

    # ------------------------------------------------------------ compile

    def compile(self, optimizer="rmsprop", loss=None, loss_weights=None, metrics=None, weighted_metrics=None, run_eagerly=False,
                steps_per_execution=1, jit_compile="auto", auto_scale_loss=True):
        """Says how the model learns.

        Args:
            optimizer: Name or object.
            loss: Name, function or `Loss`; for several outputs a list or dictionary of them.
            loss_weights: What each output's loss counts in the sum.
            metrics: Names, functions or `Metric`s; for several outputs a list or dictionary of lists.
            weighted_metrics: The same, weighted by `sample_weight` and `class_weight`.
            run_eagerly: Kept for debugging: `jit_compile` is off then.
            steps_per_execution: How many batches between two looks at the callbacks.
            jit_compile: `True` runs the model through `torch.compile`, with CUDA graphs on a GPU; where a model cannot be compiled, a warning says so.
            auto_scale_loss: Whether a float16 policy gets a loss-scaling optimizer.
        """
        optimizer = get_optimizer(optimizer)
        if jit_compile not in (True, False, None, "auto"):
            raise ArgumentError(f"`jit_compile` must be True, False or 'auto', {got(jit_compile)}.", argument="jit_compile", actual=jit_compile)
        if not isinstance(steps_per_execution, int) or steps_per_execution < 1:
            raise ArgumentError(f"`steps_per_execution` must be a positive int, {got(steps_per_execution)}.", argument="steps_per_execution",
                                actual=steps_per_execution)
        if run_eagerly and jit_compile is True:
            warnings.warn("`jit_compile=True` has no effect with `run_eagerly=True`.", stacklevel=2)
            jit_compile = False
        if auto_scale_loss and getattr(self, "dtype_policy", policies.dtype_policy()).name == "mixed_float16" and optimizer is not None:
            optimizer = _scaled(optimizer)
        set_ = object.__setattr__
        set_(self, "optimizer", optimizer)
        set_(self, "loss", loss)
        set_(self, "loss_weights", loss_weights)
        set_(self, "_compile_loss", CompiledLoss(loss, loss_weights) if loss is not None else None)
        set_(self, "_compile_metrics", CompiledMetrics(metrics, weighted_metrics) if metrics is not None or weighted_metrics is not None else None)
        set_(self, "_loss_tracker", Mean(name="loss"))
        set_(self, "steps_per_execution", steps_per_execution)
        set_(self, "run_eagerly", bool(run_eagerly))
        set_(self, "jit_compile", False if jit_compile in ("auto", None) else jit_compile)
        set_(self, "auto_scale_loss", auto_scale_loss)
        set_(self, "stop_training", False)
        set_(self, "_steps", {})
        set_(self, "_outputs_of_model", None)
        set_(self, "_compile_arguments",
             {"optimizer": optimizer, "loss": loss, "loss_weights": loss_weights, "metrics": metrics, "weighted_metrics": weighted_metrics,
                                          "run_eagerly": run_eagerly, "steps_per_execution": steps_per_execution, "jit_compile": self.jit_compile})
        set_(self, "compiled", True)

    def _assert_compiled(self, method):
        own_step = type(self).train_step is not Trainer.train_step if method == "fit" else type(self).test_step is not Trainer.test_step
        if not self.compiled and not own_step:
            raise NotCompiledError(f"The model {self.name!r} must be compiled before `{method}()`: call `compile(optimizer, loss)`.", layer=self.name)

    def get_compile_config(self):
        """What `compile()` was given, as plain values."""
        if not self.compiled or self._compile_arguments is None:
            return None
        def told(name, value):
            if name == "optimizer":
                return value
            return tree.map_structure(objects.config_value, value) if isinstance(value, (list, tuple, dict)) else objects.config_value(value)

        return objects.serialize_dict({name: told(name, value) for name, value in self._compile_arguments.items()})

    @classmethod
    def _overrides_compile(cls):
        return cls.compile is not Trainer.compile

    def compile_from_config(self, config):
        """Compiles as `get_compile_config()` told."""
        if self._overrides_compile() and type(self).get_compile_config is Trainer.get_compile_config:
            warnings.warn(f"{type(self).__name__} overrides `compile()`: it is not compiled when loaded. Define `compile_from_config()` to change that.",
                          stacklevel=2)
            return
        config = {k: objects.deserialize_keras_object(v) if isinstance(v, (dict, list, tuple)) else v for k, v in config.items() if v is not None}
        # Keras: files say True wherever the engine that wrote them compiles by default. It changes no number, so the default of this one counts.
        config.pop("jit_compile", None)
        self.compile(**config)
        if getattr(self, "optimizer", None) is not None and self.built:
            self.optimizer.build(self.trainable_variables)

    # ------------------------------------------------------------ metrics

    @property
    def metrics(self):
        """The metrics of training: the loss, those of `compile()`, those of layers."""
        found = [self._loss_tracker] if self._loss_tracker is not None and self.compiled else []
        for compiled in (self._compile_metrics, self._compile_loss):
            if compiled is not None:
                found.extend(compiled.metrics)
        found.extend(super().metrics)
        return list({id(m): m for m in found}.values())

    @property
    def metrics_names(self):
        told = self.compiled and (self._compile_metrics is None or self._compile_metrics.rows is not None)
        return self._listed(self.get_metrics_result()) if told else [m.name for m in self.metrics]

    def _listed(self, logs) -> list:
        """Names in the order in which Keras lists values: metrics as the model has them, then the sorted names of those of single outputs."""
        own = dict.fromkeys(m.name for m in self.metrics if m.name in logs)
        return [*own, *sorted(name for name in logs if name not in own)]

    def _as_list(self, logs):
        values = [logs[name] for name in self._listed(logs)]
        return values[0] if len(values) == 1 else values

    @property
    def metrics_variables(self):
        return [v for m in self.metrics for v in m.variables]

    def reset_metrics(self):
        """Sets every metric back."""
        for m in self.metrics:
            m.reset_state()

    def get_metrics_result(self):
        """Values of the metrics by name; a model that overrides `metrics` tells which."""
        results, listed = {}, self.metrics
        ids = {id(m) for m in listed}
        if id(self._loss_tracker) in ids:
            results["loss"] = self._loss_tracker.result()
        if self._compile_loss is not None:
            results.update({m.name: m.result() for m in self._compile_loss.metrics if id(m) in ids})
        if self._compile_metrics is not None:
            results.update(self._compile_metrics.results(ids))
        own = {id(m) for c in (self._compile_metrics, self._compile_loss) if c is not None for m in c.metrics} | {id(self._loss_tracker)}
        for m in listed:
            if id(m) not in own:
                value = m.result()
                results.update(value if isinstance(value, dict) else {m.name: value})
        return results

    # ------------------------------------------------------------ one batch, as a model may change it

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        """The scalar that training makes small: the compiled losses and those that layers added.

        Args:
            x, y, y_pred, sample_weight: Inputs, targets, outputs and weights of the batch.
            training: Whether this is training.
        """
        total = None
        if self._compile_loss is not None:
            total = self._compile_loss(self._outputs_for(y_pred), y, y_pred, sample_weight)
        added = [torch.as_tensor(loss).sum() for loss in self.losses]
        for loss in added:
            total = loss if total is None else total + loss
        if total is None and training:
            raise ArgumentError(f"The model {self.name!r} has no loss to learn by: give `compile()` a `loss`, or have a layer add one.", argument="loss")
        return torch.zeros(()) if total is None else total

    def _compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        if "training" in type(self).compute_loss.__code__.co_varnames or type(self).compute_loss.__code__.co_flags & 8:
            return self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight, training=training)
        return self.compute_loss(x=x, y=y, y_pred=y_pred, sample_weight=sample_weight)

    def stateless_compute_loss(self, trainable_variables, non_trainable_variables, metrics_variables, x=None, y=None, y_pred=None, sample_weight=None,
                               training=True):
        """`compute_loss()` with given values in place of the variables."""
        mapping = [*zip(self.trainable_variables, trainable_variables), *zip(self.non_trainable_variables, non_trainable_variables),
                   *zip(self.metrics_variables, metrics_variables)]
        with StatelessScope(mapping) as scope:
            loss = self._compute_loss(x, y, y_pred, sample_weight, training)
        return loss, *([scope.get_current_value(v) for v in own] for own in (self.trainable_variables, self.non_trainable_variables, self.metrics_variables))

    def compute_metrics(self, x, y, y_pred, sample_weight=None):
        """Updates the metrics with a batch and gives their values by name."""
        if self._compile_metrics is not None:
            self._compile_metrics.update(self._outputs_for(y_pred), y, y_pred, sample_weight)
        return self.get_metrics_result()

    def train_step(self, data):
        """One step of training on a batch; gives the logs."""
        return steps.train_step(self, data)

    def test_step(self, data):
        """One step of evaluation on a batch; gives the logs."""
        return steps.test_step(self, data)

    def predict_step(self, data):
        """The outputs for a batch."""
        return steps.predict_step(self, data)

    # ------------------------------------------------------------ one batch, as the loops run it

    def _outputs_for(self, y_pred):
        if self._outputs_of_model is None:
            object.__setattr__(self, "_outputs_of_model", Outputs(y_pred, getattr(self, "output_names", None)))
            object.__setattr__(self, "_output_shapes", [tuple(p.shape) if hasattr(p, "shape") else None for p in tree.flatten(y_pred)])
        return self._outputs_of_model

    def _loss_for_step(self, x, y, y_pred, sample_weight):
        if type(self).compute_loss is Trainer.compute_loss and not self._adds_losses() and self._compile_loss is not None:
            return self._compile_loss(self._outputs_for(y_pred), y, y_pred, sample_weight)
        return self._compute_loss(x, y, y_pred, sample_weight, True)

    def _reverse_plan(self, variables):
        """The plan whose layers know their derivatives; None where autograd finds them. Functional models may have one."""
        return None

    def _loss_is_known(self) -> bool:
        """Whether the loss, but for penalties, depends on the model by its output alone: it is not a function of the user's."""
        own = self._compile_loss is not None and type(self).compute_loss is Trainer.compute_loss
        return own and self._compile_loss.is_own()

    def _adds_losses(self) -> bool:
        """Whether the call just made added losses, or weights have penalties."""
        return running.added_in == running.run or self._penalized()

    def _penalized(self) -> bool:
        if "penalties" not in self._steps:
            self._steps["penalties"] = any(getattr(v, "regularizer", None) is not None for v in self.weights)
        return self._steps["penalties"]

    def _update_metrics(self, loss, x, y, y_pred, sample_weight):
        self._loss_tracker.update_state(loss, sample_weight=steps.batch_length(x))
        if self._compile_metrics is not None:
            self._compile_metrics.update(self._outputs_for(y_pred), y, y_pred, sample_weight)

    def _train_step_for_fit(self):
        if self._changes("train_step", "compute_metrics"):
            return lambda x, y, w: self.train_step(_packed(x, y, w))
        return self._made("train", lambda: steps.TrainStep(self))

    def _test_step_for_evaluate(self):
        return lambda x, y, w: self.test_step(_packed(x, y, w))

    def _predict_step_for_predict(self):
        if self._changes("predict_step"):
            return lambda x: self.predict_step(_packed(x, None, None))
        return lambda x: self._forward(x, False)

    def _changes(self, *methods) -> bool:
        return any(getattr(type(self), m) is not getattr(Trainer, m) or m in self.__dict__ for m in methods)

    def _forward(self, x, training):
        if not self.jit_compile:
            return self(x, training=training)
        if "jit" not in self._steps:
            self._steps["jit"] = CompiledCall(self)
        return self._steps["jit"](x, training)

    def _made(self, key, make):
        variables = tuple(map(id, self.trainable_variables))
        if self._steps.get(key, (None, None))[0] != variables:
            self._steps[key] = (variables, make())
        return self._steps[key][1]

    def make_train_function(self, force=False):
        """Prepares the training step; `force` prepares it anew, after `trainable` changed."""
        if force:
            self._steps.clear()
        object.__setattr__(self, "train_function", self._train_step_for_fit())
        return self.train_function

    def make_test_function(self, force=False):
        object.__setattr__(self, "test_function", self._test_step_for_evaluate())
        return self.test_function

    def make_predict_function(self, force=False):
        object.__setattr__(self, "predict_function", self._predict_step_for_predict())
        return self.predict_function

    # ------------------------------------------------------------ building from data

    def _compile_is_built(self):
        return all(c is None or c.rows is not None for c in (self._compile_loss, self._compile_metrics)) and (self.optimizer is None or self.optimizer.built)

    @contextlib.contextmanager
    def _undone_if_refused(self):
        """Losses and metrics are made for the first data. Where those are refused, they are made anew for the next."""
        made = [c for c in (self._compile_loss, self._compile_metrics) if c is not None and c.rows is None]
        steps_done = self.optimizer.iterations if self.optimizer is not None else 0
        before = int(steps_done) if made else None
        try:
            yield
        except Exception:
            if made and int(steps_done) == before:
                for compiled in made:
                    compiled.rows, compiled.metrics = None, []
            raise

    def _build_from_batch(self, x, y, sample_weight):
        """Builds what is not built yet, by a symbolic call on a batch's shapes where those are needed."""
        compiled = [c for c in (self._compile_loss, self._compile_metrics) if c is not None and c.rows is None and y is not None]
        if not self.built or any(not layer.built for layer in self._flatten_layers()):
            try:
                y_pred = self(tree.map_structure(_unknown_batch, x))
            except Exception:
                with torch.no_grad():
                    y_pred = self(x, training=False)
        elif compiled:
            y_pred = infer(lambda v: self(v, training=False), (tree.map_structure(spec_of, x),))
        for part in compiled:
            part.build(self._outputs_for(y_pred), y, y_pred)
        if self.optimizer is not None and not self.optimizer.built:
            self.optimizer.build(self.trainable_variables)

    # ------------------------------------------------------------ the loops

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_split=0.0, validation_data=None, shuffle=True,
            class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1):
        """Trains the model.

        Args:
            x: Inputs: an array, a list or dictionary of them, or a source of batches (generator, `PyDataset`, torch loader).
            y: Targets, where `x` does not bring them.
            batch_size: Rows in a batch; if `None`, as many as part arrays into `steps_per_epoch` batches, or 32.
            epochs: The epoch to train to.
            verbose: 0 says nothing, 1 draws a bar, 2 prints a line an epoch.
            callbacks: Callbacks.
            validation_split: Part of the samples, from the end, that validates.
            validation_data: `(x, y)` or `(x, y, sample_weight)`, or a source.
            shuffle: Whether samples come in another order in each epoch.
            class_weight: Dictionary of class to weight.
            sample_weight: Weight of each sample.
            initial_epoch: The epoch to begin with, counted from 0; "resume" goes on where the last `fit()` ended, in the middle of
                an epoch where Ctrl-C ended it, to the weights of a training that was never interrupted.
            steps_per_epoch: Batches in an epoch; all if `None`. The next epoch goes on where this one stopped; one in which the data ends is
                short, and arrays, datasets and loaders begin anew after it. Generators end the training.
            validation_steps, validation_batch_size: The same for validation.
            validation_freq: Every how many epochs, or after which epochs, to validate.

        Returns:
            The `History`: `.history` maps names to a list with a value per epoch.
        """
        with self._undone_if_refused():
            return loop.fit(self, x, y, batch_size, epochs, verbose, callbacks, validation_split, validation_data, shuffle, class_weight, sample_weight,
                            initial_epoch, steps_per_epoch, validation_steps, validation_batch_size, validation_freq)

    def evaluate(self, x=None, y=None, batch_size=None, verbose="auto", sample_weight=None, steps=None, callbacks=None, return_dict=False, **kwargs):
        """The loss and the metrics on data.

        Returns:
            The loss alone, a list of loss and metrics, or with `return_dict` a dictionary by name.
        """
        if kwargs:
            raise unknown_argument("`evaluate()`", kwargs, inspect.signature(type(self).evaluate).parameters)
        with self._undone_if_refused():
            logs = loop.evaluate(self, x, y, batch_size, verbose, sample_weight, steps, callbacks)
        return logs if return_dict else self._as_list(logs)

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        """The outputs for inputs, batch by batch, as NumPy arrays."""
        return loop.predict(self, x, batch_size, verbose, steps, callbacks)

    def train_on_batch(self, x, y=None, sample_weight=None, class_weight=None, return_dict=False):
        """One step on one batch; gives the loss and metrics of this batch alone."""
        self._assert_compiled("fit")
        with self._undone_if_refused():
            x, y, w = self._one_batch(x, y, sample_weight, class_weight)
            self.reset_metrics()
            with torch.enable_grad():
                logs = self._train_step_for_fit()(x, y, w)
        return self._batch_logs(logs, return_dict)

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        """Loss and metrics on one batch."""
        self._assert_compiled("evaluate")
        with self._undone_if_refused():
            x, y, w = self._one_batch(x, y, sample_weight, None)
            self.reset_metrics()
            with torch.no_grad():
                logs = self._test_step_for_evaluate()(x, y, w)
        return self._batch_logs(logs, return_dict)

    def predict_on_batch(self, x):
        """The outputs for one batch, as NumPy arrays."""
        with torch.no_grad():
            return tree.map_structure(loop._joined, self._predict_step_for_predict()(to_tensors(x)))

    def _one_batch(self, x, y, sample_weight, class_weight):
        if class_weight is not None and sample_weight is not None:
            raise ArgumentError("`sample_weight` and `class_weight` cannot be given together.", argument="class_weight", actual=class_weight)
        x, y, w = to_tensors(x), to_tensors(y, "y"), to_tensors(sample_weight, "sample_weight")
        if class_weight is not None:
            w = ClassWeighted(_NoBatches(), class_weight).of(y)
        if not self.built or not self._compile_is_built():
            self._build_from_batch(x, y, w)
        return x, y, w

    def _batch_logs(self, logs, return_dict):
        logs = {k: as_number(v) for k, v in (logs if logs is not None else self.get_metrics_result()).items()}
        return logs if return_dict else self._as_list(logs)


class _NoBatches:
    num_batches = batch_size = 0
    begins_anew = True


def _packed(x, y, w):
    return (x, y, w) if w is not None else (x, y) if y is not None else (x,)


def _unknown_batch(x):
    if not hasattr(x, "shape"):
        return x
    spec = spec_of(x)
    return type(spec)((None, *spec.shape[1:]), spec.dtype) if len(spec.shape) else spec


def _scaled(optimizer):
    cls = objects.registry.lookup("optimizer", "LossScaleOptimizer")
    return optimizer if isinstance(optimizer, cls) else cls(optimizer, name="loss_scale_optimizer")

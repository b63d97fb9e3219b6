"""`Layer`: a `torch.nn.Module` that follows Keras' protocol of building and calling."""
from __future__ import annotations

import functools
import warnings

import numpy as np
import torch

from ..core import objects, tree
from ..core.configurable import arguments_of
from ..core.errors import ArgumentError, HornpipeError, got, unknown_argument
from ..core.types import DType, Flag, Regularizer, Text
from ..graph.infer import infer, inferring
from ..graph.node import Node
from ..graph.operation import Operation, any_symbolic
from ..graph.tensor import KerasTensor
from ..runtime import dtypes
from ..runtime import policy as policies
from ..runtime.convert import convert_to_tensor
from ..runtime.variable import StatelessScope, get_stateless_scope
from ..runtime.views import autocast, scopes, visible
from .building import Building, shape_structure
from .calling import call as running
from .calling import is_tensor, mask_of, set_mask, signature_of
from .input_spec import InputSpec, assert_input_compatibility
from .remat import get_current_remat_mode, rematerialized_call
from .state import changes

Module = torch.nn.Module


class Layer(Operation, Building, abstract=True):
    """Base of all layers: weights made in `build()`, arithmetic in `call()`.

    Args:
        activity_regularizer: Penalty on the layer's output.
        trainable: Whether training changes its weights.
        dtype: Dtype or dtype policy; the global policy if `None`.
        autocast: Whether float inputs are cast to the compute dtype.
        name: Name; made from the class if `None`.
    """

    kind = "layer"
    supports_masking = False
    input_spec = None
    only_joins_masks = False        # whether `compute_mask()` gives a mask only where an input has one
    calls_inner_layers = True       # whether `call()` may call layers that are inside this one, if there are any
    _tells_activity_regularizer = False     # Keras: some classes write it into their config even when there is none

    def __init__(self, *, activity_regularizer: Regularizer = None, trainable: Flag = True, dtype: DType = None, autocast: Flag = True,
                 name: Text = None, **kwargs):
        self._begin()
        Operation.__init__(self, name)
        self.training = False                       # Keras: layers infer until told to train
        self.built = False
        self.autocast = autocast
        self.supports_masking = type(self).compute_mask is not Layer.compute_mask
        self.input_spec = None
        if not isinstance(trainable, (bool, np.bool_)):
            raise ArgumentError(f"`trainable` is expected to be a boolean, {got(trainable)}.", argument="trainable", actual=trainable)
        self._trainable = bool(trainable)
        self._losses, self._losses_run = [], -1
        self._build_shapes = None
        self._path = None
        self._remat = get_current_remat_mode()
        self._dtype_policy = policies.get(dtype)
        self.activity_regularizer = objects.get("regularizer", activity_regularizer)
        self._take_legacy(kwargs)

    def _take_legacy(self, kwargs):
        """Keras: keyword arguments of old, by which a first layer says what its input is."""
        shape, batch_shape = kwargs.pop("input_shape", None), kwargs.pop("batch_input_shape", None) or kwargs.pop("batch_shape", None)
        if "input_dim" in kwargs:
            shape = (kwargs.pop("input_dim"),)
        batch_size = kwargs.pop("batch_size", None)
        if shape is not None:
            shape = (shape,) if isinstance(shape, int) else tuple(shape)
            batch_shape = (batch_size, *shape)
        self._declared_batch_shape = tuple(batch_shape) if batch_shape is not None else None
        self._declared_input_dtype = kwargs.pop("input_dtype", None)
        self._initial_weights = kwargs.pop("weights", None)
        for option in ("quantization_config", "lora_rank", "lora_alpha", "gptq_unpacked_column_size"):
            if option in kwargs and kwargs[option] is None:     # Keras writes them for layers that are not quantized
                del kwargs[option]
        if kwargs:
            raise unknown_argument(type(self).__name__, kwargs, [*arguments_of(type(self)), "input_shape", "weights"], layer=self.name)

    # ------------------------------------------------------------ dtype

    def _own_policy(self):
        """The policy itself, out of a map of policies by path where there is one."""
        policy = self._dtype_policy
        return policy[self._path] if isinstance(policy, policies.DTypePolicyMap) and self._path else policy

    def _set_policy(self, policy):
        """Another policy, for this layer alone: in a map of policies it stands under the layer's path."""
        if isinstance(self._dtype_policy, policies.DTypePolicyMap) and self._path:
            if self._path in self._dtype_policy:
                del self._dtype_policy[self._path]
            self._dtype_policy[self._path] = policy
        else:
            object.__setattr__(self, "_dtype_policy", policy)
            changes.count += 1

    @property
    def dtype_policy(self):
        return self._dtype_policy

    @dtype_policy.setter
    def dtype_policy(self, value):
        policy = policies.get(value)
        self._set_policy(policy)
        if policy.quantization_mode is not None and self.built and not getattr(self, "_is_quantized", False):
            if policy.quantization_mode in ("gptq", "awq"):
                raise ArgumentError(f"`dtype_policy` cannot be set to {policy.name!r}: this form needs data. Use `quantize()` of the model.", layer=self.name,
                                    argument="dtype_policy")
            self.quantize(policy.quantization_mode)

    def _apply(self, fn, recurse=True):
        """What `to()`, `half()` and their like of torch run: a layer computes in the dtype that its weights are moved to."""
        before = dtypes.to_torch(self.variable_dtype)
        Module._apply(self, fn, recurse)
        after = fn(torch.empty(0, dtype=before)).dtype
        if after != before and after.is_floating_point and self.quantization_mode is None:
            self._moved_to(after)
        return self

    def _moved_to(self, dtype):
        self._set_policy(policies.get(dtypes.standardize_dtype(dtype)))

    @property
    def dtype(self):
        """Name of the dtype of the weights."""
        return self.variable_dtype

    @property
    def variable_dtype(self):
        return self._own_policy().variable_dtype

    @property
    def compute_dtype(self):
        """Name of the dtype in which `call()` works."""
        return self._own_policy().compute_dtype

    @property
    def input_dtype(self):
        """Name of the dtype that float inputs are cast to."""
        return self.compute_dtype

    @property
    def quantization_mode(self):
        return self._own_policy().quantization_mode

    @property
    def path(self):
        return self._path

    # ------------------------------------------------------------ calling

    def __call__(self, *args, **kwargs):
        if any_symbolic(args, kwargs):
            return self.symbolic_call(*args, **kwargs)
        return Module.__call__(self, *args, **kwargs)

    def call(self, *args, **kwargs):
        """The layer's arithmetic; subclasses override it."""
        raise self._lacks("call")

    def with_pullback(self, inputs):
        """For layers that know their derivative: the layer in training as a function without autograd that knows the way back.

        Args:
            inputs: Symbolic inputs. Layers with an `activation` take another one as a second argument.

        Returns:
            None where the layer, as it is set up, cannot tell. Else a function of the inputs that holds until an attribute of the layer is
            set; it gives the output, and a function `(gradient, wanted)` of the gradient of the output and whether that of the inputs is
            wanted, which gives the gradient of the inputs, and (variable, gradient) of the layer's own.
        """
        return None

    def forward(self, *args, **kwargs):
        """Keras' protocol around `call()`: cast, build, check, inherit masks and the training flag, gather losses."""
        facts = signature_of(type(self).call)
        args, kwargs = self._cast_inputs(args, kwargs)
        caller, before = running.layer, running.training
        if caller is None:
            running.run += 1
        running.training = self._resolve_training(facts, kwargs)
        try:
            if not self.built or self.input_spec is not None and not self._plainly_fits(args):
                named = facts.name_arguments(args, kwargs)
                if not self.built:
                    self._check_inputs(named)
                    self._build_for(named)
                self._check_inputs(named)
            masks = self._hand_over_masks(facts, args, kwargs)
            running.layer = self
            outputs = self._call_in_dtype(args, kwargs)
        except Exception as error:
            self._explain(error, args)
            raise
        finally:
            running.layer, running.training = caller, before
        if self.activity_regularizer is not None:
            for out in tree.flatten(outputs):
                if isinstance(out, torch.Tensor):
                    rows = max(out.shape[0], 1) if out.ndim else 1
                    self.add_loss(self.activity_regularizer(out) / rows)        # the same strength for any batch size
        if masks is not None or type(self).compute_mask is not Layer.compute_mask:
            self._mark(args, kwargs, outputs, masks)
        return outputs

    def _call_in_dtype(self, args, kwargs):
        policy = self._own_policy()
        wanted = dtypes.to_torch(policy.compute_dtype) if policy.compute_dtype != policy.variable_dtype else None
        quantized = policy.quantization_mode is not None and type(self).quantized_call is not Layer.quantized_call
        call = self.quantized_call if quantized else self.call
        if self._remat is not None and torch.is_grad_enabled():
            call = self.rematerialized_call(call)
        if wanted is not scopes.cast:
            with autocast(wanted):
                return call(*args, **kwargs)
        return call(*args, **kwargs)

    def rematerialized_call(self, layer_call, *args, **kwargs):
        """`layer_call` as the `RematScope` in which the layer was made wants it."""
        return layer_call if self._remat is None else rematerialized_call(self, self._remat, layer_call)

    def _cast_inputs(self, args, kwargs):
        wanted = dtypes.to_torch(self.input_dtype)
        if len(args) == 1 and type(args[0]) is torch.Tensor and (args[0].dtype == wanted or not args[0].is_floating_point()) \
                and (not kwargs or all(v is None or type(v) is bool for v in kwargs.values())):
            return args, kwargs             # the usual case

        def cast(x):
            if not isinstance(x, torch.Tensor):
                if not hasattr(x, "__array__") or isinstance(x, np.ndarray) and x.dtype.kind in "OSU" or isinstance(x, np.generic):
                    return x
                x = convert_to_tensor(x)
            if not (self.autocast and x.is_floating_point() and x.dtype != wanted):
                return x
            mask, x = mask_of(x), x.to(wanted)
            if mask is not None:
                set_mask(x, mask)
            return x

        args = tree.map_structure(cast, args)
        kwargs = {k: tree.map_structure(cast, v) for k, v in kwargs.items()} if kwargs else kwargs
        self._check_positional(args)
        return args, kwargs

    _takes_any_input = False        # layers on strings and lists set it

    def _check_positional(self, args):
        for x in () if self._takes_any_input else tree.flatten(args):
            if x is not None and not is_tensor(x):
                raise ArgumentError(f"Only input tensors may be passed as positional arguments to the layer {self.name!r}, {got(x)}. Pass options by name.",
                                    layer=self.name, argument=signature_of(type(self).call).first or "inputs", actual=x)

    def _resolve_training(self, facts, kwargs):
        """The flag given, else that of the calling layer, else torch's own; handed to `call()` where it takes one."""
        training = kwargs.get("training")
        if training is None:
            training = running.training
        if training is None:
            training = facts.default_training if not self.training else True
        if facts.training:
            if training is not None:
                kwargs["training"] = training
        elif not facts.open:
            kwargs.pop("training", None)
        return training

    def _check_inputs(self, named):
        if self.input_spec is not None and named:
            assert_input_compatibility(self.input_spec, next(iter(named.values())), self.name)

    def _plainly_fits(self, args):
        """Whether the layer is built and its only input meets a plain specification."""
        return self.built and len(args) == 1 and type(self.input_spec) is InputSpec and type(args[0]) is torch.Tensor and self.input_spec.fits(args[0])

    def _hand_over_masks(self, facts, args, kwargs):
        """Fills the mask parameters of `call()` from the masks that travel with the inputs; gives those of the first input."""
        first = args[0] if args else kwargs.get(facts.first)
        if isinstance(first, torch.Tensor):
            masks = mask_of(first)
            if masks is None and len(args) == 1 and (not kwargs or all(v is None or type(v) is bool for v in kwargs.values())):
                return None             # the usual case
        else:
            masks = tree.map_structure(mask_of, first)
            if not any(m is not None for m in tree.flatten(masks)):
                masks = None
        if facts.masks:
            given = kwargs.get(facts.mask_name(facts.first))
            masks = masks if given is None else given       # a mask given by name goes on with the output
            named = facts.name_arguments(args, kwargs)
            for name, value in named.items():
                parameter = facts.mask_name(name) if name not in facts.masks else None
                if parameter is not None and named.get(parameter) is None:
                    found = tree.map_structure(mask_of, value)
                    if any(m is not None for m in tree.flatten(found)):
                        kwargs[parameter] = found
        return masks

    def _mark(self, args, kwargs, outputs, masks):
        """Puts the outgoing mask on the outputs."""
        if not self.supports_masking:
            if masks is not None:
                warnings.warn(f"Layer {self.name!r} (of type {type(self).__name__}) was given an input with a mask, but it does not support masking: the "
                              "mask ends here.",
                              stacklevel=4)
            return
        outs = [x for x in tree.flatten(outputs) if is_tensor(x)]
        if all(mask_of(x) is not None for x in outs):
            return
        first = args[0] if args else next(iter(kwargs.values()), None)
        found = self.compute_mask(first, masks)
        if found is None:
            return
        for x, mask in zip(outs, tree.flatten(found)):
            if mask is not None and mask_of(x) is None:
                set_mask(x, mask)

    def compute_mask(self, inputs, previous_mask):
        """The mask of the output, given that of the input; the same one unless overridden."""
        return previous_mask

    def _explain(self, error, args):
        """Adds the layer and what it was given to an error from inside."""
        if isinstance(error, HornpipeError):
            if "layer" not in error.fields:
                error.layer = error.fields["layer"] = self.name
            return
        if not getattr(error, "_hornpipe_layer", None):
            try:
                error._hornpipe_layer = self.name
                error.add_note(f"In layer {self.name!r} ({type(self).__name__}), called on shape "
                               f"{tree.map_structure(lambda x: tuple(x.shape) if hasattr(x, 'shape') else x, list(args))}.")
            except Exception:
                return

    # ------------------------------------------------------------ symbolic calls

    def symbolic_call(self, *args, **kwargs):
        """The symbolic result; the call becomes a node of the graph."""
        facts = signature_of(type(self).call)
        if not (facts.training or facts.open):
            kwargs.pop("training", None)
        seen_args, seen_kwargs = (tree.map_structure(lambda x: self._own_policy().convert_input(x, self.autocast, self.input_dtype), a) for a in (args, kwargs))
        self._check_positional(seen_args)
        named = facts.name_arguments(seen_args, seen_kwargs)
        self._check_inputs(named)
        if not self.built:
            self._build_for(named)
            self._check_inputs(named)
        elif self._path is None:
            self._path = self.name
        outputs = self.compute_output_spec(*seen_args, **seen_kwargs)
        if any(getattr(x, "_keras_history", None) is not None for x in tree.flatten(outputs)):
            outputs = tree.map_structure(lambda x: KerasTensor(x.shape, x.dtype) if isinstance(x, KerasTensor) else x, outputs)
        Node(self, args, kwargs, outputs)
        self._mark_symbolic(args, kwargs, outputs)
        return outputs

    def _mark_symbolic(self, args, kwargs, outputs):
        first = args[0] if args else next(iter(kwargs.values()), None)
        masks = tree.map_structure(mask_of, first)
        if self.supports_masking and (type(self).compute_mask is not Layer.compute_mask or any(m is not None for m in tree.flatten(masks))):
            self._mark(args, kwargs, outputs, masks if any(m is not None for m in tree.flatten(masks)) else None)

    def compute_output_spec(self, *args, **kwargs):
        """Shapes and dtypes of the outputs, as `KerasTensor`s."""
        if type(self).compute_output_shape is not Layer.compute_output_shape:
            named = signature_of(type(self).call).name_arguments(args, kwargs)
            shapes = {k: shape_structure(v) for k, v in named.items() if any(is_tensor(x) for x in tree.flatten(v)) and not k.endswith("mask")}
            facts = signature_of(type(self).compute_output_shape)
            if len(facts.names) <= 1:
                found = self.compute_output_shape(next(iter(shapes.values())))
            else:
                found = self.compute_output_shape(**{f"{k}_shape": s for k, s in shapes.items() if f"{k}_shape" in facts.names or facts.open})
            if isinstance(found, list) and found and all(isinstance(d, (int, type(None))) for d in found):
                found = tuple(found)
            return tree.map_shape_structure(lambda s: KerasTensor(s, self.compute_dtype), found)
        return self._infer(*args, **kwargs)

    def _infer(self, *args, **kwargs):
        return infer(self._run, args, kwargs)

    def _run(self, *args, **kwargs):
        """`call()` as `forward()` does it, for inference of shapes."""
        facts = signature_of(type(self).call)
        caller, before = running.layer, running.training
        running.layer, running.training = self, self._resolve_training(facts, kwargs)
        try:
            self._hand_over_masks(facts, args, kwargs)
            return self._call_in_dtype(args, kwargs)
        finally:
            running.layer, running.training = caller, before

    def compute_output_shape(self, *args, **kwargs):
        """The shape of the output for a shape of the input (or one shape per argument of `call()`, by keyword `<argument>_shape`)."""
        if type(self).call is Layer.call:
            raise self._lacks("compute_output_shape")
        names = signature_of(type(self).call).names
        spec = functools.partial(tree.map_shape_structure, lambda s: KerasTensor(s, self.compute_dtype))
        given = {k.removesuffix("_shape") if k.removesuffix("_shape") in names else signature_of(type(self).call).first: spec(v) for k, v in kwargs.items()}
        specs = [spec(a) for a in args]
        if not (self.built or self._building):
            self._build_for(signature_of(type(self).call).name_arguments(specs, given))
        return tree.map_structure(lambda x: x.shape, self.compute_output_spec(*specs, **given))

    # ------------------------------------------------------------ losses

    def add_loss(self, loss):
        """Adds a scalar (or several) to what training makes small; for use in `call()`."""
        if inferring():
            return
        losses = tree.flatten(loss)
        for x in losses:
            if isinstance(x, KerasTensor):
                raise ArgumentError("`loss` must be a tensor with numbers, got a symbolic one: add losses in the `call` of a layer or model.",
                                    layer=self.name, argument="loss", actual=x)
            if not isinstance(x, (torch.Tensor, int, float, np.generic, np.ndarray)):
                raise ArgumentError(f"`loss` must be a scalar tensor, {got(x)}.", layer=self.name, argument="loss", actual=x)
        scope = get_stateless_scope()
        if scope is not None and scope.collect_losses:
            for x in losses:
                scope.add_loss(x)
            return
        running.added_in = running.run
        if self._losses_run != running.run:
            self._losses.clear()
            object.__setattr__(self, "_losses_run", running.run)
        self._losses.extend(losses)

    @property
    def losses(self):
        """Losses added in the last call of this layer and those below, and the penalties of their regularized weights."""
        scope = get_stateless_scope()
        if scope is not None and scope.collect_losses:
            found = list(scope.losses)
        else:
            found = [x for layer in self._flatten_layers() for x in layer._losses]
        for v in self.trainable_weights:
            if getattr(v, "regularizer", None) is not None:
                found.append(v.regularizer(visible(v)))
        return found

    def _clear_losses(self):
        for layer in self._flatten_layers():
            layer._losses.clear()

    # ------------------------------------------------------------ without state

    def stateless_call(self, trainable_variables, non_trainable_variables, *args, return_losses=False, **kwargs):
        """Calls the layer with given values in place of its variables, changing nothing.

        Args:
            trainable_variables, non_trainable_variables: Values, in the order of the properties of these names.
            return_losses: Whether the losses of the call are given too.

        Returns:
            `(outputs, non_trainable_variables)`, or `(outputs, non_trainable_variables, losses)`.
        """
        if not self.built:
            raise ArgumentError(f"The layer {self.name!r} must be built before `stateless_call()`.", layer=self.name)
        for argument, values, own in (("trainable_variables", trainable_variables, self.trainable_variables),
                                      ("non_trainable_variables", non_trainable_variables, self.non_trainable_variables)):
            if len(values) != len(own):
                raise ArgumentError(f"`{argument}` must hold {len(own)} values, got {len(values)}.", layer=self.name, argument=argument, expected=len(own),
                                    actual=len(values))
        mapping = [*zip(self.trainable_variables, trainable_variables), *zip(self.non_trainable_variables, non_trainable_variables)]
        with StatelessScope(mapping, collect_losses=return_losses) as scope:
            outputs = self(*args, **kwargs)
            losses = self.losses if return_losses else None
        after = [scope.get_current_value(v) for v in self.non_trainable_variables]
        return (outputs, after, losses) if return_losses else (outputs, after)

    # ------------------------------------------------------------ configuration

    def get_config(self):
        config = {"name": self.name, "trainable": self.trainable, "dtype": policies.serialize(self._dtype_policy)}
        if self.activity_regularizer is not None or self._tells_activity_regularizer:
            config["activity_regularizer"] = objects.config_value(self.activity_regularizer)
        rest = Operation.get_config(self)
        rest.pop("name", None)
        for option in ("activity_regularizer", "autocast"):
            rest.pop(option, None)
        return {**config, **rest}

    @classmethod
    def from_config(cls, config):
        config = dict(config)
        if isinstance(config.get("dtype"), dict):
            policy = policies.deserialize(config["dtype"])
            plain = type(policy) is policies.DTypePolicy        # Keras: a name, as users' constructors may expect
            config["dtype"] = policy.name if plain else policy
        return super().from_config(config)

    def add_metric(self, *args, **kwargs):
        raise NotImplementedError("`add_metric()` is gone since Keras 3: set a metric as an attribute of the layer and update it in `call()`.")

    def quantize(self, mode=None, type_check=True, config=None):
        """Replaces the weights by quantized ones, for layers that can."""
        raise self._lacks("quantize")

    def quantized_build(self, input_shape, mode):
        """Makes the weights of a quantized form, for layers that have one."""
        raise self._lacks("quantized_build")

    def quantized_call(self, *args, **kwargs):
        """The arithmetic with quantized weights, for layers that have it."""
        raise self._lacks("quantized_call")

    def _lacks(self, method):
        return NotImplementedError(f"Layer {type(self).__name__} does not have a `{method}` method implemented.")

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"

    __str__ = __repr__

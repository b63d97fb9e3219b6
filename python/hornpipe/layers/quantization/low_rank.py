"""Low-rank adaptation: a trained product of two thin matrices on top of a frozen weight."""
from __future__ import annotations

from ... import initializers
from ...core.errors import ArgumentError, ShapeError
from ...core.types import Initializer, Int, Real
from ...runtime import dtypes
from ...runtime.views import scopes, visible
from ..layer import Layer


class LowRank(Layer, abstract=True):
    """A layer whose main weight can be adapted: `class Conv2D(LowRank, adapts="kernel")`.

    The attribute of that name gives the weight with the addition, the one with an underscore in front the weight alone.

    Args:
        lora_rank: Rank of the two factors that are trained and added to the frozen kernel (LoRA); none if `None`.
        lora_alpha: Strength of what `lora_rank` adds, which is scaled by `lora_alpha / lora_rank`. The rank if `None`.

    Reference:
        Hu et al., 2021, LoRA: low-rank adaptation of large language models.
    """

    adapts = ""
    untold = ("lora_rank", "lora_alpha")

    def __init_subclass__(cls, adapts: str = "", **kwargs):
        super().__init_subclass__(**kwargs)
        if adapts:
            cls.adapts = adapts
            setattr(cls, adapts, property(lambda self: self._adapted() if self._is_changed else self._raw()))
            setattr(cls, f"_{adapts}", property(LowRank._raw))

    def __init__(self, *, lora_rank: Int = None, lora_alpha: Real = None, **kwargs):
        super().__init__(**kwargs)
        self.lora_rank = lora_rank
        self.lora_alpha = lora_rank if lora_alpha is None else lora_alpha
        self.lora_enabled = False
        self._is_changed = False        # whether the weight is to be read otherwise than as it is

    def _raw(self):
        weight = self._parameters.get(self.adapts)
        if weight is None:
            raise AttributeError(f"You must build the layer before accessing `{self.adapts}`.")
        return visible(weight) if scopes.active else weight

    def _base(self):
        """The weight without the addition, as it is used."""
        return self._raw()

    def _adapted(self):
        return self._base() if not self.lora_enabled else (self._base() + self._addition()).to(dtypes.to_torch(self.compute_dtype))

    def _factors(self):
        return getattr(self, f"lora_{self.adapts}_a"), getattr(self, f"lora_{self.adapts}_b")

    def _addition(self):
        a, b = self._factors()
        return (self.lora_alpha / self.lora_rank) * (a @ b)

    def enable_lora(self, rank: Int, lora_alpha: Real = None, a_initializer: Initializer = "he_uniform", b_initializer: Initializer = "zeros"):
        """Freezes the weight and adds two thin matrices that are trained instead.

        Args:
            rank: Their inner size.
            lora_alpha: The addition is scaled by `lora_alpha / rank`; by 1 if `None`.
            a_initializer, b_initializer: Their first values.

        Raises:
            ValueError: The layer is not built, is adapted already, or has a constraint on the weight.
        """
        if getattr(self, f"{self.adapts}_constraint") is not None:
            raise ArgumentError(f"Lora is incompatible with {'embedding' if self.adapts == 'embeddings' else self.adapts} constraints: remove the "
                                f"`{self.adapts}_constraint` argument.",
                                layer=self.name, argument=f"{self.adapts}_constraint")
        if not self.built:
            raise ArgumentError("Cannot enable lora on a layer that isn't yet built.", layer=self.name)
        if self.lora_enabled:
            raise ArgumentError("lora is already enabled. This can only be done once per layer.", layer=self.name)
        shape = self._adapted_shape()
        with self._unlocked():
            for letter, size, initializer in (("a", (*shape[:-1], rank), a_initializer), ("b", (rank, shape[-1]), b_initializer)):
                name = f"lora_{self.adapts}_{letter}"       # Keras: float32 whatever the policy, so that small steps are not lost
                setattr(self, name, self.add_weight(name, size, initializers.get(initializer), dtype="float32",
                                                    regularizer=getattr(self, f"{self.adapts}_regularizer")))
        self._parameters[self.adapts].trainable = False
        self.lora_enabled = self._is_changed = True
        self.lora_rank, self.lora_alpha = rank, rank if lora_alpha is None else lora_alpha

    def _adapted_shape(self):
        return tuple(self._raw().shape)

    def _post_build(self):
        super()._post_build()
        if self.lora_rank and not self.lora_enabled:
            self.enable_lora(self.lora_rank, self.lora_alpha)

    # ------------------------------------------------------------ files and configs

    def _stored_names(self) -> list[str]:
        """The attributes that files hold, in their order; those that are None or missing are left out."""
        return [self.adapts, "bias"]

    def _stored_values(self) -> dict:
        """Values to store in place of the attributes: the addition is merged."""
        return {self.adapts: self._adapted()} if self.lora_enabled else {}

    def save_own_variables(self, store):
        if not self.built:
            return
        values = self._stored_values()
        for i, name in enumerate(self._present_names()):
            store[f"{i}"] = values[name] if name in values else self._parameters[name]

    def reads_plainly(self):
        own = type(self).load_own_variables.__module__.startswith(__package__)      # no subclass of a user's reads in its own way
        return own and self.built and not self.lora_enabled and self.quantization_mode is None

    def load_own_variables(self, store):
        if not self.built:
            return super().load_own_variables(store)
        names = self._present_names()
        if len(store.keys()) != len(names):
            raise ShapeError(f"The layer {self.name!r} has {len(names)} weights of its own, the file holds {len(store.keys())}.",
                             layer=self.name, argument="store", expected=len(names), actual=len(store.keys()))
        for i, name in enumerate(names):
            self._parameters[name].assign(store[f"{i}"])
        if self.lora_enabled:                   # what was stored is merged
            for factor in self._factors():
                factor.assign(factor * 0)

    def _present_names(self):
        return [n for n in self._stored_names() if self._parameters.get(n) is not None]

    def get_config(self):
        config = super().get_config()
        return {**config, "lora_rank": self.lora_rank, "lora_alpha": self.lora_alpha} if self.lora_rank else config

"""Dtype policies: in what dtype layers compute, and in what dtype they keep their variables."""
from .runtime.policy import AWQDTypePolicy as AWQDTypePolicy
from .runtime.policy import DTypePolicy as DTypePolicy
from .runtime.policy import DTypePolicyMap as DTypePolicyMap
from .runtime.policy import FloatDTypePolicy as FloatDTypePolicy
from .runtime.policy import GPTQDTypePolicy as GPTQDTypePolicy
from .runtime.policy import Int4DTypePolicy as Int4DTypePolicy
from .runtime.policy import QuantizedDTypePolicy as QuantizedDTypePolicy
from .runtime.policy import QuantizedFloat8DTypePolicy as QuantizedFloat8DTypePolicy
from .runtime.policy import deserialize as deserialize
from .runtime.policy import get as get
from .runtime.policy import serialize as serialize

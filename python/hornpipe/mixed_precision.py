"""Mixed precision under its Keras 2 names."""
from .optimizers import LossScaleOptimizer as LossScaleOptimizer
from .runtime.policy import DTypePolicy as DTypePolicy
from .runtime.policy import dtype_policy as dtype_policy
from .runtime.policy import set_dtype_policy as set_dtype_policy

Policy = DTypePolicy
global_policy, set_global_policy = dtype_policy, set_dtype_policy

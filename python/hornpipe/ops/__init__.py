"""Operations on tensors: everything of `ops.numpy`, `ops.nn`, `ops.linalg` and `ops.image`, and what surrounds them."""
# the NumPy-like operations and the core
from .control import cast, convert_to_numpy, convert_to_tensor, dtype, is_tensor, shape, stop_gradient
from .elementwise import erf, erfc, erfinv, rsqrt, view_as_complex, view_as_real
from .numpy import *
from .reduce import logsumexp

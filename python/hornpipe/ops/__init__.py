"""Operations on tensors: everything of `ops.numpy`, `ops.nn`, `ops.linalg` and `ops.image`, and what surrounds them."""
# the NumPy-like operations and the core
from .control import associative_scan, cond, custom_gradient, fori_loop, map, scan, stop_gradient, switch, vectorized_map, while_loop
from .convert import cast, convert_to_numpy, convert_to_tensor, dtype, is_tensor, saturate_cast, shape
from .elementwise import erf, erfc, erfinv, rsqrt, view_as_complex, view_as_real
from .index import scatter, scatter_update, slice, slice_update
from .numpy import *
from .einops import rearrange
from .reduce import logsumexp
from .segment import segment_max, segment_min, segment_prod, segment_sum
from .arrange import unstack
from .order import in_top_k, top_k

# neural networks, linear algebra, signals, images
from . import image as image
from .linalg import (
    cdist, cholesky, cholesky_inverse, det, eig, eigh, inv, jvp, logdet, lstsq, lu_factor, matrix_rank, norm, pinv, qr, slogdet, solve, solve_triangular, svd,
)
from .nn import *
from .signal import extract_sequences, fft, fft2, ifft2, irfft, istft, rfft, stft

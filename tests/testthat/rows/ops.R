# The wrapper with R's arguments == what base R gives, or Python with its own.

# ---- element by element
op_absolute(m) == abs(m)
op_abs(m) == abs(m)
op_add(m, v) == sweep(m, 2, v, "+")
op_subtract(m, m2) == m - m2
op_multiply(m, m2) == m * m2
op_divide(m, v) == sweep(m, 2, v, "/")
op_true_divide(m, m2) == m / m2
op_divide_no_nan(c(1, 2), c(0, 4)) == c(0, 0.5)
op_floor_divide(c(-7, 7), 2) == c(-7, 7) %/% 2
op_mod(c(-7, 7), 3) == c(-7, 7) %% 3
op_fmod(c(-7, 7), 3) == c(-1, 1)
op_power(v, 2) == v^2
op_negative(m) == -m
op_reciprocal(v) == 1 / v
op_angle(c(-1, 1)) == c(pi, 0)
op_arccos(u) == acos(u)
op_arccosh(v) == acosh(v)
op_arcsin(u) == asin(u)
op_arcsinh(u) == asinh(u)
op_arctan(m) == atan(m)
op_arctan2(u, v) == atan2(u, v)
op_arctanh(u) == atanh(u)
op_cos(m) == cos(m)
op_cosh(u) == cosh(u)
op_sin(m) == sin(m)
op_sinh(u) == sinh(u)
op_tan(u) == tan(u)
op_tanh(m) == tanh(m)
op_cbrt(c(-8, 27)) == c(-2, 3)
op_ceil(u) == ceiling(u)
op_floor(u) == floor(u)
op_trunc(c(-1.7, 1.7)) == c(-1, 1)
op_round(c(1.234, -1.235), decimals = 2) == round(c(1.234, -1.235), 2)
op_deg2rad(c(90, 180)) == c(pi / 2, pi)
op_exp(u) == exp(u)
op_exp2(v) == 2^v
op_expm1(u) == expm1(u)
op_log(v) == log(v)
op_log10(v) == log10(v)
op_log1p(v) == log1p(v)
op_log2(v) == log2(v)
op_logaddexp(u, v) == log(exp(u) + exp(v))
op_erf(u) == 2 * pnorm(u * sqrt(2)) - 1
op_erfinv(u) == qnorm((u + 1) / 2) / sqrt(2)
op_sqrt(v) == sqrt(v)
op_rsqrt(v) == 1 / sqrt(v)
op_square(m) == m^2
op_sign(m) == sign(m)
op_signbit(m) == (m < 0)
op_heaviside(c(-1, 0, 2), 0.5) == c(0, 0.5, 1)
op_hypot(c(3, 5), c(4, 12)) == c(5, 13)
op_maximum(m, m2) == pmax(m, m2)
op_pmax(m, m2) == pmax(m, m2)
op_minimum(m, m2) == pmin(m, m2)
op_pmin(m, m2) == pmin(m, m2)
op_clip(m, -1, 3) == pmin(pmax(m, -1), 3)
op_nan_to_num(c(NaN, Inf, -Inf), nan = 1, posinf = 2, neginf = 3) == c(1, 2, 3)
op_conj(complex(real = 1, imaginary = 2)) == list(1, -2)
op_conjugate(complex(real = 1, imaginary = 2)) == list(1, -2)
op_polar(c(2, 3), c(0, pi / 2)) == list(c(2, 0), c(0, 3))
op_view_as_real(complex(real = 1, imaginary = 2)) == c(1, 2)
op_view_as_complex(c(1, 2)) == list(1, 2)

# ---- comparisons, bits
op_equal(m, m2) == (m == m2)
op_not_equal(m, m2) == (m != m2)
op_greater(m, m2) == (m > m2)
op_greater_equal(m, 3) == (m >= 3)
op_less(m, m2) == (m < m2)
op_less_equal(m, 3) == (m <= 3)
op_isclose(c(1, 1), c(1.05, 2), rtol = 0.1) == c(TRUE, FALSE)
op_isfinite(c(1, Inf, NaN)) == is.finite(c(1, Inf, NaN))
op_isinf(c(1, Inf, NaN)) == is.infinite(c(1, Inf, NaN))
op_isnan(c(1, Inf, NaN)) == is.nan(c(1, Inf, NaN))
op_logical_and(a, b) == (a & b)
op_logical_or(a, b) == (a | b)
op_logical_xor(a, b) == xor(a, b)
op_logical_not(a) == !a
op_all(m > 0, axis = 1) == apply(m > 0, 2, all)
op_any(m > 4, axis = 2, keepdims = TRUE) == matrix(apply(m > 4, 1, any))
op_where(m > 0, m, 0) == ifelse(m > 0, m, 0)
op_select(list(m > 3, m < 0), list(m, m2), default = 7) == ifelse(m > 3, m, ifelse(m < 0, m2, 7))
op_bitwise_and(6L, 3L) == bitwAnd(6L, 3L)
op_bitwise_or(6L, 3L) == bitwOr(6L, 3L)
op_bitwise_xor(6L, 3L) == bitwXor(6L, 3L)
op_bitwise_not(6L) == bitwNot(6L)
op_bitwise_invert(6L) == bitwNot(6L)
op_bitwise_left_shift(6L, 2L) == bitwShiftL(6L, 2L)
op_left_shift(6L, 2L) == bitwShiftL(6L, 2L)
op_bitwise_right_shift(6L, 1L) == bitwShiftR(6L, 1L)
op_right_shift(6L, 1L) == bitwShiftR(6L, 1L)

# ---- over axes, counted from 1
op_sum(m, axis = 1) == colSums(m)
op_mean(m, axis = 2) == rowMeans(m)
op_prod(m, axis = 1) == apply(m, 2, prod)
op_max(m, axis = 2) == apply(m, 1, max)
op_amax(m, axis = 2) == apply(m, 1, max)
op_min(m, axis = 1, initial = 0) == pmin(apply(m, 2, min), 0)
op_amin(m, axis = 1) == apply(m, 2, min)
op_std(m, axis = 2) == py("np.std(m, axis=1)")
op_var(m, axis = 1, keepdims = TRUE) == py("np.var(m, axis=0, keepdims=True)")
op_median(m, axis = 2) == apply(m, 1, median)
op_quantile(v, c(0.25, 0.5)) == unname(quantile(v, c(0.25, 0.5)))
op_average(m, axis = 2, weights = v) == apply(m, 1, weighted.mean, w = v)
op_logsumexp(m, axis = 2) == log(rowSums(exp(m)))
op_norm(v) == sqrt(sum(v^2))
op_norm(m, ord = "fro") == norm(m, "F")
op_norm(m, ord = 1, axis = 2) == rowSums(abs(m))
op_normalize(m, axis = 2, order = 1) == m / rowSums(abs(m))
op_count_nonzero(c(0, 1, 2)) == 2
op_count_nonzero(m > 0, axis = 1) == colSums(m > 0)
op_cumsum(m, axis = 1) == apply(m, 2, cumsum)
op_cumprod(m, axis = 1) == apply(m, 2, cumprod)
op_diff(v, n = 2) == diff(v, differences = 2)
op_diff(m, axis = 1) == diff(m)
op_argmax(m, axis = 2) == apply(m, 1, which.max)
op_argmin(m, axis = 1) == apply(m, 2, which.min)
op_argmin(m, axis = 1, zero_indexed = TRUE) == apply(m, 2, which.min) - 1
op_argsort(v) == order(v)
op_sort(v) == sort(v)
op_sort(m, axis = 1) == apply(m, 2, sort)
op_moments(m, axes = 1) == list(colMeans(m), py("np.var(m, axis=0)"))
op_top_k(v, 2) == list(c(3, 2), c(1, 3))
op_in_top_k(1:2, matrix(c(0.1, 0.7, 0.2, 0.6, 0.3, 0.1), 2, byrow = TRUE), k = 1) == py("ops.in_top_k(np.array([1, 2]), np.array([[.1, .7, .2], [.6, .3, .1]]), k=1)")
op_searchsorted(c(1, 3, 5), c(2, 5), side = "right") == c(2, 4)
op_digitize(c(-1, 0, 1, 3, 3.5, 4.5, 1.6, 8), c(0, 3, 4.5, 7)) == c(1, 2, 2, 3, 3, 4, 2, 5)        # bin 1 lies below all edges, as in keras3
op_digitize(c(-1, 0, 8), c(0, 3, 4.5, 7), zero_indexed = TRUE) == c(0, 1, 4)
op_digitize(c(0.5, 1.5), c(0, 1, 2)) == 1 + findInterval(c(0.5, 1.5), c(0, 1, 2))
op_bincount(c(0L, 1L, 1L), minlength = 4) == c(1, 2, 0, 0)
op_histogram(c(1, 2, 2, 3), bins = 2, range = c(1, 3)) == list(c(1, 3), c(1, 2, 3))
op_nonzero(c(0, 5, 6)) == list(c(2, 3))
op_size(m) == 6
op_ndim(m) == 2
op_argpartition(c(3, 1, 2), 1) == py("np.argpartition(np.array([3, 1, 2]), 0) + 1")

# ---- shapes
op_reshape(m, c(3, 2)) == py("m.reshape(3, 2)")
op_ravel(m) == as.vector(t(m))
op_transpose(m) == t(m)
op_transpose(cube, c(3, 1, 2)) == aperm(cube, c(3, 1, 2))
op_swapaxes(cube, 1, 3) == aperm(cube, c(3, 2, 1))
op_moveaxis(cube, 1, 3) == aperm(cube, c(2, 3, 1))
op_squeeze(array(1:3, c(1, 3)), axis = 1) == 1:3
op_expand_dims(v, 1) == matrix(v, 1)
op_stack(list(v, u), axis = 2) == cbind(v, u, deparse.level = 0)
op_unstack(m, axis = 2) == list(m[, 1], m[, 2], m[, 3])
op_concatenate(list(m, m2), axis = 2) == cbind(m, m2)
op_hstack(list(m, m2)) == cbind(m, m2)
op_vstack(list(m, m2)) == rbind(m, m2)
op_append(m, m2, axis = 1) == rbind(m, m2)
op_tile(m, c(1, 2)) == cbind(m, m)
op_repeat(v, 2) == rep(v, each = 2)
op_repeat(m, 2, axis = 1) == m[c(1, 1, 2, 2), ]
op_flip(m, axis = 2) == m[, 3:1]
op_roll(v, 1) == v[c(3, 1, 2)]
op_roll(m, 1, axis = 2) == m[, c(3, 1, 2)]
op_rot90(m) == py("np.rot90(m)")
op_pad(v, list(c(1, 2)), constant_values = 9) == c(9, v, 9, 9)
op_broadcast_to(v, c(2, 3)) == rbind(v, v, deparse.level = 0)
op_meshgrid(v, c(5, 6), indexing = "ij") == list(cbind(v, v, deparse.level = 0), rbind(5:6, 5:6, 5:6))
op_rearrange(m, "a b -> b a") == t(m)
op_get_item(v, 1L) == v[2]
op_take(m, c(1, 3), axis = 2) == m[, c(1, 3)]
op_take_along_axis(m, matrix(c(3, 1), 2), axis = 2) == matrix(c(m[1, 3], m[2, 1]))
op_subset(m, 2) == m[2, ]
op_subset_set(op_array(v), 2, value = 9) == c(3, 9, 2)
op_subset(op_array(v), 2) == 1
op_extract_sequences(1:6 + 0, 4, 2) == rbind(1:4, 3:6)

# ---- made
op_eye(2, 3, k = 1) == cbind(0, diag(2))
op_identity(3) == diag(3)
op_full(c(2, 3), 7) == matrix(7, 2, 3)
op_full_like(m, 7) == matrix(7, 2, 3)
op_ones(c(2, 3)) == matrix(1, 2, 3)
op_ones_like(m) == matrix(1, 2, 3)
op_zeros(c(2, 3)) == matrix(0, 2, 3)
op_zeros_like(m) == matrix(0, 2, 3)
dim(op_empty(c(2, 3))) == c(2, 3)
op_linspace(0, 1, 5) == seq(0, 1, length.out = 5)
op_logspace(0, 2, 3, base = 2) == c(1, 2, 4)
op_tri(3, 2, k = -1) == py("np.tri(3, 2, k=-1)")
op_tril(s, k = -1) == s * lower.tri(s)
op_triu(s) == s * upper.tri(s, diag = TRUE)
op_diag(v) == diag(v)
op_diag(s, k = 1) == c(s[1, 2], s[2, 3])
op_diagflat(v, k = 1) == py("np.diagflat(v, k=1)")
op_diagonal(cube, axis1 = 2, axis2 = 3) == py("np.diagonal(cube, axis1=1, axis2=2)")
op_trace(s) == sum(diag(s))
op_one_hot(c(1, 3), 3) == py("ops.one_hot(np.array([0, 2]), 3)")
op_multi_hot(c(0L, 2L), 3) == c(1, 0, 1)
op_bartlett(5) == py("np.bartlett(5)")
op_blackman(5) == py("np.blackman(5)")
op_hamming(5) == py("np.hamming(5)")
op_hanning(5) == py("np.hanning(5)")
op_kaiser(5, 2) == py("np.kaiser(5, 2.0)")
op_copy(m) == m
op_cast(c(1.7, -1.7), "int32") == c(1, -1)
op_saturate_cast(c(-5, 300), "uint8") == c(0, 255)
op_dtype(v) == "float32"
op_dtype(1:3) == "int32"
op_convert_to_numpy(op_ones(2)) == c(1, 1)
op_convert_to_tensor(v) == v
op_is_tensor(op_ones(2)) == TRUE
op_is_tensor(v) == FALSE
op_stop_gradient(v) == v

# ---- linear algebra
op_dot(m, t(m2)) == m %*% t(m2)
op_matmul(m, t(m2)) == m %*% t(m2)
op_inner(m, m2) == m %*% t(m2)
op_outer(v, u) == outer(v, u)
op_vdot(v, u) == sum(v * u)
op_cross(c(1, 0, 0), c(0, 1, 0)) == c(0, 0, 1)
op_tensordot(m, t(m2), axes = 1) == m %*% t(m2)
op_einsum("ij,kj->ik", m, m2) == m %*% t(m2)
op_det(s) == det(s)
op_logdet(s) == log(det(s))
op_slogdet(s) == list(1, log(det(s)))
op_inv(s) == solve(s)
op_solve(s, v) == solve(s, v)
op_solve_triangular(s, v, lower = TRUE) == forwardsolve(s, v)
op_cholesky(s) == t(chol(s))
op_lstsq(cbind(1, 1:3), v) == unname(coef(lm(v ~ seq_along(v))))
op_eigh(s)[[1]] == rev(eigen(s)$values)
op_eig(diag(c(2, 3)))[[1]] == list(c(2, 3), c(0, 0))
op_svd(m, compute_uv = FALSE) == svd(m)$d
op_qr(s) == as.list(py("np.linalg.qr(s)"))
op_lu_factor(s) == as.list(py("ops.lu_factor(s)"))
op_corrcoef(t(m3)) == cor(m3)
op_correlate(c(1, 2, 3), c(0, 1), mode = "full") == py("np.correlate(np.array([1., 2, 3]), np.array([0., 1]), mode='full')")

# ---- neural networks
op_elu(m, alpha = 2) == ifelse(m > 0, m, 2 * expm1(m))
op_celu(m, alpha = 2) == py("ops.celu(m, alpha=2.0)")
op_gelu(m, approximate = FALSE) == m * pnorm(m)
op_glu(c(1, 2, 0, 3)) == c(1, 2) * plogis(c(0, 3))
op_hard_shrink(m, threshold = 2) == ifelse(abs(m) > 2, m, 0)
op_hard_sigmoid(m) == pmin(pmax(m / 6 + 0.5, 0), 1)
op_hard_silu(m) == m * pmin(pmax(m / 6 + 0.5, 0), 1)
op_hard_swish(m) == m * pmin(pmax(m / 6 + 0.5, 0), 1)
op_hard_tanh(m) == pmin(pmax(m, -1), 1)
op_leaky_relu(m, negative_slope = 0.1) == ifelse(m > 0, m, 0.1 * m)
op_log_sigmoid(m) == plogis(m, log.p = TRUE)
op_log_softmax(m, axis = 1) == sweep(m, 2, log(colSums(exp(m))))
op_softmax(m, axis = 1) == sweep(exp(m), 2, colSums(exp(m)), "/")
op_relu(m) == pmax(m, 0)
op_relu6(2 * m) == pmin(pmax(2 * m, 0), 6)
op_selu(m) == 1.05070098 * ifelse(m > 0, m, 1.67326324 * expm1(m))
op_sigmoid(m) == plogis(m)
op_silu(m) == m * plogis(m)
op_swish(m) == m * plogis(m)
op_soft_shrink(m, threshold = 2) == sign(m) * pmax(abs(m) - 2, 0)
op_softplus(m) == log1p(exp(m))
op_softsign(m) == m / (1 + abs(m))
op_sparse_plus(u) == (u + 1)^2 / 4
op_sparse_sigmoid(m) == pmin(pmax((m + 1) / 2, 0), 1)
op_sparsemax(m, axis = 1) == py("ops.sparsemax(m, axis=0)")
op_squareplus(m, b = 1) == (m + sqrt(m^2 + 1)) / 2
op_tanh_shrink(m) == m - tanh(m)
op_threshold(m, 2, -1) == ifelse(m > 2, m, -1)
op_binary_crossentropy(c(0, 1, 0), u, from_logits = TRUE) == -plogis(c(-1, 1, -1) * u, log.p = TRUE)
op_categorical_crossentropy(y, p) == -log(rowSums(y * p))
op_sparse_categorical_crossentropy(ids, p) == -log(rowSums(y * p))
op_batch_normalization(m, mean = c(1, 2, 3), variance = c(1, 4, 9), axis = 2) == py("ops.batch_normalization(m, np.array([1., 2, 3]), np.array([1., 4, 9]), axis=1)")
op_layer_normalization(m, axis = 2) == py("ops.layer_normalization(m, axis=1)")
op_rms_normalization(m, scale = v, axis = 2) == py("ops.rms_normalization(m, scale=v, axis=1)")
op_psnr(m, m2, max_val = 10) == 10 * log10(100 / mean((m - m2)^2))
op_conv(image, kernel, strides = c(2, 1), padding = "same") == py("ops.conv(image, kernel, strides=(2, 1), padding='same')")
op_conv_transpose(image, kernel_t, strides = 2) == py("ops.conv_transpose(image, kernel_t, strides=2)")
op_depthwise_conv(image, depth, strides = 2) == py("ops.depthwise_conv(image, depth, strides=2)")
op_separable_conv(image, depth, point) == py("ops.separable_conv(image, depth, point)")
op_max_pool(image, c(2, 3), strides = 1) == py("ops.max_pool(image, (2, 3), strides=1)")
op_average_pool(image, 2, padding = "same") == py("ops.average_pool(image, 2, padding='same')")
op_dot_product_attention(image, image, image, is_causal = TRUE) == py("ops.dot_product_attention(image, image, image, is_causal=True)")
op_ctc_loss(matrix(1:2, 1), series, target_length = array(2L, 1), output_length = array(4L, 1)) == py("ops.ctc_loss(np.array([[1, 2]]), series, np.array([2]), np.array([4]), mask_index=0)")
op_ctc_decode(series, sequence_lengths = array(4L, 1)) == as.list(py("ops.ctc_decode(series, np.array([4]))"))

# ---- signals
op_fft(list(c(1, 2, 3, 4), c(0, 0, 0, 0))) == list(Re(fft(1:4)), Im(fft(1:4)))
op_fft2(list(s, s * 0)) == list(Re(fft(s)), Im(fft(s)))
op_ifft2(list(s, s * 0)) == list(Re(fft(s, inverse = TRUE)) / 9, Im(fft(s, inverse = TRUE)) / 9)
op_rfft(c(1, 2, 3, 4)) == list(Re(fft(1:4))[1:3], Im(fft(1:4))[1:3])
op_irfft(list(c(10, -2, -2), c(0, 2, 0))) == 1:4
op_stft(wave, 16, 8, 16) == as.list(py("ops.stft(wave, 16, 8, 16)"))
op_istft(op_stft(wave, 16, 8, 16), 16, 8, 16, length = 64) == wave

# ---- images
op_image_affine_transform(image, c(1, 0, 1, 0, 1, 0, 0, 0)) == py("ops.image.affine_transform(image, np.array([1., 0, 1, 0, 1, 0, 0, 0], 'float32'))")
op_image_crop(image, top_cropping = 1, left_cropping = 2, target_height = 2, target_width = 3) == image[, 2:3, 3:5, , drop = FALSE]
op_image_elastic_transform(image, seed = 1) == py("ops.image.elastic_transform(image, seed=1)")
op_image_extract_patches(image, c(2, 3)) == py("ops.image.extract_patches(image, (2, 3))")
op_image_gaussian_blur(image, c(3, 3), c(1, 2)) == py("ops.image.gaussian_blur(image, (3, 3), (1.0, 2.0))")
op_image_hsv_to_rgb(image) == py("ops.image.hsv_to_rgb(image)")
op_image_rgb_to_hsv(image) == py("ops.image.rgb_to_hsv(image)")
op_image_rgb_to_grayscale(image) == py("ops.image.rgb_to_grayscale(image)")
op_image_map_coordinates(c(1, 2, 3), list(c(0.5, 1.5)), order = 1) == c(1.5, 2.5)
op_image_pad(image, 1, 2, target_height = 8, target_width = 9) == py("ops.image.pad_images(image, 1, 2, target_height=8, target_width=9)")
op_image_perspective_transform(image, corners, corners) == image
op_image_resize(image, c(3, 4), interpolation = "nearest") == py("ops.image.resize(image, (3, 4), interpolation='nearest')")

# ---- functions of functions
op_cond(TRUE, function() v, function() u) == v
op_switch(2, list(function() v, function() u)) == u
op_fori_loop(0L, 3L, function(i, x) x * 2, op_array(v)) == 8 * v
op_while_loop(function(i) i < 5L, function(i) list(i + 1L), list(0L)) == list(5)
op_scan(function(carry, x) list(carry + x, carry * x), op_array(0), op_array(v)) == list(6, c(0, 3, 8))
op_associative_scan(function(x, y) x + y, v) == cumsum(v)
op_scan(function(carry, x) list(carry + x, carry * x), 0, v) == list(6, c(0, 3, 8))
op_scan(function(carry, x) list(carry + x$a * x$b, c(1, 2)), c(0, 1), list(a = v, b = v)) == list(c(14, 15), matrix(1:2 + 0, 3, 2, byrow = TRUE))
op_fori_loop(0, 3, function(i, x) x * 2 + i, v) == 8 * v + 4
op_fori_loop(0, 3, function(i, x) c(1, i), v) == c(1, 2)
op_while_loop(function(x) op_sum(x) < 10, function(x) x + 1, c(0, 1)) == c(5, 6)
op_while_loop(function(i, x) i < 3, function(i, x) list(i + 1, c(1, 2)), list(0, v)) == list(3, c(1, 2))
op_cond(FALSE, function() 1, function() c(1, 2)) == c(1, 2)
op_map(v, function(x) x * 2) == 2 * v
op_map(v, function(x) c(1, 2)) == matrix(1:2 + 0, 3, 2, byrow = TRUE)
op_vectorized_map(m, function(x) op_sum(x)) == rowSums(m)
op_vectorize(function(x) x * 2)(v) == 2 * v
op_custom_gradient(function(x) list(x^2, function(..., upstream) upstream))(op_array(v)) == v^2

# ---- what NumPy has besides
op_allclose(c(1, 2), c(1, 2.05), rtol = 0.1) == TRUE
op_cdist(m, m2) == as.matrix(dist(rbind(m, m2)))[1:2, 3:4]
op_erfc(u) == 2 * pnorm(-u * sqrt(2))
op_fabs(m) == abs(m)
op_fliplr(m) == m[, 3:1]
op_flipud(m) == m[2:1, ]
op_fmax(c(1, NaN), c(0, 2)) == c(1, 2)
op_fmin(c(1, NaN), c(0, 2)) == c(0, 2)
op_gcd(12L, 18L) == 6
op_lcm(4L, 6L) == 12
op_geomspace(1, 8, 4) == c(1, 2, 4, 8)
op_i0(v) == besselI(v, 0)
op_isin(1:3, c(1L, 3L)) == 1:3 %in% c(1, 3)
op_isneginf(c(-Inf, Inf)) == c(TRUE, FALSE)
op_isposinf(c(-Inf, Inf)) == c(FALSE, TRUE)
op_kron(m, s) == kronecker(m, s)
op_ldexp(v, 2L) == v * 4
op_logaddexp2(u, v) == log2(2^u + 2^v)
op_matrix_rank(s) == 3
op_nanmax(holes, axis = 1) == apply(holes, 2, max, na.rm = TRUE)
op_nanmin(holes, axis = 1) == apply(holes, 2, min, na.rm = TRUE)
op_nanmean(holes, axis = 2) == rowMeans(holes, na.rm = TRUE)
op_nanmedian(holes, axis = 2) == apply(holes, 1, median, na.rm = TRUE)
op_nansum(holes, axis = 1) == colSums(holes, na.rm = TRUE)
op_nanprod(holes, axis = 1) == apply(holes, 2, prod, na.rm = TRUE)
op_nanvar(holes, axis = 2) == py("np.nanvar(holes, axis=1)")
op_nanstd(holes, axis = 2) == py("np.nanstd(holes, axis=1)")
op_nancumsum(holes, axis = 2) == py("np.nancumsum(holes, axis=1)")
op_nancumprod(holes, axis = 2) == py("np.nancumprod(holes, axis=1)")
op_nanargmax(holes, axis = 2) == py("1 + np.nanargmax(holes, axis=1)")
op_nanargmin(holes, axis = 2) == py("1 + np.nanargmin(holes, axis=1)")
op_nanquantile(holes, 0.25, axis = 2) == py("np.nanquantile(holes, 0.25, axis=1)")
op_nanpercentile(holes, 25, axis = 2) == py("np.nanpercentile(holes, 25, axis=1)")
op_percentile(v, 25) == unname(quantile(v, 0.25))
op_pinv(s) == solve(s)
op_cholesky_inverse(op_cholesky(s)) == solve(s)
op_ptp(m, axis = 2) == apply(m, 1, function(row) diff(range(row)))
op_rad2deg(u) == u * 180 / pi
op_sinc(u) == sin(pi * u) / (pi * u)
op_trapezoid(v, dx = 2) == 7
op_vander(v) == outer(v, 2:0, "^")
op_array_split(v, 2) == list(c(3, 1), 2)
op_hsplit(m, 3) == list(m[, 1, drop = FALSE], m[, 2, drop = FALSE], m[, 3, drop = FALSE])
op_vsplit(m, 2) == list(m[1, , drop = FALSE], m[2, , drop = FALSE])
op_dsplit(cube, 2) == list(cube[, , 1:2], cube[, , 3:4])
op_dstack(list(v, u)) == array(c(v, u), c(1, 3, 2))
dim(op_empty_like(m)) == c(2, 3)
op_adaptive_average_pool(image, output_size = 2) == py("ops.adaptive_average_pool(image, 2)")
op_adaptive_max_pool(image, output_size = c(2, 3)) == py("ops.adaptive_max_pool(image, (2, 3))")
op_depth_to_space(op_space_to_depth(image, 2), 2) == image
op_space_to_depth(image, 2) == py("ops.space_to_depth(image, 2)")
op_unfold(image, kernel_size = c(2, 3)) == py("ops.unfold(image, (2, 3))")
op_fold(folded, output_size = 4, kernel_size = 2, stride = 2) == py("ops.fold(folded, 4, 2, stride=2)")
op_image_extract_patches_3d(volume, c(2, 2, 2)) == py("ops.image.extract_patches_3d(volume, (2, 2, 2))")
op_image_sobel_edges(image) == py("ops.image.sobel_edges(image)")
op_image_ssim(image, image, filter_size = 3) == 1
op_jvp(function(x) x^2, list(op_array(v)), list(op_ones(3))) == list(v^2, 2 * v)
op_segment_min(v, c(1, 1, 2)) == c(1, 2)
op_segment_prod(v, c(1, 1, 2)) == c(3, 2)
op_nextafter(1, 2) == py("ops.nextafter(1.0, 2.0)")
op_image_scale_and_translate(image, c(1, 8, 8, 3), scale = c(2, 2), translation = c(0, 1), spatial_dims = c(2, 3), method = "linear") == py("ops.image.scale_and_translate(image, (1, 8, 8, 3), np.array([2., 2], 'float32'), np.array([0., 1], 'float32'), (1, 2), 'linear')")
{ x <- op_array(v); op_subset(x, 2) <- 9; x } == c(3, 9, 2)
op_view(1:2, dtype = "float32") == py("ops.view(np.array([1, 2], 'int32'), 'float32')")

# Written by tools/rgen from the Python signatures. Do not edit: change the signature, the docstring or tools/rgen.

#' How a layer handles dtypes
#'
#' @param name A dtype ("float32") for both computing and keeping, or "mixed_float16" /
#'   "mixed_bfloat16": compute in 16 bits, keep variables in float32. The global policy's if
#'   `NULL`.
#' @return A dtype policy.
#' @examplesIf hornpipe:::can_run()
#' layer_dense(units = 2, dtype = dtype_policy("mixed_float16"))$compute_dtype
#' @export
dtype_policy <- wraps("dtype_policies.DTypePolicy", function(name = NULL) {
  call_python(core()$dtype_policies$DTypePolicy, list(name = as_text(name)))
})

#' Quantization by AWQ
#'
#' @param mode "awq/4/<group_size>"; -1 is one group for each channel.
#' @param source_name The policy that the rest of the layer follows; the global one's if `NULL`.
#' @return A dtype policy.
#' @references Lin et al., 2024, https://arxiv.org/abs/2306.00978
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_awq("awq/4/128", "float32")$name
#' @export
dtype_policy_awq <- wraps("dtype_policies.AWQDTypePolicy", function(mode, source_name = NULL) {
  call_python(core()$dtype_policies$AWQDTypePolicy, list(mode = as_text(mode), source_name = as_text(source_name)))
})

#' Quantization by GPTQ
#'
#' @param mode "gptq/<weight_bits>/<group_size>"; -1 is one group for the whole kernel.
#' @param source_name The policy that the rest of the layer follows; the global one's if `NULL`.
#' @return A dtype policy.
#' @references Frantar et al., 2023, https://arxiv.org/abs/2210.17323
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_gptq("gptq/4/128", "float32")$name
#' @export
dtype_policy_gptq <- wraps("dtype_policies.GPTQDTypePolicy", function(mode, source_name = NULL) {
  call_python(core()$dtype_policies$GPTQDTypePolicy, list(mode = as_text(mode), source_name = as_text(source_name)))
})

#' int4 quantization in blocks
#'
#' @param mode "int4/<block_size>"; -1 is one block for each channel.
#' @param source_name The policy that the rest of the layer follows; the global one's if `NULL`.
#' @return A dtype policy.
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_int4("int4/128", "float32")$name
#' @export
dtype_policy_int4 <- wraps("dtype_policies.Int4DTypePolicy", function(mode, source_name = NULL) {
  call_python(core()$dtype_policies$Int4DTypePolicy, list(mode = as_text(mode), source_name = as_text(source_name)))
})

#' A policy for each layer path, and one for every other path
#'
#' @param default_policy The policy of paths that are not listed; the global one if `NULL`.
#' @param policy_map Named list of paths (as in `layer.path`), or regular expressions for whole
#'   paths, to policies.
#' @return A dtype policy.
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_map(dtype_policy("float32"), list("encoder/.*" = dtype_policy("bfloat16")))
#' @export
dtype_policy_map <- wraps("dtype_policies.DTypePolicyMap", function(default_policy = NULL, policy_map = NULL) {
  call_python(core()$dtype_policies$DTypePolicyMap, list(default_policy = as_dtype(default_policy),
    policy_map = policy_map))
})

#' A policy whose layers keep quantized kernels
#'
#' @param mode "int8", "int4" or "float8".
#' @param source_name The policy that the rest of the layer follows; the global one's if `NULL`.
#' @return A dtype policy.
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_quantized("int8", "float32")$name
#' @export
dtype_policy_quantized <- wraps("dtype_policies.QuantizedDTypePolicy", function(mode, source_name = NULL) {
  call_python(core()$dtype_policies$QuantizedDTypePolicy, list(mode = as_text(mode), source_name = as_text(source_name)))
})

#' float8 quantization with a history of the greatest values
#'
#' @param mode "float8".
#' @param source_name The policy that the rest of the layer follows; the global one's if `NULL`.
#' @param amax_history_length How many steps the scaling looks back.
#' @return A dtype policy.
#' @examplesIf hornpipe:::can_run()
#' dtype_policy_quantized_float8("float8", "mixed_bfloat16")$name
#' @export
dtype_policy_quantized_float8 <- wraps("dtype_policies.QuantizedFloat8DTypePolicy", function(mode, source_name = NULL,
    amax_history_length = 1024L) {
  call_python(core()$dtype_policies$QuantizedFloat8DTypePolicy, list(mode = as_text(mode),
    source_name = as_text(source_name), amax_history_length = as_int(amax_history_length)))
})

#' Quantizes by [quantizer_abs_max_quantize()]
#'
#' @param axis Axes over which one scale holds, where the call gives none. Counted from 1, or from
#'   the end when negative.
#' @param value_range Least and greatest quantized value.
#' @param epsilon Keeps the division finite.
#' @param output_dtype Dtype of the quantized values.
#' @return A quantizer, or settings for [quantize_weights()].
#' @examplesIf hornpipe:::can_run()
#' quantizer_abs_max(axis = -1)(matrix(c(0.5, -1, 2, 0.1), 2))
#' @export
quantizer_abs_max <- wraps("quantizers.AbsMaxQuantizer", function(axis = NULL, value_range = c(-127, 127), epsilon = 1e-07,
    output_dtype = "int8") {
  call_python(core()$quantizers$AbsMaxQuantizer, list(axis = as_axes(axis), value_range = as_reals(value_range),
    epsilon = as_real(epsilon), output_dtype = as_dtype(output_dtype)))
})

#' Quantizes so that the greatest absolute value becomes the end of the range
#'
#' @param inputs Float tensor.
#' @param axis Axes over which one scale holds. Counted from 1, or from the end when negative.
#' @param value_range Least and greatest quantized value.
#' @param dtype Dtype of the quantized values.
#' @param epsilon Keeps the division finite.
#' @param to_numpy Whether to work on the CPU, to save memory on the device.
#' @return The quantized values, and the scale that they were multiplied by.
#' @examplesIf hornpipe:::can_run()
#' quantizer_abs_max_quantize(matrix(c(0.5, -1, 2, 0.1), 2), axis = -1)
#' @export
quantizer_abs_max_quantize <- wraps("quantizers.abs_max_quantize", function(inputs, axis, value_range = c(-127, 127),
    dtype = "int8", epsilon = 1e-07, to_numpy = FALSE) {
  call_python(core()$quantizers$abs_max_quantize, list(as_array(inputs), axis = as_axes(axis),
    value_range = as_reals(value_range), dtype = as_dtype(dtype), epsilon = as_real(epsilon), to_numpy = as_flag(to_numpy)))
})

#' Quantizes blocks of rows, each column of each with a range of its own
#'
#' @param inputs Float matrix `(rows, columns)`.
#' @param block_size Rows of a block.
#' @param value_range Least and greatest quantized value.
#' @param dtype Dtype of the quantized values.
#' @param epsilon Keeps the division finite.
#' @param to_numpy Whether to work on the CPU, to save memory on the device.
#' @return The quantized values, their scales `(blocks, columns)`, and what 0 became, `(blocks, columns)`: a value is about `(quantized - zero) * scale`.
#' @examplesIf hornpipe:::can_run()
#' quantizer_abs_max_quantize_grouped_with_zero_point(matrix(1:16 / 16, 4), block_size = 2)
#' @export
quantizer_abs_max_quantize_grouped_with_zero_point <- wraps("quantizers.abs_max_quantize_grouped_with_zero_point", function(inputs,
    block_size, value_range = c(-8, 7), dtype = "int8", epsilon = 1e-07, to_numpy = FALSE) {
  call_python(core()$quantizers$abs_max_quantize_grouped_with_zero_point, list(as_array(inputs),
    block_size = as_int(block_size), value_range = as_reals(value_range), dtype = as_dtype(dtype),
    epsilon = as_real(epsilon), to_numpy = as_flag(to_numpy)))
})

#' Kernels by AWQ, which protects the channels with the greatest activations
#'
#' @param dataset Texts, or arrays of tokens, to calibrate with.
#' @param tokenizer Function from text to tokens.
#' @param weight_bits 4.
#' @param num_samples Samples to calibrate with.
#' @param sequence_length Length of the samples.
#' @param group_size Rows that share a scale; -1 for all of a channel.
#' @param num_grid_points Scales that are tried.
#' @param quantization_layer_structure Named list that names the layers before and inside the
#'   blocks.
#' @return A quantizer, or settings for [quantize_weights()].
#' @references Lin et al., 2024, https://arxiv.org/abs/2306.00978
#' @examplesIf hornpipe:::can_run()
#' quantizer_awq_config(list("a text to calibrate with"),
#'   tokenizer = function(text) utf8ToInt(text))$weight_bits
#' @export
quantizer_awq_config <- wraps("quantizers.AWQConfig", function(dataset, tokenizer, weight_bits = 4L, num_samples = 128L,
    sequence_length = 512L, group_size = 128L, num_grid_points = 20L, quantization_layer_structure = NULL) {
  call_python(core()$quantizers$AWQConfig, list(dataset = dataset, tokenizer = tokenizer, weight_bits = as_int(weight_bits),
    num_samples = as_int(num_samples), sequence_length = as_int(sequence_length), group_size = as_int(group_size),
    num_grid_points = as_int(num_grid_points), quantization_layer_structure = quantization_layer_structure))
})

#' The history of greatest values, moved on by one, with that of `x` in front
#'
#' @param x Tensor.
#' @param amax_history The history so far, a vector.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' quantizer_compute_float8_amax_history(c(1, -3), op_zeros(4))
#' @export
quantizer_compute_float8_amax_history <- wraps("quantizers.compute_float8_amax_history", function(x, amax_history) {
  call_python(core()$quantizers$compute_float8_amax_history, list(as_array(x), as_array(amax_history)))
})

#' The scale that brings a greatest value to the end of float8's range
#'
#' @param amax Greatest absolute value seen.
#' @param scale The scale so far, which stays where `amax` is 0 or not finite.
#' @param dtype_max Greatest number of the float8 dtype.
#' @param margin Powers of two to leave free.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' quantizer_compute_float8_scale(2, 1, 448)
#' @export
quantizer_compute_float8_scale <- wraps("quantizers.compute_float8_scale", function(amax, scale, dtype_max, margin = 0L) {
  call_python(core()$quantizers$compute_float8_scale, list(as_array(amax), as_array(scale), dtype_max = as_real(dtype_max),
    margin = as_int(margin)))
})

#' Rounds to what `num_bits` could hold, and stays float: for training a network that will be
#' quantized
#'
#' @param inputs Float tensor.
#' @param min_vals Bounds; a vector for each entry of `axis`, or one number.
#' @param max_vals Bounds; a vector for each entry of `axis`, or one number.
#' @param num_bits Bits of the numbers.
#' @param narrow_range Whether the least level is left out.
#' @param axis Axis whose entries have bounds of their own. Counted from 1, or from the end when
#'   negative.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(quantizer_fake_quant_with_min_max_vars(c(-1, 0.12, 7), 0, 6, num_bits = 4))
#' @export
quantizer_fake_quant_with_min_max_vars <- wraps("quantizers.fake_quant_with_min_max_vars", function(inputs, min_vals,
    max_vals, num_bits = 8L, narrow_range = FALSE, axis = NULL) {
  call_python(core()$quantizers$fake_quant_with_min_max_vars, list(as_array(inputs), as_array(min_vals), as_array(max_vals),
    num_bits = as_int(num_bits), narrow_range = as_flag(narrow_range), axis = as_axis(axis)))
})

#' Kernels, inputs and gradients in 8-bit floats
#'
#' @return A quantizer, or settings for [quantize_weights()].
#' @examplesIf hornpipe:::can_run()
#' quantizer_float8_quantization_config()$mode
#' @export
quantizer_float8_quantization_config <- wraps("quantizers.Float8QuantizationConfig", function() {
  call_python(core()$quantizers$Float8QuantizationConfig, list())
})

#' Kernels by GPTQ, which rounds each column with an eye on the error of the layer's output
#'
#' @param dataset Texts, or arrays of tokens, to calibrate with.
#' @param tokenizer Function from text to tokens.
#' @param weight_bits 2, 3, 4 or 8.
#' @param num_samples Samples to calibrate with.
#' @param per_channel Whether each channel has scales of its own.
#' @param sequence_length Length of the samples.
#' @param hessian_damping Share of the mean diagonal added to the Hessian, 0 to 1.
#' @param group_size Rows that share a scale; -1 for all.
#' @param symmetric Whether the range is symmetric around 0.
#' @param activation_order Whether the columns with the greatest activations come first.
#' @param quantization_layer_structure Named list that names the layers before and inside the
#'   blocks.
#' @return A quantizer, or settings for [quantize_weights()].
#' @references Frantar et al., 2023, https://arxiv.org/abs/2210.17323
#' @examplesIf hornpipe:::can_run()
#' quantizer_gptq_config(list("a text to calibrate with"),
#'   tokenizer = function(text) utf8ToInt(text))$weight_bits
#' @export
quantizer_gptq_config <- wraps("quantizers.GPTQConfig", function(dataset, tokenizer, weight_bits = 4L, num_samples = 128L,
    per_channel = TRUE, sequence_length = 512L, hessian_damping = 0.01, group_size = 128L, symmetric = FALSE,
    activation_order = FALSE, quantization_layer_structure = NULL) {
  call_python(core()$quantizers$GPTQConfig, list(dataset = dataset, tokenizer = tokenizer,
    weight_bits = as_int(weight_bits), num_samples = as_int(num_samples), per_channel = as_flag(per_channel),
    sequence_length = as_int(sequence_length), hessian_damping = as_real(hessian_damping), group_size = as_int(group_size),
    symmetric = as_flag(symmetric), activation_order = as_flag(activation_order),
    quantization_layer_structure = quantization_layer_structure))
})

#' Kernels in 4 bits
#'
#' @param weight_quantizer Quantizes kernels; by the greatest value if `NULL`. For one scale per
#'   channel only.
#' @param activation_quantizer Quantizes inputs; not at all for "default" or `NULL`. For one scale
#'   per channel only.
#' @param block_size Rows that share a scale; `NULL` or -1 for one scale per channel.
#' @return A quantizer, or settings for [quantize_weights()].
#' @examplesIf hornpipe:::can_run()
#' quantizer_int4_quantization_config(block_size = 64)$block_size
#' @export
quantizer_int4_quantization_config <- wraps("quantizers.Int4QuantizationConfig", function(weight_quantizer = NULL,
    activation_quantizer = "default", block_size = 128L) {
  call_python(core()$quantizers$Int4QuantizationConfig, list(weight_quantizer = as_part(weight_quantizer),
    activation_quantizer = as_part(activation_quantizer), block_size = as_int(block_size)))
})

#' Kernels in 8 bits, inputs quantized at each call
#'
#' @param weight_quantizer Quantizes kernels; by the greatest value if `NULL`.
#' @param activation_quantizer Quantizes inputs; by the greatest value for "default", not at all
#'   for `NULL`.
#' @return A quantizer, or settings for [quantize_weights()].
#' @examplesIf hornpipe:::can_run()
#' model <- keras_model_sequential(input_shape = 4) %>% layer_dense(units = 3)
#' quantize_weights(model, config = quantizer_int8_quantization_config(), filters = "dense")
#' @export
quantizer_int8_quantization_config <- wraps("quantizers.Int8QuantizationConfig", function(weight_quantizer = NULL,
    activation_quantizer = "default") {
  call_python(core()$quantizers$Int8QuantizationConfig, list(weight_quantizer = as_part(weight_quantizer),
    activation_quantizer = as_part(activation_quantizer)))
})

#' Pairs of 4-bit numbers in one byte each
#'
#' @param arr Integers from -8 to 7 ("int8") or 0 to 15 ("uint8").
#' @param axis Axis along which neighbours are paired. Counted from 1, or from the end when
#'   negative.
#' @param dtype Dtype of `arr` and of the result.
#' @return The packed tensor, its shape, and the size of `axis` before.
#' @examplesIf hornpipe:::can_run()
#' quantizer_pack_int4(op_cast(matrix(c(1, -2, 3, 4), 4), "int8"))
#' @export
quantizer_pack_int4 <- wraps("quantizers.pack_int4", function(arr, axis = 1L, dtype = "int8") {
  call_python(core()$quantizers$pack_int4, list(as_array(arr), axis = as_axis(axis), dtype = as_dtype(dtype)))
})

#' The base of quantization settings
#'
#' @param weight_quantizer Quantizes kernels.
#' @param activation_quantizer Quantizes inputs.
#' @return A quantizer, or settings for [quantize_weights()].
#' @examplesIf hornpipe:::can_run()
#' quantizer_quantization_config(quantizer_abs_max(axis = 1))$weight_quantizer
#' @export
quantizer_quantization_config <- wraps("quantizers.QuantizationConfig", function(weight_quantizer = NULL,
    activation_quantizer = NULL) {
  call_python(core()$quantizers$QuantizationConfig, list(weight_quantizer = as_part(weight_quantizer),
    activation_quantizer = as_part(activation_quantizer)))
})

#' Quantize and dequantize quantizer
#'
#' `inputs` rounded to what a float8 dtype holds.
#'
#' @param inputs Tensor.
#' @param scale Divides before, multiplies after rounding.
#' @param quantized_dtype "float8_e4m3fn" or "float8_e5m2".
#' @param compute_dtype Dtype of the result.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' as.array(quantizer_quantize_and_dequantize(c(0.5, 700), 1, "float8_e4m3fn", "float32"))
#' @export
quantizer_quantize_and_dequantize <- wraps("quantizers.quantize_and_dequantize", function(inputs, scale, quantized_dtype,
    compute_dtype) {
  call_python(core()$quantizers$quantize_and_dequantize, list(as_array(inputs), as_array(scale),
    quantized_dtype = as_dtype(quantized_dtype), compute_dtype = as_dtype(compute_dtype)))
})

#' The reverse of [quantizer_pack_int4()]
#'
#' @param packed Packed tensor.
#' @param orig_len Size of `axis` before packing.
#' @param axis Axis along which neighbours were paired. Counted from 1, or from the end when
#'   negative.
#' @param dtype "int8" for signed numbers, "uint8" for others.
#' @return A tensor.
#' @examplesIf hornpipe:::can_run()
#' packed <- quantizer_pack_int4(op_cast(matrix(c(1, -2, 3), 3), "int8"))
#' as.array(quantizer_unpack_int4(packed[[1]], 3))
#' @export
quantizer_unpack_int4 <- wraps("quantizers.unpack_int4", function(packed, orig_len, axis = 1L, dtype = "int8") {
  call_python(core()$quantizers$unpack_int4, list(as_array(packed), orig_len = as_int(orig_len), axis = as_axis(axis),
    dtype = as_dtype(dtype)))
})

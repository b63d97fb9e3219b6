# Settings that are set and read back; the last of each leaves what was there.
{ config_set_epsilon(1e-4); config_epsilon() } == 1e-4
{ config_set_epsilon(1e-7); config_epsilon() } == 1e-7
{ config_set_floatx("float64"); config_floatx() } == "float64"
{ config_set_floatx("float32"); config_floatx() } == "float32"
{ config_set_image_data_format("channels_first"); config_image_data_format() } == "channels_first"
{ config_set_image_data_format("channels_last"); config_image_data_format() } == "channels_last"
{ config_set_dtype_policy("mixed_bfloat16"); config_dtype_policy()$name } == "mixed_bfloat16"
{ config_set_dtype_policy("float32"); config_dtype_policy()$name } == "float32"
{ config_set_max_epochs(3); config_max_epochs() } == 3
is.null({ config_set_max_epochs(NULL); config_max_epochs() }) == TRUE
{ config_set_max_steps_per_epoch(3); config_max_steps_per_epoch() } == 3
is.null({ config_set_max_steps_per_epoch(NULL); config_max_steps_per_epoch() }) == TRUE
{ config_disable_flash_attention(); config_is_flash_attention_enabled() } == FALSE
is.null({ config_enable_flash_attention(); config_is_flash_attention_enabled() }) == TRUE
{ config_disable_interactive_logging(); config_is_interactive_logging_enabled() } == FALSE
{ config_enable_interactive_logging(); config_is_interactive_logging_enabled() } == TRUE
{ config_disable_traceback_filtering(); config_is_traceback_filtering_enabled() } == FALSE
{ config_enable_traceback_filtering(); config_is_traceback_filtering_enabled() } == TRUE
{ config_set_backend("torch"); config_backend() } == "torch"
backend()$floatx() == "float32"
config_is_nnx_enabled() == FALSE

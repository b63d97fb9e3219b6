"""Samples of the layers that are not recurrent, not attention and not preprocessing."""
from layers.contract import New, sample

from hornpipe import layers, ops

SEQUENCE, IMAGE, VOLUME = (7, 4), (8, 7, 4), (5, 6, 4, 4)

SAMPLES = {
    # core
    "Dense": [sample((4,), units=3), sample((5, 4), units=3, activation="relu", use_bias=False), sample((4,), units=3, lora_rank=2)],
    "EinsumDense": [sample((5, 4), equation="abc,cd->abd", output_shape=(None, 6), bias_axes="d"),
                    sample((5, 4), equation="abc,cde->abde", output_shape=(None, 2, 3), bias_axes="d"),
                    sample((5, 2, 3), equation="abcd,cde->abe", output_shape=(5, 4)),
                    sample((4,), equation="...b,bc->...c", output_shape=(6,), activation="tanh"),
                    sample((5, 4), equation="bac,cd->bad", output_shape=(5, 3), bias_axes="ad", lora_rank=2)],
    "Embedding": [sample((5,), ints=9, input_dim=9, output_dim=4), sample((5, 2), ints=9, input_dim=9, output_dim=4, mask_zero=True),
                  sample((5,), ints=9, input_dim=9, output_dim=4, lora_rank=2)],
    "ReversibleEmbedding": [sample((5,), ints=9, input_dim=9, output_dim=4),
                            sample((5, 4), input_dim=9, output_dim=4, call={"reverse": True}, logit_soft_cap=2.0)],
    "Lambda": [sample((4,), function=ops.square), sample((4,), function=ops.square, output_shape=(4,))],
    "Masking": [sample(SEQUENCE), sample(SEQUENCE, mask_value=1.0)],
    "Identity": [sample(SEQUENCE)],
    "TorchModuleWrapper": [],       # its config is a pickle: see test_torch_module.py
    # activations
    "Activation": [sample(SEQUENCE, activation="gelu")],
    "ReLU": [sample(SEQUENCE), sample(SEQUENCE, max_value=1.0, negative_slope=0.1, threshold=0.2)],
    "LeakyReLU": [sample(SEQUENCE), sample(SEQUENCE, negative_slope=0.1)],
    "PReLU": [sample(SEQUENCE, alpha_initializer="glorot_uniform"), sample(IMAGE, alpha_initializer="ones", shared_axes=[1, 2])],
    "ELU": [sample(SEQUENCE, alpha=0.5)],
    "Softmax": [sample(SEQUENCE), sample(SEQUENCE, axis=[1, 2])],
    # convolutions
    "Conv1D": [sample(SEQUENCE, filters=6, kernel_size=3), sample(SEQUENCE, filters=6, kernel_size=3, padding="causal", dilation_rate=2, groups=2)],
    "Conv2D": [sample(IMAGE, filters=6, kernel_size=3), sample(IMAGE, filters=6, kernel_size=(3, 2), strides=2, padding="same", activation="relu"),
               sample((4, 8, 7), filters=6, kernel_size=3, data_format="channels_first", groups=2), sample(IMAGE, filters=6, kernel_size=3, lora_rank=2)],
    "Conv3D": [sample(VOLUME, filters=6, kernel_size=2, strides=(1, 2, 1), padding="same")],
    "DepthwiseConv1D": [sample(SEQUENCE, kernel_size=3, depth_multiplier=2)],
    "DepthwiseConv2D": [sample(IMAGE, kernel_size=3, depth_multiplier=2, padding="same")],
    "SeparableConv1D": [sample(SEQUENCE, filters=6, kernel_size=3)],
    "SeparableConv2D": [sample(IMAGE, filters=6, kernel_size=3, depth_multiplier=2, padding="same", strides=2)],
    "Conv1DTranspose": [sample(SEQUENCE, filters=6, kernel_size=3, strides=2)],
    "Conv2DTranspose": [sample(IMAGE, filters=6, kernel_size=3, strides=2, padding="same", output_padding=1)],
    "Conv3DTranspose": [sample(VOLUME, filters=2, kernel_size=2, strides=2)],
    "LocallyConnected1D": [sample(SEQUENCE, filters=6, kernel_size=3), sample(SEQUENCE, filters=2, kernel_size=3, padding="same", implementation=3)],
    "LocallyConnected2D": [sample(IMAGE, filters=3, kernel_size=3, strides=2), sample((4, 8, 7), filters=2, kernel_size=3, data_format="channels_first",
                                                                                      implementation=2)],
    # pooling
    **{f"{kind}Pooling{rank}D": [sample(shape, pool_size=2), sample(shape, pool_size=3, strides=2, padding="same")]
       for kind in ("Max", "Average") for rank, shape in ((1, SEQUENCE), (2, IMAGE), (3, VOLUME))},
    **{f"Global{kind}Pooling{rank}D": [sample(shape), sample(shape, keepdims=True, data_format="channels_first")]
       for kind in ("Max", "Average") for rank, shape in ((1, SEQUENCE), (2, IMAGE), (3, VOLUME))},
    **{f"Adaptive{kind}Pooling{rank}D": [sample(shape, output_size=3)] for kind in ("Max", "Average") for rank,
       shape in ((1, SEQUENCE), (2, IMAGE), (3, VOLUME))},
    # normalization
    "BatchNormalization": [sample((4,)), sample(IMAGE, axis=1, momentum=0.9, scale=False), sample(SEQUENCE, renorm=True)],
    "LayerNormalization": [sample(SEQUENCE), sample(IMAGE, axis=[1, 3]), sample(SEQUENCE, axis=1, center=False)],
    "GroupNormalization": [sample(IMAGE, groups=2), sample((4, 8, 7), groups=-1, axis=1), sample(SEQUENCE, groups=4)],
    "RMSNormalization": [sample(SEQUENCE), sample(IMAGE, axis=[1, 2])],
    "UnitNormalization": [sample(SEQUENCE), sample(IMAGE, axis=[1, 2])],
    "SpectralNormalization": [sample((4,), mixed=False, layer=New(lambda: layers.Dense(3)), power_iterations=2)],
    # regularization
    **{name: [sample(SEQUENCE, rate=0.3)] for name in ("Dropout", "GaussianDropout", "AlphaDropout", "SpatialDropout1D")},
    "SpatialDropout2D": [sample(IMAGE, rate=0.3, seed=1)],
    "SpatialDropout3D": [sample(VOLUME, rate=0.3, data_format="channels_first")],
    "GaussianNoise": [sample(SEQUENCE, stddev=0.3, seed=1)],
    "ActivityRegularization": [sample(SEQUENCE, l1=0.1, l2=0.2)],
    # shapes
    "Reshape": [sample(SEQUENCE, target_shape=(2, -1)), sample(SEQUENCE, target_shape=(28,))],
    "Flatten": [sample(SEQUENCE), sample(IMAGE, data_format="channels_first")],
    "Permute": [sample(IMAGE, dims=(3, 1, 2))],
    "RepeatVector": [sample((4,), n=3)],
    "Cropping1D": [sample(SEQUENCE, cropping=(1, 2))],
    "Cropping2D": [sample(IMAGE, cropping=((1, 0), (2, 3)))],
    "Cropping3D": [sample(VOLUME, cropping=1, data_format="channels_last")],
    "ZeroPadding1D": [sample(SEQUENCE, padding=(1, 2))],
    "ZeroPadding2D": [sample(IMAGE, padding=((1, 0), (2, 3)), data_format="channels_first")],
    "ZeroPadding3D": [sample(VOLUME, padding=2)],
    "UpSampling1D": [sample(SEQUENCE, size=3)],
    "UpSampling2D": [sample(IMAGE, size=(2, 3)), sample(IMAGE, interpolation="bilinear")],
    "UpSampling3D": [sample(VOLUME, size=2)],
    # merging
    **{name: [sample(SEQUENCE, SEQUENCE), sample(SEQUENCE, (1, 4), SEQUENCE), sample(SEQUENCE, (4,))] for name in ("Add", "Average", "Multiply", "Maximum",
                                                                                                                   "Minimum")},
    "Subtract": [sample(SEQUENCE, SEQUENCE)],
    "Concatenate": [sample(SEQUENCE, (7, 2)), sample(SEQUENCE, (3, 4), axis=1)],
    "Dot": [sample(SEQUENCE, SEQUENCE, axes=1), sample((4,), (4,), axes=1, normalize=True), sample(SEQUENCE, (3, 4), axes=(2, 2))],
}

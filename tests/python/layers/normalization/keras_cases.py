# ruff: noqa: B023 -- each case is made before the next turn of its loop
"""Normalizations as Keras has them on torch."""
import itertools

FLAGS = (False, True)


def batch():
    """In training, the moving averages stand among the gradients' weights: the second call of a case sees those of the first."""
    for axis, center, scale, training in itertools.product((-1, 1, 2), FLAGS, FLAGS, FLAGS):
        yield f"{axis}-{center:d}{scale:d}{training:d}", lambda K, draw: (
            K.layers.BatchNormalization(axis=axis, center=center, scale=scale, momentum=0.8), draw(4, 3, 5, 6), {"training": training})
    for rank, training in itertools.product((2, 3, 5), FLAGS):
        yield f"rank-{rank}-{training:d}", lambda K, draw: (K.layers.BatchNormalization(epsilon=1e-5), draw(*(5, 3, 2, 4, 6)[:rank]), {"training": training})
    yield "masked", lambda K, draw: (K.layers.BatchNormalization(), draw(4, 5, 3), {"training": True, "mask": draw.mask(4, 5)})
    for i, bounds in enumerate((None, {"rmin": 0.5, "rmax": 1.5, "dmax": 0.5}, {"rmax": 1.1})):
        yield f"renorm-{i}", lambda K, draw: (K.layers.BatchNormalization(renorm=True, renorm_clipping=bounds, renorm_momentum=0.7), draw(6, 4),
                                              {"training": True})
    yield "one", lambda K, draw: (K.layers.BatchNormalization(), draw(1, 4), {"training": True})


def others():
    for axis, center, scale in itertools.product((-1, [-1], [2, 3], [1, 2, 3]), FLAGS, FLAGS):
        yield f"layer-{axis}-{center:d}{scale:d}", lambda K, draw: (K.layers.LayerNormalization(axis, center=center, scale=scale, epsilon=1e-4),
                                                                    draw(3, 4, 5, 6), {})
    for groups, axis, center, scale in itertools.product((1, 2, 3, -1), (-1, 1), FLAGS, FLAGS):
        yield f"group-{groups}-{axis}-{center:d}{scale:d}", lambda K, draw: (K.layers.GroupNormalization(groups, axis, center=center, scale=scale),
                                                                             draw(3, 6, 5, 6), {})
    for shape in ((3, 6), (3, 5, 6), (2, 3, 4, 2, 6)):
        yield f"group-rank-{len(shape)}", lambda K, draw: (K.layers.GroupNormalization(3), draw(*shape), {})
    for axis in (-1, 1, [1, 2], [2, 3]):
        yield f"unit-{axis}", lambda K, draw: (K.layers.UnitNormalization(axis), draw(3, 4, 5, 6), {})
    for axis, epsilon in itertools.product((-1, [2, 3]), (1e-6, 1e-2)):
        yield f"rms-{axis}-{epsilon}", lambda K, draw: (K.layers.RMSNormalization(axis, epsilon=epsilon), draw(3, 4, 5, 6), {})
    for steps, training in itertools.product((1, 3), FLAGS):
        yield f"spectral-dense-{steps}-{training:d}", lambda K, draw: (K.layers.SpectralNormalization(K.layers.Dense(4), steps), draw(3, 5),
                                                                       {"training": training})
        yield f"spectral-conv-{steps}-{training:d}", lambda K, draw: (K.layers.SpectralNormalization(K.layers.Conv2D(4, 3), steps), draw(2, 6, 6, 3),
                                                                      {"training": training})


GROUPS = {"batch": batch, "others": others}

"""Golden cases of Dense (every activation) and Conv1D (every combination of its options)."""

import itertools
import zlib

import keras
import numpy as np

import reference

CHANNELS = {1: (2, 3), 2: (4, 4)}  # groups -> input channels, filters
SPREAD = np.array([0.05, 0.3, 1, 3, 6, 10])  # rows of a Dense input, from near zero to saturated
CONV_STEPS = [(1, 1), (2, 1), (3, 1), (1, 2)]  # (strides, dilation): Keras refuses both above 1


def draw(name, **shapes):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    return {key: (scale * rng.normal(size=shape)).astype(np.float32)
            for key, (shape, scale) in shapes.items()}


def run(layer, drawn, expected, name):
    layer.build(drawn["x"].shape)
    layer.set_weights([drawn[key] for key in ("kernel", "bias") if key in drawn])
    y = np.asarray(layer(drawn["x"]))
    np.testing.assert_allclose(y, expected, rtol=1e-5, atol=1e-5, err_msg=name)
    return y


def covers(activation, z):
    """Whether the arguments reach every branch of a piecewise activation, and avoid its jumps."""
    if activation in ("softmax", "log_softmax", "exponential"):
        return True
    if activation == "hard_shrink" and np.abs(np.abs(z) - 0.5).min() < 1e-3:
        return False
    return z.min() < -3 and z.max() > 6 and np.abs(z).min() < 0.4


def draw_dense(name, shape, units, activation, use_bias):
    """Draws until the arguments of the activation cover it; returns them also."""
    scale = SPREAD / 5 if activation == "exponential" else SPREAD
    for attempt in itertools.count():
        drawn = draw(f"{name}/{attempt}", x=(shape, scale.reshape(shape[:-1] + (1,))),
                     kernel=((shape[-1], units), 1.0), bias=((units,), 0.5))
        z = reference.dense(drawn["x"], drawn["kernel"], drawn["bias"] if use_bias else 0)
        if covers(activation, z):
            return drawn, z


def dense_cases():
    """Yields (case, tensors)."""
    units = 5
    for activation, shape in itertools.product(reference.ACTIVATIONS, ((6, 3), (2, 3, 3))):
        for use_bias in (True, False) if activation in ("linear", "relu") else (True,):
            name = f"dense_{activation}_rank{len(shape)}" + ("" if use_bias else "_no_bias")
            drawn, z = draw_dense(name, shape, units, activation, use_bias)
            if not use_bias:
                del drawn["bias"]
            layer = keras.layers.Dense(units, activation=activation, use_bias=use_bias)
            y = run(layer, drawn, reference.ACTIVATIONS[activation](z), name)
            yield {"name": name, "layer": "dense", "units": units, "activation": activation,
                   "use_bias": use_bias, "parameters": layer.count_params(),
                   "output_shape": list(y.shape)}, {**drawn, "y": y}


def conv1d_cases():
    """Yields (case, tensors), leaving out what Keras refuses: an empty output."""
    plain = [(*combination, "linear", True) for combination in itertools.product(
        ("valid", "same", "causal"), CONV_STEPS, range(1, 6), (1, 2), range(7, 13))]
    extra = [(padding, (2, 1), 3, 1, 9, activation, use_bias)
             for padding in ("valid", "same", "causal")
             for activation, use_bias in (("linear", False), ("relu", True), ("tanh", False))]
    for padding, (strides, dilation), size, groups, time, activation, use_bias in plain + extra:
        if padding == "valid" and (size - 1) * dilation + 1 > time:
            continue
        name = f"conv1d_{padding}_s{strides}_d{dilation}_k{size}_g{groups}_t{time}"
        if (activation, use_bias) != ("linear", True):
            name += f"_{activation}" + ("" if use_bias else "_no_bias")
        channels, filters = CHANNELS[groups]
        drawn = draw(name, x=((2, time, channels), 1.0),
                     kernel=((size, channels // groups, filters), 0.7), bias=((filters,), 0.5))
        bias = drawn["bias"] if use_bias else 0
        if not use_bias:
            del drawn["bias"]
        options = {"strides": strides, "padding": padding, "dilation_rate": dilation,
                   "groups": groups}
        expected = reference.ACTIVATIONS[activation](
            reference.conv1d(drawn["x"], drawn["kernel"], bias, **options))
        layer = keras.layers.Conv1D(filters, size, activation=activation, use_bias=use_bias,
                                    **options)
        y = run(layer, drawn, expected, name)
        yield {"name": name, "layer": "conv1d", "filters": filters, "kernel_size": size, **options,
               "activation": activation, "use_bias": use_bias, "parameters": layer.count_params(),
               "output_shape": list(y.shape)}, {**drawn, "y": y}


def generate():
    assert_refusals()
    cases, tensors = [], {}
    for case, named in itertools.chain(dense_cases(), conv1d_cases()):
        cases.append(case)
        tensors.update({f"{case['name']}/{key}": value for key, value in named.items()})
    return cases, tensors


def assert_refusals():
    """Why the combinations above have gaps: Keras raises ValueError for these."""
    x = np.zeros((1, 7, 2), np.float32)
    for options in ({"kernel_size": 5, "dilation_rate": 2, "padding": "valid"},
                    {"kernel_size": 3, "dilation_rate": 2, "strides": 2, "padding": "same"}):
        try:
            keras.layers.Conv1D(3, **options)(x)
        except ValueError:
            continue
        raise AssertionError(f"Keras accepts {options}")

"""One golden case of a layer: it is named, its weights and inputs drawn, run and checked."""

import re
import zlib

import numpy as np
from keras import layers

import reference

SHORT = {"kernel_size": "k", "strides": "s", "dilation_rate": "d", "pool_size": "p", "groups": "g",
         "depth_multiplier": "m", "output_padding": "o"}
UNNAMED = ("filters", "units", "variance")  # arguments that no name needs
POSITIVE = ("gamma", "scale", "moving_variance")


def per_axis(value, rank):
    return [value] * rank if isinstance(value, int) else list(value)


def snake(layer):
    return re.sub(r"_\d+$", "", layer.name)


def text(value):
    if isinstance(value, (list, tuple)):
        return "x".join(map(text, value))
    return "none" if value is None else str(value).replace("-", "m")


def name_of(layer, inputs, config):
    marks = [layer] + [text(np.shape(x)[1:]) or "scalars" for x in inputs.values()]
    for key, value in config.items():
        if isinstance(value, bool):
            marks.append(key if value else "no_" + key)
        elif isinstance(value, str):
            marks.append(value)
        elif key == "layer":
            marks.append(name_of(value["layer"], {}, value["config"]))
        elif key == "mean":
            marks.append("mean_" + (text(np.shape(value)) or "scalar"))
        elif key not in UNNAMED:
            marks.append(SHORT.get(key, key + "_") + text(value))
    return "_".join(marks)


def draw_weight(rng, name, shape):
    """Non-zero, distinct, and with another mean for each entry of the last axis."""
    offset = 0.05 * np.arange(1, shape[-1] + 1)
    value = rng.uniform(0.5, 1.5, shape) + offset
    if name not in POSITIVE:
        value = (rng.uniform(0.1, 0.6, shape) + offset) * rng.choice([-1, 1], shape)
    value = value.astype(np.float32)
    assert np.all(value != 0) and np.unique(value).size == value.size, name
    return value


class Filler:
    """A shape whose normal values are drawn once the case has a name."""

    def __init__(self, *shape, mean=0.0, scale=1.0):
        self.shape, self.mean, self.scale = shape, mean, scale

    def __array__(self, dtype=None, copy=None):
        return np.empty(self.shape, np.float32)

    def draw(self, rng):
        return (self.mean + self.scale * rng.normal(size=self.shape)).astype(np.float32)


def inner_layer(config):
    """The wrapped layer of TimeDistributed, given as {"layer": ..., "config": ...}."""
    kinds = {"dense": layers.Dense, "conv1d": layers.Conv1D, "flatten": layers.Flatten}
    return kinds[config["layer"]](**config["config"])


def case(kind, config, given, expected, *, training=False, data=None):
    """Runs one layer; `expected(*inputs, weights)` is its float64 result, or (result, updates)."""
    layer = kind(**{k: inner_layer(v) if k == "layer" else v for k, v in config.items()})
    named = given if isinstance(given, dict) else (
        {"x": given} if not isinstance(given, list) else dict(zip("abc", given)))
    name = name_of(snake(layer), named, config) + ("_training" if training else "")
    name += "" if data is None else "_adapted"
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    inputs = {k: x.draw(rng) if isinstance(x, Filler) else x for k, x in named.items()}
    arrays = list(inputs.values())
    extra = {}
    if data is not None:
        layer.adapt(data)
        extra["data"] = data
    else:
        layer.build([x.shape for x in arrays] if isinstance(given, list) else arrays[0].shape)
        layer.set_weights([draw_weight(rng, w.name, tuple(w.shape)) for w in layer.weights])
    weights = {w.name: np.array(w) for w in layer.weights}
    assert len(weights) == len(layer.weights), name
    if isinstance(given, list):
        y = layer(arrays)
    else:
        options = {"training": True} if training else {}
        y = layer(arrays[0], **{k: v for k, v in inputs.items() if k != "x"}, **options)
    y = np.asarray(y)

    wide = [x.astype(np.float64) if x.dtype == np.float32 else x for x in arrays]
    wanted = expected(*wide, {k: w.astype(np.float64) for k, w in weights.items()})
    wanted, updates = wanted if isinstance(wanted, tuple) else (wanted, {})
    assert y.shape == np.shape(wanted), (name, y.shape, np.shape(wanted))
    np.testing.assert_allclose(y, wanted, rtol=1e-5, atol=1e-5, err_msg=name)
    after = {w.name: np.array(w) for w in layer.weights}
    for key in weights:
        np.testing.assert_allclose(after[key], updates.get(key, weights[key]), rtol=1e-5,
                                   atol=1e-5, err_msg=name)
    extra.update({f"new_{key}": after[key] for key in updates})
    return {"name": name, "layer": snake(layer), "config": config, "inputs": list(inputs),
            "weights": list(weights), "training": training, "output_shape": list(y.shape),
            "parameters": layer.count_params()}, {**inputs, **weights, **extra, "y": y}


def activated(config, y, weights):
    y = y + weights["bias"] if "bias" in weights else y
    return reference.ACTIVATIONS[config.get("activation", "linear")](y)

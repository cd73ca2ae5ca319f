"""Golden cases of the layers for images and tables: every option that changes arithmetic."""

import itertools
import re
import zlib

import keras
import numpy as np

import reference
import reference_images as images

layers = keras.layers
STEPS = [(1, 1), (2, 1), (3, 1), (1, 2)]  # (strides, dilation): Keras refuses both above 1
SHORT = {"kernel_size": "k", "strides": "s", "dilation_rate": "d", "pool_size": "p", "groups": "g",
         "depth_multiplier": "m", "output_padding": "o"}
UNNAMED = ("filters", "units", "variance")  # arguments that no name needs
POSITIVE = ("gamma", "scale", "moving_variance")
ACTIVATIONS = [  # name, arguments of keras.activations.<name>, reference
    ("relu", {"negative_slope": 0.1, "max_value": 3.0, "threshold": 0.5},
     lambda x: np.where(x >= 3, 3, np.where(x >= 0.5, x, 0.1 * (x - 0.5)))),
    ("leaky_relu", {"negative_slope": 0.05}, lambda x: np.where(x > 0, x, 0.05 * x)),
    ("elu", {"alpha": 0.7}, lambda x: np.where(x > 0, x, 0.7 * np.expm1(x))),
    ("celu", {"alpha": 0.7}, lambda x: np.where(x > 0, x, 0.7 * np.expm1(x / 0.7))),
    ("gelu", {"approximate": True}, lambda x: x / 2 * (
        1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))),
    ("glu", {}, lambda x: x[..., :3] * reference.ACTIVATIONS["sigmoid"](x[..., 3:])),
    ("glu", {"axis": 1}, lambda x: x[:, :2] * reference.ACTIVATIONS["sigmoid"](x[:, 2:])),
    ("squareplus", {"b": 2}, lambda x: (x + np.sqrt(x * x + 2)) / 2),
    ("soft_shrink", {"threshold": 1.0}, lambda x: np.sign(x) * np.maximum(np.abs(x) - 1, 0)),
    ("hard_shrink", {"threshold": 1.0}, lambda x: np.where(np.abs(x) > 1, x, 0)),
    ("threshold", {"threshold": 0.5, "default_value": -2.0}, lambda x: np.where(x > 0.5, x, -2)),
    ("softmax", {"axis": 1}, lambda x: softmax(x, 1)),
    ("log_softmax", {"axis": 1}, lambda x: np.log(softmax(x, 1)))]


def per_axis(value, rank):
    return [value] * rank if isinstance(value, int) else list(value)


def softmax(x, axis):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


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


# Convolutions ------------------------------------------------------------------------------------

def activated(config, y, weights):
    y = y + weights["bias"] if "bias" in weights else y
    return reference.ACTIVATIONS[config.get("activation", "linear")](y)


def fits(config, shape):
    rank = len(shape) - 1
    size, dilation = (per_axis(config[key], rank) for key in ("kernel_size", "dilation_rate"))
    return config["padding"] == "same" or all(
        (k - 1) * d + 1 <= n for k, d, n in zip(size, dilation, shape))


def conv_case(kind, shape, config):
    steps = {key: per_axis(config[name], len(shape) - 1)
             for key, name in (("strides", "strides"), ("dilation", "dilation_rate"))}

    def expected(x, weights):
        options = {**steps, "padding": config["padding"]}
        if "depthwise_kernel" in weights:
            y = images.depthwise_conv(x, weights["depthwise_kernel"], **options)
            pointwise = weights["pointwise_kernel"]
            return activated(config, y @ pointwise.reshape(pointwise.shape[-2:]), weights)
        if "depth_multiplier" in config:
            return activated(config, images.depthwise_conv(x, weights["kernel"], **options), weights)
        return activated(config, images.conv(x, weights["kernel"], **options,
                                             groups=config.get("groups", 1)), weights)

    return case(kind, config, Filler(2, *shape), expected)


def conv_cases():
    plain = [(layers.Conv2D, (7, 6, 2), 3, k, s, p, d, {}) for k, (s, d), p in itertools.product(
        (1, 2, 3, 4, 5, (3, 2), (1, 4)), STEPS, ("valid", "same"))]
    for p in ("valid", "same"):
        plain += [
            (layers.Conv2D, (7, 6, 2), 3, 3, (2, 1), p, 1, {}),
            (layers.Conv2D, (7, 6, 2), 3, (2, 3), (1, 3), p, 1, {}),
            (layers.Conv2D, (7, 6, 2), 3, 3, 1, p, (2, 1), {}),
            (layers.Conv2D, (8, 9, 2), 3, (3, 2), 1, p, (1, 3), {}),
            (layers.Conv2D, (6, 5, 4), 4, 3, 1, p, 1, {"groups": 2}),
            (layers.Conv2D, (6, 5, 4), 6, (2, 3), 2, p, 1, {"groups": 2}),
            (layers.Conv2D, (6, 5, 3), 6, 2, 1, p, 2, {"groups": 3}),
            (layers.Conv2D, (6, 5, 3), 3, 3, 1, p, 1, {"use_bias": False}),
            (layers.Conv2D, (5, 6, 2), 3, 3, 2, p, 1, {"activation": "relu"}),
            (layers.Conv2D, (5, 6, 2), 3, 3, 1, p, 1, {"activation": "softmax"}),
            (layers.Conv2D, (5, 6, 2), 3, 3, 1, p, 1, {"activation": "tanh", "use_bias": False}),
            (layers.Conv3D, (4, 5, 3, 2), 3, 2, 1, p, 1, {}),
            (layers.Conv3D, (4, 5, 3, 2), 3, (1, 2, 3), (2, 1, 3), p, 1, {}),
            (layers.Conv3D, (5, 4, 6, 2), 2, 3, 2, p, 1, {}),
            (layers.Conv3D, (4, 5, 3, 2), 2, 2, 1, p, 2, {"activation": "relu"}),
            (layers.Conv3D, (4, 3, 3, 4), 4, 2, 2, p, 1, {"groups": 2, "use_bias": False})]
    for kind, shape, filters, k, s, p, d, more in plain:
        config = {"filters": filters, "kernel_size": k, "strides": s, "padding": p,
                  "dilation_rate": d, **more}
        if fits(config, shape):
            yield conv_case(kind, shape, config)


def depthwise_cases():
    for multiplier, (s, d), p in itertools.product((1, 2), STEPS, ("valid", "same")):
        base = {"strides": s, "padding": p, "dilation_rate": d, "depth_multiplier": multiplier}
        for kind, shape, k in ((layers.DepthwiseConv1D, (7, 3), 3),
                               (layers.DepthwiseConv1D, (8, 3), 4),
                               (layers.DepthwiseConv2D, (7, 6, 2), 3),
                               (layers.DepthwiseConv2D, (6, 7, 2), (2, 4))):
            yield from [conv_case(kind, shape, config) for config in [{"kernel_size": k, **base}]
                        if fits(config, shape)]
        for kind, shape, k in ((layers.SeparableConv1D, (7, 3), 3),
                               (layers.SeparableConv2D, (7, 6, 2), (3, 2))):
            yield conv_case(kind, shape, {"filters": 4, "kernel_size": k, **base})
    more = {"strides": 1, "padding": "same", "dilation_rate": 1, "depth_multiplier": 2}
    for options in ({"use_bias": False}, {"activation": "relu"}):
        yield conv_case(layers.DepthwiseConv1D, (6, 2), {"kernel_size": 2, **more, **options})
        yield conv_case(layers.DepthwiseConv2D, (5, 6, 2), {"kernel_size": 3, **more, **options})
        for kind, shape in ((layers.SeparableConv1D, (6, 2)), (layers.SeparableConv2D, (5, 6, 2))):
            yield conv_case(kind, shape, {"filters": 3, "kernel_size": 2, **more, **options})


def transpose_case(kind, shape, config):
    rank = len(shape) - 1
    extra = config.get("output_padding")
    options = {"strides": per_axis(config["strides"], rank), "padding": config["padding"],
               "dilation": per_axis(config["dilation_rate"], rank),
               "output_padding": None if extra is None else per_axis(extra, rank)}
    return case(kind, config, Filler(2, *shape), lambda x, weights: activated(
        config, images.conv_transpose(x, weights["kernel"], **options), weights))


def transpose_cases():
    for k, s, p in itertools.product((2, 3, 4), (1, 2, 3), ("valid", "same")):
        base = {"filters": 3, "kernel_size": k, "strides": s, "padding": p, "dilation_rate": 1}
        yield transpose_case(layers.Conv2DTranspose, (3, 4, 2), base)
        for extra in (None, *range(s)):
            given = {} if extra is None else {"output_padding": extra}
            yield transpose_case(layers.Conv1DTranspose, (5, 2), {**base, **given})
    for p in ("valid", "same"):
        plain = {"filters": 3, "kernel_size": 3, "strides": 1, "padding": p, "dilation_rate": 1}
        for options in ({"kernel_size": 1, "strides": 3}, {"kernel_size": 5, "strides": 2},
                        {"kernel_size": 2, "dilation_rate": 2}, {"dilation_rate": 2},
                        {"kernel_size": 4, "dilation_rate": 3}, {"use_bias": False},
                        {"strides": 2, "activation": "relu"}):
            yield transpose_case(layers.Conv1DTranspose, (5, 2), {**plain, **options})
        for options in ({"kernel_size": (3, 2), "strides": 2}, {"strides": (2, 1)},
                        {"kernel_size": (2, 4), "strides": (1, 3)},
                        {"strides": 2, "output_padding": 1}, {"strides": 2, "output_padding": 0},
                        {"kernel_size": 4, "strides": 3, "output_padding": (2, 1)},
                        {"kernel_size": 2, "strides": 3, "output_padding": (0, 2)},
                        {"dilation_rate": 2}, {"kernel_size": 2, "dilation_rate": (1, 2)},
                        {"use_bias": False}, {"strides": 2, "activation": "tanh"}):
            yield transpose_case(layers.Conv2DTranspose, (3, 4, 2), {**plain, **options})
        yield transpose_case(layers.Conv3DTranspose, (2, 3, 2, 2),
                             {**plain, "kernel_size": (2, 3, 2), "strides": (2, 1, 3)})


# Pooling, resizing and padding -------------------------------------------------------------------

def pool_case(kind, shape, config):
    rank = len(shape) - 1
    size, strides = config["pool_size"], config.get("strides")
    options = {"size": per_axis(size, rank), "padding": config["padding"],
               "strides": per_axis(size if strides is None else strides, rank)}
    largest = "Max" in kind.__name__
    reduce = np.nanmax if largest else np.nanmean
    # Below zero for a maximum, so that padding with zeros would be seen.
    return case(kind, config, Filler(2, *shape, mean=-3.0 if largest else 0.5),
                lambda x, _: images.pool(x, reduce, **options))


def pool_cases():
    kinds = {1: (layers.MaxPooling1D, layers.AveragePooling1D),
             2: (layers.MaxPooling2D, layers.AveragePooling2D),
             3: (layers.MaxPooling3D, layers.AveragePooling3D)}
    plans = [(1, shape, p, s) for shape, p, s in itertools.product(
        ((7, 2), (8, 2)), (2, 3), (None, 1, 2, 3))]
    plans += [(2, (7, 6, 2), p, s) for p, s in itertools.product(
        (2, 3, (2, 3)), (None, 1, 2, 3))] + [(2, (5, 8, 3), 3, (2, 1))]
    plans += [(3, (4, 5, 3, 2), p, s) for p, s in (
        (2, None), (2, 1), (2, 3), (3, 2), ((2, 3, 1), None), ((1, 2, 3), (2, 1, 3)))]
    for (rank, shape, p, s), padding in itertools.product(plans, ("valid", "same")):
        config = {"pool_size": p, **({} if s is None else {"strides": s}), "padding": padding}
        for kind in kinds[rank]:
            yield pool_case(kind, shape, config)
    shapes = {1: (5, 3), 2: (4, 5, 3), 3: (3, 4, 2, 3)}
    for rank, name, keep in itertools.product(shapes, ("Max", "Average"), (False, True)):
        reduce = np.max if name == "Max" else np.mean
        yield case(getattr(layers, f"Global{name}Pooling{rank}D"), {"keepdims": keep},
                   Filler(2, *shapes[rank], mean=-1.0),
                   lambda x, _: reduce(x, axis=tuple(range(1, rank + 1)), keepdims=keep))


def repeat(x, size):
    for axis, count in enumerate(size, start=1):
        x = np.repeat(x, count, axis=axis)
    return x


def resizing(x, config):
    height, width = config["height"], config["width"]
    rows, columns = x.shape[-3:-1]
    if config.get("crop_to_aspect_ratio"):
        keep = (max(min(rows, columns * height // width), 1),
                max(min(columns, rows * width // height), 1))
        top, left = (rows - keep[0]) // 2, (columns - keep[1]) // 2
        x = x[..., top:top + keep[0], left:left + keep[1], :]
    if config.get("pad_to_aspect_ratio"):
        top = (max(rows, columns * height // width) - rows) // 2
        left = (max(columns, rows * width // height) - columns) // 2
        x = np.pad(x, [(0, 0)] * (x.ndim - 3) + [(top, top), (left, left), (0, 0)],
                   constant_values=config.get("fill_value", 0.0))
    return images.resize(x, height, width, config.get("interpolation", "bilinear"),
                         config.get("antialias", False))


def resize_cases():
    for size in (2, 3):
        yield case(layers.UpSampling1D, {"size": size}, Filler(2, 4, 3),
                   lambda x, _: repeat(x, (size,)))
    for size, way in itertools.product((2, 3, (2, 3)), ("nearest", "bilinear", "bicubic")):
        if way == "bicubic" and size != (2, 3):
            continue
        high, wide = per_axis(size, 2)
        yield case(layers.UpSampling2D, {"size": size, "interpolation": way}, Filler(2, 3, 4, 2),
                   lambda x, _: images.resize(x, 3 * high, 4 * wide, way))
    for size in (2, (1, 2, 3)):
        yield case(layers.UpSampling3D, {"size": size}, Filler(2, 2, 3, 2, 2),
                   lambda x, _: repeat(x, per_axis(size, 3)))
    plans = [{"height": h, "width": w, "interpolation": way}
             for way in ("bilinear", "nearest", "bicubic")
             for h, w in ((9, 10), (3, 4), (9, 3), (5, 7), (2, 2), (1, 13))
             if way != "bicubic" or (h, w) in ((9, 10), (3, 4))]
    plans += [{"height": h, "width": w, "interpolation": way, "antialias": True}
              for way in ("bilinear", "bicubic") for h, w in ((3, 4), (9, 3))]
    plans += [{"height": h, "width": w, key: True} for h, w in ((4, 4), (3, 8), (6, 3))
              for key in ("crop_to_aspect_ratio", "pad_to_aspect_ratio")]
    plans.append({"height": 6, "width": 6, "pad_to_aspect_ratio": True, "fill_value": 2.5})
    for config in plans:
        yield case(layers.Resizing, config, Filler(2, 5, 7, 2), lambda x, _: resizing(x, config))
    config = {"height": 4, "width": 5}
    yield case(layers.Resizing, config, Filler(6, 3, 2), lambda x, _: resizing(x, config))


def border_cases():
    """Padding and cropping: one number, one for each axis, or a pair for each."""
    shapes = {1: (6, 3), 2: (5, 6, 2), 3: (4, 3, 5, 2)}
    plans = {1: [1, 2, (1, 2), (0, 3)], 2: [1, 2, (1, 2), ((0, 1), (2, 1)), ((1, 0), (0, 0))],
             3: [1, (1, 0, 2), ((0, 1), (1, 0), (2, 1))]}
    for rank, shape in shapes.items():
        for amount in plans[rank]:
            pairs = [amount] if rank == 1 and isinstance(amount, tuple) else [
                (a, a) if isinstance(a, int) else a for a in per_axis(amount, rank)]
            yield case(getattr(layers, f"ZeroPadding{rank}D"), {"padding": amount},
                       Filler(2, *shape), lambda x, _: np.pad(x, [(0, 0), *pairs, (0, 0)]))
            window = [slice(a, n - b) for (a, b), n in zip(pairs, shape)]
            yield case(getattr(layers, f"Cropping{rank}D"), {"cropping": amount},
                       Filler(2, *shape), lambda x, _: x[(slice(None), *window)])


# Normalization -----------------------------------------------------------------------------------

SWITCHES = [{}, {"center": False}, {"scale": False}, {"center": False, "scale": False}]


def batch_norm(x, weights, config, training):
    axis = config.get("axis", -1)
    others = tuple(a for a in range(x.ndim) if a != axis % x.ndim)
    mean, variance, updates = weights["moving_mean"], weights["moving_variance"], {}
    if training:
        momentum = config.get("momentum", 0.99)
        batch = {"moving_mean": x.mean(axis=others), "moving_variance": x.var(axis=others)}
        updates = {k: momentum * weights[k] + (1 - momentum) * v for k, v in batch.items()}
        mean, variance = batch.values()
    mean, variance, gamma, beta = (images.broadcast_to_axes(w, [axis], x.ndim) for w in (
        mean, variance, weights.get("gamma"), weights.get("beta")))
    return images.normalize(x, mean, variance, config.get("epsilon", 1e-3), gamma, beta), updates


def layer_norm(x, weights, config):
    axes = np.atleast_1d(config.get("axis", -1))
    gamma, beta = (images.broadcast_to_axes(weights.get(k), axes, x.ndim)
                   for k in ("gamma", "beta"))
    mean, variance = (f(x, axis=tuple(axes), keepdims=True) for f in (np.mean, np.var))
    return images.normalize(x, mean, variance, config.get("epsilon", 1e-3), gamma, beta)


def normalization_cases():
    plans = [((4,), {}), ((5, 3), {}), ((4, 5, 3), {})]
    plans += [((4, 3), {**switch, "momentum": 0.8}) for switch in SWITCHES]
    plans += [((4, 3), {"epsilon": 0.1}), ((4, 3), {"axis": 1, "momentum": 0.6}),
              ((3, 4, 2), {"axis": 1, "epsilon": 1e-5}), ((3, 4, 2), {"momentum": 0.0})]
    for (shape, config), training in itertools.product(plans, (False, True)):
        # Three rows: the biased and the unbiased variance differ much.
        yield case(layers.BatchNormalization, config, Filler(3, *shape, mean=0.7, scale=1.5),
                   lambda x, weights: batch_norm(x, weights, config, training), training=training)
    plans = [((5,), {}), ((4, 3), {}), ((3, 4, 5), {}), ((4, 3), {"epsilon": 0.1}),
             ((4, 3), {"axis": 1}), ((4, 3), {"axis": [1, 2]}), ((3, 4, 5), {"axis": [-2, -1]}),
             ((3, 4, 5), {"axis": [1, 2, 3]}), ((3, 4, 5), {"axis": [1, 3]})]
    plans += [((4, 3), switch) for switch in SWITCHES[1:]]
    for shape, config in plans:
        yield case(layers.LayerNormalization, config, Filler(2, *shape, mean=0.7, scale=1.5),
                   lambda x, weights: layer_norm(x, weights, config))
    plans = [(shape, {"groups": g}) for shape in ((4,), (5, 4), (3, 5, 4)) for g in (1, 2)]
    plans += [((5, 4), {"groups": -1}), ((3, 5, 4), {"groups": -1}), ((3, 5, 6), {"groups": 3}),
              ((4, 5), {"groups": 2, "axis": 1}), ((4, 3, 5), {"groups": 2, "axis": 1}),
              ((5, 4), {"groups": 2, "epsilon": 0.1})]
    plans += [((5, 4), {"groups": 2, **switch}) for switch in SWITCHES[1:]]
    for shape, config in plans:
        axis = config.get("axis", -1)
        groups = shape[axis if axis < 0 else axis - 1] if config["groups"] == -1 else (
            config["groups"])
        yield case(layers.GroupNormalization, config, Filler(2, *shape, mean=0.7, scale=1.5),
                   lambda x, weights: images.group_norm(
                       x, groups, axis, config.get("epsilon", 1e-3), weights.get("gamma"),
                       weights.get("beta")))
    for shape, config in (((5,), {}), ((4, 3), {}), ((4, 3), {"axis": 1}),
                          ((4, 3), {"axis": [1, 2]}), ((3, 4, 5), {"axis": [1, 3]})):
        axis = tuple(np.atleast_1d(config.get("axis", -1)))
        yield case(layers.UnitNormalization, config, Filler(2, *shape), lambda x, _: (
            x / np.sqrt((x * x).sum(axis=axis, keepdims=True))))
    x = np.array([[0, 0, 0], [3, 0, -4]], np.float32)  # a row of zeros stays
    yield case(layers.UnitNormalization, {"axis": -1}, x, lambda x, _: x / [[1], [5]])
    # Keras multiplies by `scale` without moving it to its axes: only trailing axes are right.
    for shape, config in (((5,), {}), ((4, 3), {}), ((3, 4, 5), {}), ((4, 3), {"epsilon": 0.1}),
                          ((4, 3), {"axis": [1, 2]}), ((3, 4, 5), {"axis": [-2, -1]})):
        axis = tuple(np.atleast_1d(config.get("axis", -1)))
        yield case(layers.RMSNormalization, config, Filler(2, *shape, mean=0.7), lambda x, weights: (
            x / np.sqrt((x * x).mean(axis=axis, keepdims=True) + config.get("epsilon", 1e-6))
            * weights["scale"]))


# Activations, merging, shapes and tables ---------------------------------------------------------

def activation_cases():
    """Yields the layers; the functions with arguments follow from activation_functions."""
    wide = {"scale": 3.0}
    for shape, shared in (((4,), None), ((4, 3), None), ((3, 4, 2), None), ((4, 3), [1]),
                          ((3, 4, 2), [1, 2]), ((3, 4, 2), [2]), ((3, 4, 2), [1, 2, 3])):
        yield case(layers.PReLU, {} if shared is None else {"shared_axes": shared},
                   Filler(2, *shape), lambda x, w: np.where(x > 0, x, w["alpha"] * x))
    for slope in (None, 0.0, 0.05):
        yield case(layers.LeakyReLU, {} if slope is None else {"negative_slope": slope},
                   Filler(2, 4, 3, **wide),
                   lambda x, _: np.where(x > 0, x, (0.3 if slope is None else slope) * x))
    for alpha in (1.0, 0.4):
        yield case(layers.ELU, {"alpha": alpha}, Filler(2, 4, 3),
                   lambda x, _: np.where(x > 0, x, alpha * np.expm1(x)))
    for config in ({}, {"max_value": 2.0}, {"negative_slope": 0.2}, {"threshold": 1.0},
                   {"max_value": 2.0, "negative_slope": 0.2}, {"max_value": 2.0, "threshold": 1.0},
                   {"negative_slope": 0.2, "threshold": 1.0},
                   {"max_value": 2.0, "negative_slope": 0.2, "threshold": 1.0}):
        top, slope, least = (config.get(k, v) for k, v in (
            ("max_value", np.inf), ("negative_slope", 0), ("threshold", 0)))
        yield case(layers.ReLU, config, Filler(2, 8, 3, **wide), lambda x, _: np.where(
            x >= top, top, np.where(x >= least, x, slope * (x - least))))
    for config in ({}, {"axis": 1}, {"axis": 2}, {"axis": [1, 2]}, {"axis": [-1]}):
        axis = tuple(np.atleast_1d(config.get("axis", -1)))
        yield case(layers.Softmax, config, Filler(2, 3, 4, 2), lambda x, _: softmax(x, axis))
    for name in ("relu", "mish"):
        yield case(layers.Activation, {"activation": name}, Filler(2, 4, 3),
                   lambda x, _: reference.ACTIVATIONS[name](x))


def activation_functions():
    """The functions that take arguments, or that change the shape: written as `activation`."""
    # Sparsemax only where one entry is left: elsewhere Keras 3.15 is wrong (see reference.py).
    plans = ACTIVATIONS + [("sparsemax", {}, lambda x: np.eye(6)[x.argmax(axis=-1)])]
    for name, options, expected in plans:
        title = "_".join(["activation", name, *(f"{k}_{text(v)}" for k, v in options.items())])
        rng = np.random.default_rng(zlib.crc32(title.encode()))
        x = (2 * rng.normal(size=(2, 4, 6))).astype(np.float32)
        if name == "sparsemax":
            x += 9 * np.eye(6, dtype=np.float32)[rng.integers(6, size=(2, 4))]
        y = np.asarray(getattr(keras.activations, name)(x, **options))
        np.testing.assert_allclose(y, expected(x.astype(np.float64)), rtol=1e-5, atol=1e-5,
                                   err_msg=title)
        yield {"name": title, "layer": "activation", "config": {"activation": name, **options},
               "inputs": ["x"], "weights": [], "training": False, "output_shape": list(y.shape),
               "parameters": 0}, {"x": x, "y": y}


def merge_cases():
    functions = {layers.Add: np.sum, layers.Multiply: np.prod, layers.Average: np.mean,
                 layers.Maximum: np.max, layers.Minimum: np.min,
                 layers.Subtract: lambda v, axis: v[0] - v[1]}
    plans = [[(2, 4, 3)] * 2, [(2, 4, 3)] * 3, [(2, 4, 3), (2, 1, 3)], [(2, 3), (2, 4, 3)],
             [(2, 4, 1), (2, 3)], [(2, 4, 5, 3), (2, 1, 1, 3)]]
    for (kind, function), shapes in itertools.product(functions.items(), plans):
        if kind is layers.Subtract and len(shapes) > 2:
            continue
        rank = max(map(len, shapes))

        def expected(*given):
            wide = [x.reshape(x.shape[:1] + (1,) * (rank - x.ndim) + x.shape[1:])
                    for x in given[:-1]]
            return function(np.stack(np.broadcast_arrays(*wide)), axis=0)

        yield case(kind, {}, [Filler(*shape) for shape in shapes], expected)
    for config, shapes in (({}, [(2, 4, 3), (2, 4, 2)]), ({"axis": 1}, [(2, 4, 3), (2, 2, 3)]),
                           ({"axis": -2}, [(2, 4, 3), (2, 1, 3), (2, 2, 3)]),
                           ({"axis": 3}, [(2, 3, 4, 2), (2, 3, 4, 3)]),
                           ({"axis": 0}, [(2, 3), (1, 3)]), ({}, [(2, 3), (2, 1), (2, 4)])):
        yield case(layers.Concatenate, config, [Filler(*shape) for shape in shapes],
                   lambda *given: np.concatenate(given[:-1], axis=config.get("axis", -1)))
    plans = [(1, (2, 5), (2, 5)), (-1, (2, 5), (2, 5)), (2, (2, 4, 3), (2, 5, 3)),
             (1, (2, 4, 3), (2, 4, 5)), ((2, 1), (2, 4, 3), (2, 3, 5)),
             ((1, 2), (2, 4, 3), (2, 5, 4)), ((1, 1), (2, 3), (2, 3, 5)),
             ((-1, 1), (2, 4, 3), (2, 3)), ((3, 1), (2, 2, 3, 4), (2, 4, 5)),
             ((2, 3), (2, 2, 3, 4), (2, 2, 5, 3))]
    for (axes, first, second), unit in itertools.product(plans, (False, True)):
        yield case(layers.Dot, {"axes": axes, "normalize": unit}, [Filler(*first), Filler(*second)],
                   lambda a, b, _: images.dot(a, b, per_axis(axes, 2), unit))


def shape_cases():
    for shape in ((), (3,), (4, 3), (2, 3, 4)):
        yield case(layers.Flatten, {}, Filler(2, *shape), lambda x, _: x.reshape(2, -1))
    for shape, target in (((6,), (2, 3)), ((4, 3), (-1,)), ((4, 3), (2, -1, 3)), ((4, 3), (3, 4)),
                          ((2, 3, 2), (-1, 4))):
        yield case(layers.Reshape, {"target_shape": target}, Filler(2, *shape),
                   lambda x, _: x.reshape(2, *target))
    for shape, dims in (((4, 3), (2, 1)), ((2, 3, 4), (3, 1, 2)), ((2, 3, 4), (2, 3, 1)),
                        ((2, 3, 4), (1, 3, 2))):
        yield case(layers.Permute, {"dims": dims}, Filler(2, *shape),
                   lambda x, _: x.transpose(0, *dims))
    for n in (1, 4):
        yield case(layers.RepeatVector, {"n": n}, Filler(2, 3),
                   lambda x, _: np.repeat(x[:, None], n, axis=1))
    inner = [((4, 3), "dense", {"units": 5, "activation": "relu"}),
             ((4, 3), "dense", {"units": 2, "use_bias": False}), ((4, 2, 3), "dense", {"units": 2}),
             ((3, 5, 2), "conv1d", {"filters": 3, "kernel_size": 2}), ((3, 4, 2), "flatten", {})]

    def distributed(x, weights):
        if name == "flatten":
            return x.reshape(*x.shape[:2], -1)
        if name == "conv1d":
            y = images.conv(x.reshape(-1, *x.shape[2:]), weights["kernel"], strides=[1],
                            padding="valid", dilation=[1])
            return (y + weights["bias"]).reshape(*x.shape[:2], *y.shape[1:])
        return activated(config, x @ weights["kernel"], weights)

    for shape, name, config in inner:
        yield case(layers.TimeDistributed, {"layer": {"layer": name, "config": config}},
                   Filler(2, *shape), distributed)


def table_cases():
    ids = np.array([[0, 3, 6, 1], [5, 2, 0, 4]])
    for dtype, mask in itertools.product((np.int32, np.int64), (False, True)):
        yield case(layers.Embedding, {"input_dim": 7, "output_dim": 3, "mask_zero": mask},
                   ids.astype(dtype) if dtype == np.int32 else ids[:, :3].astype(dtype),
                   lambda x, w: w["embeddings"][x])
    yield case(layers.Embedding, {"input_dim": 7, "output_dim": 2}, ids[0].astype(np.int32),
               lambda x, w: w["embeddings"][x])
    for config in ({"scale": 0.5}, {"scale": 0.5, "offset": -1.0},
                   {"scale": [0.5, 2.0, -1.0], "offset": [1.0, 0.0, 0.25]}):
        scale, offset = np.array(config["scale"]), np.array(config.get("offset", 0.0))
        yield case(layers.Rescaling, config, Filler(2, 4, 3), lambda x, _: x * scale + offset)
    yield case(layers.Rescaling, {"scale": 0.25, "offset": 1.0}, ids.astype(np.int32),
               lambda x, _: x * 0.25 + 1)
    yield from normalization_of_features()
    encodings = [("one_hot", ids[0]), ("one_hot", ids[0][:, None]), ("one_hot", ids),
                 ("multi_hot", ids), ("multi_hot", ids[0]), ("count", ids[0]),
                 ("multi_hot", np.array([[1, 1, 4], [0, 6, 0]])),
                 ("multi_hot", np.stack([ids, 6 - ids])),
                 ("count", np.array([[1, 1, 4], [0, 0, 0]]))]
    for mode, x in encodings:
        yield case(layers.CategoryEncoding, {"num_tokens": 7, "output_mode": mode},
                   x.astype(np.int32), lambda x, _: encode(x, mode))
    yield case(layers.CategoryEncoding, {"num_tokens": 7, "output_mode": "count"},
               {"x": np.array([[1, 1, 4], [0, 3, 0]], np.int32), "count_weights": Filler(2, 3)},
               lambda x, counts, _: (np.eye(7)[x] * counts[..., None]).sum(axis=1))


def encode(x, mode):
    hot = np.eye(7)[x]
    if mode == "one_hot":
        return hot[..., 0, :] if x.ndim > 1 and x.shape[-1] == 1 else hot
    return hot.max(axis=-2) if mode == "multi_hot" else hot.sum(axis=-2)


def normalization_of_features():
    def expected(x, mean, variance, invert):
        root = np.maximum(np.sqrt(variance), 1e-7)
        return mean + x * root if invert else (x - mean) / root

    given = [({"axis": -1, "mean": [1.0, -0.5, 2.0], "variance": [4.0, 0.25, 1.5]}, (4, 3)),
             ({"axis": -1, "mean": 0.5, "variance": 2.0}, (4, 3)),
             ({"axis": None, "mean": 0.5, "variance": 2.0}, (3,)),
             ({"axis": 1, "mean": [1.0, -0.5, 2.0], "variance": [4.0, 0.25, 1.5]}, (3, 4)),
             ({"axis": [1, 2], "mean": [[1.0, -0.5], [2.0, 0.0]],
               "variance": [[4.0, 0.25], [1.5, 1.0]]}, (2, 2))]
    for (config, shape), invert in itertools.product(given, (False, True)):
        axes = [] if config["axis"] is None else np.atleast_1d(config["axis"])
        mean, variance = (np.array(config[k]) if np.ndim(config[k]) == 0 else
                          images.broadcast_to_axes(config[k], axes, len(shape) + 1)
                          for k in ("mean", "variance"))
        yield case(layers.Normalization, {**config, "invert": invert}, Filler(2, *shape, scale=2.0),
                   lambda x, _: expected(x, mean, variance, invert))
    rng = np.random.default_rng(5)
    for (axis, shape), invert in itertools.product(
            ((-1, (3,)), (-1, (4, 3)), (1, (3, 4)), (None, (3,)), ([1, 2], (2, 3))), (False, True)):
        data = (0.5 + rng.normal(size=(6, *shape)) * np.linspace(1, 3, shape[-1])).astype(np.float32)
        others = tuple(a for a in range(data.ndim) if axis is None
                       or a not in [i % data.ndim for i in np.atleast_1d(axis)])
        mean, variance = (f(data.astype(np.float64), axis=others, keepdims=True)
                          for f in (np.mean, np.var))
        yield case(layers.Normalization, {"axis": axis, "invert": invert}, Filler(2, *shape),
                   lambda x, _: expected(x, mean, variance, invert), data=data)
    data = np.array([[0.5, 1], [0.5, 3], [0.5, 8]], np.float32)  # a column without variance
    x = np.array([[0.5, 2], [0.5, 5]], np.float32)
    mean, variance = data.mean(axis=0), data.astype(np.float64).var(axis=0)
    yield case(layers.Normalization, {"axis": -1}, x,
               lambda x, _: expected(x, mean, variance, False), data=data)


def generate():
    cases, tensors = [], {}
    for case_, named in itertools.chain(
            conv_cases(), depthwise_cases(), transpose_cases(), pool_cases(), resize_cases(),
            border_cases(), normalization_cases(), activation_cases(), activation_functions(),
            merge_cases(), shape_cases(), table_cases()):
        assert all(case_["name"] != other["name"] for other in cases), case_["name"]
        cases.append(case_)
        tensors.update({f"{case_['name']}/{key}": value for key, value in named.items()})
    return cases, tensors

"""Golden cases of the other layers: normalization, activations, merging, shapes, tables."""

import itertools
import zlib

import keras
import numpy as np
from keras import layers

import reference
import reference_images as images
from golden_case import Filler, activated, case, per_axis, text

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


def softmax(x, axis):
    e = np.exp(x)
    return e / e.sum(axis=axis, keepdims=True)


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
        yield case(layers.RMSNormalization, config, Filler(2, *shape, mean=0.7), lambda x, w: (
            x / np.sqrt((x * x).mean(axis=axis, keepdims=True) + config.get("epsilon", 1e-6))
            * w["scale"]))


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
        data = 0.5 + rng.normal(size=(6, *shape)) * np.linspace(1, 3, shape[-1])
        data = data.astype(np.float32)
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


def cases():
    return itertools.chain(normalization_cases(), activation_cases(), activation_functions(),
                           merge_cases(), shape_cases(), table_cases())

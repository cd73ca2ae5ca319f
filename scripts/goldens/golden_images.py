"""Golden cases of the layers for images: convolutions, pooling, resizing, padding."""

import itertools

import numpy as np
from keras import layers

import golden_tables
import reference_images as images
from golden_case import Filler, activated, case, per_axis

STEPS = [(1, 1), (2, 1), (3, 1), (1, 2)]  # (strides, dilation): Keras refuses both above 1


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
            y = y @ pointwise.reshape(pointwise.shape[-2:])
        elif "depth_multiplier" in config:
            y = images.depthwise_conv(x, weights["kernel"], **options)
        else:
            y = images.conv(x, weights["kernel"], **options, groups=config.get("groups", 1))
        return activated(config, y, weights)

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


def generate():
    """Returns (cases, tensors) of these layers and of those in golden_tables."""
    cases, tensors = [], {}
    for described, named in itertools.chain(
            conv_cases(), depthwise_cases(), transpose_cases(), pool_cases(), resize_cases(),
            border_cases(), golden_tables.cases()):
        assert all(described["name"] != other["name"] for other in cases), described["name"]
        cases.append(described)
        tensors.update({f"{described['name']}/{key}": value for key, value in named.items()})
    return cases, tensors

"""Golden values of initializers (statistics), regularizers and constraints (results)."""

import inspect
import itertools
import math
import re

import keras
import numpy as np

SHAPES = [(64, 32), (3, 3, 8, 16)]
SEEDS = 200
TRUNCATED = 0.87962566103423978  # the deviation of a normal distribution cut at two deviations
# Of each initializer: the scale of the variance, the fan it is divided by, the distribution.
SCALED = {"GlorotNormal": (1, "fan_avg", "truncated_normal"),
          "GlorotUniform": (1, "fan_avg", "uniform"),
          "HeNormal": (2, "fan_in", "truncated_normal"), "HeUniform": (2, "fan_in", "uniform"),
          "LecunNormal": (1, "fan_in", "truncated_normal"),
          "LecunUniform": (1, "fan_in", "uniform")}
MATRIX = np.array([[0.5, -1.5, 0, 2], [-0.25, 0.75, 0, -3], [1, 0.125, 0, 1.5]], np.float32)
KERNEL = (np.arange(24).reshape(2, 2, 2, 3) * 0.125 - 1.375).astype(np.float32)


def snake(kind):
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind.__name__).lower()


def number(value):
    return float(f"{float(value):.7g}")


def fans(shape):
    field = math.prod(shape[:-2])
    return shape[-2] * field, shape[-1] * field


def distribution(name, config, shape):
    """(formula, distribution, standard deviation, bound) as the documentation gives them.

    The bound is null for an unbounded distribution. `deviation` is that of the values drawn.
    """
    if name in SCALED or name == "VarianceScaling":
        scale, mode, kind = SCALED.get(name) or (
            config.get("scale", 1.0), config.get("mode", "fan_in"),
            config.get("distribution", "truncated_normal"))
        fan_in, fan_out = fans(shape)
        n = {"fan_in": fan_in, "fan_out": fan_out, "fan_avg": (fan_in + fan_out) / 2}[mode]
        n_text = "((fan_in + fan_out) / 2)" if mode == "fan_avg" else mode
        root = math.sqrt(scale / n)
        if kind == "uniform":
            return f"limit = sqrt({3 * scale:g} / {n_text})", kind, root, root * math.sqrt(3)
        formula = f"deviation = sqrt({scale:g} / {n_text})"
        if kind == "truncated_normal":
            return (formula + ", cut at 2 / 0.87962566 deviations", kind, root,
                    2 * root / TRUNCATED)
        return formula, "normal", root, None
    if name == "RandomUniform":
        width = config.get("maxval", 0.05) - config.get("minval", -0.05)
        return "minval to maxval", "uniform", width / math.sqrt(12), width / 2
    stddev = config.get("stddev", 0.05)
    if name == "RandomNormal":
        return "deviation = stddev", "normal", stddev, None
    if name == "TruncatedNormal":
        return ("deviation = 0.87962566 * stddev, cut at 2 * stddev", "truncated_normal",
                stddev * TRUNCATED, 2 * stddev)
    return "orthonormal times gain", "orthogonal", (
        config.get("gain", 1.0) / math.sqrt(max(math.prod(shape[:-1]), shape[-1]))), None


def random_case(kind, config, shape):
    name = kind.__name__
    values = np.stack([np.asarray(kind(seed=seed, **config)(shape)) for seed in range(SEEDS)])
    values = values.astype(np.float64)
    formula, law, deviation, bound = distribution(name, config, shape)
    mean = config.get("mean", (config.get("minval", -0.05) + config.get("maxval", 0.05)) / 2
                      if name == "RandomUniform" else 0.0)
    count = values.size
    # Five deviations of the mean, and of the standard deviation, of so many values.
    assert abs(values.mean() - mean) < 5 * deviation / math.sqrt(count), (name, values.mean())
    assert abs(values.std() / deviation - 1) < 5 / math.sqrt(2 * count), (name, values.std())
    if bound is not None:
        furthest = np.abs(values - mean).max()
        assert 0.99 * bound < furthest <= bound * (1 + 1e-6), (name, furthest, bound)
    if law == "orthogonal":
        for sample in values.reshape(SEEDS, -1, shape[-1]):
            product = sample.T @ sample if len(sample) >= shape[-1] else sample @ sample.T
            np.testing.assert_allclose(product, np.eye(len(product)) * config.get("gain", 1.0)**2,
                                       atol=1e-5)
    fan_in, fan_out = fans(shape)
    return {"initializer": snake(kind), "config": config, "shape": shape, "distribution": law,
            "formula": formula, "fan_in": fan_in, "fan_out": fan_out, "center": number(mean),
            "deviation": number(deviation), "bound": None if bound is None else number(bound),
            "samples": count, "mean": number(values.mean()), "std": number(values.std()),
            "min": number(values.min()), "max": number(values.max())}


def constant_case(kind, config, shape):
    """The values where they are few; what a refused shape raises is its `error`."""
    case = {"initializer": snake(kind), "config": config, "shape": shape}
    try:
        values = np.asarray(kind(**config)(shape)).astype(np.float64)
    except ValueError:
        return {**case, "distribution": "constant", "error": "ValueError"}
    few = {"values": [number(v) for v in values.ravel()]} if values.size <= 60 else {}
    return {**case, "distribution": "constant", "samples": values.size,
            "mean": number(values.mean()), "std": number(values.std()), "min": number(values.min()),
            "max": number(values.max()), **few}


def stft(shape, side, window, scaling, periodic):
    """The kernel [time, 1, frequency] from its definition, for the windows used below."""
    length, _, frequencies = shape
    times, k = np.arange(length)[:, None, None], np.arange(frequencies)
    angle = -2 * np.pi * times * k / (2 * (frequencies - 1))
    kernel = (np.cos if side == "real" else np.sin)(angle)
    if window is None:
        return kernel
    a = {"hann": 0.5, "hamming": 0.54}[window]
    w = a - (1 - a) * np.cos(2 * np.pi * times / (length if periodic else length - 1))
    divisor = {None: 1, "density": math.sqrt((w * w).sum()), "spectrum": w.sum()}[scaling]
    return kernel * w / divisor


def initializers():
    kinds = keras.initializers
    plans = [(getattr(kinds, name), {}) for name in SCALED]
    plans += [(kinds.VarianceScaling, {"scale": scale, "mode": mode, "distribution": law})
              for mode, law, scale in itertools.product(
                  ("fan_in", "fan_out", "fan_avg"),
                  ("truncated_normal", "untruncated_normal", "uniform"), (1.5,))]
    plans += [(kinds.VarianceScaling, {}), (kinds.RandomNormal, {}),
              (kinds.RandomNormal, {"mean": 1.0, "stddev": 0.5}), (kinds.RandomUniform, {}),
              (kinds.RandomUniform, {"minval": -0.5, "maxval": 2.0}), (kinds.TruncatedNormal, {}),
              (kinds.TruncatedNormal, {"mean": -1.0, "stddev": 0.5}), (kinds.Orthogonal, {}),
              (kinds.Orthogonal, {"gain": 1.5})]
    yield from (random_case(kind, config, shape)
                for (kind, config), shape in itertools.product(plans, SHAPES))
    plans = [(kinds.Zeros, {}), (kinds.Ones, {}), (kinds.Constant, {}),
             (kinds.Constant, {"value": -0.75}), (kinds.Identity, {}),
             (kinds.Identity, {"gain": 2.5}), (kinds.STFT, {})]
    yield from (constant_case(kind, config, shape)
                for (kind, config), shape in itertools.product(plans, SHAPES))
    for shape in ((4, 4), (3, 5), (5, 3)):
        yield constant_case(kinds.Identity, {"gain": 2.5}, shape)
    for shape, side, (window, scaling, periodic) in itertools.product(
            ((6, 1, 5), (8, 1, 5)), ("real", "imag"),
            (("hann", "density", False), ("hamming", "spectrum", True), ("hann", None, True),
             (None, "density", False))):
        config = {"side": side, "window": window, "scaling": scaling, "periodic": periodic}
        case = constant_case(kinds.STFT, config, shape)
        expected = stft(shape, side, window, scaling, periodic)
        np.testing.assert_allclose(case["values"], expected.ravel(), rtol=1e-5, atol=1e-5,
                                   err_msg=str(config))
        yield case


def lists(array):
    return np.vectorize(lambda v: float(str(v)), otypes=[object])(array).tolist()


def penalties():
    kinds, m = keras.regularizers, MATRIX.astype(np.float64)
    plans = [(kinds.L1, {}), (kinds.L1, {"l1": 0.3}), (kinds.L2, {}), (kinds.L2, {"l2": 0.2}),
             (kinds.L1L2, {}), (kinds.L1L2, {"l1": 0.3}), (kinds.L1L2, {"l1": 0.3, "l2": 0.2})]
    for kind, config in plans:
        default = 0.0 if kind is kinds.L1L2 else 0.01
        l1 = config.get("l1", default if "l1" in inspect.signature(kind).parameters else 0.0)
        l2 = config.get("l2", default if "l2" in inspect.signature(kind).parameters else 0.0)
        for name, values in (("matrix", m), ("kernel", KERNEL.astype(np.float64))):
            result = float(str(np.asarray(kind(**config)(values.astype(np.float32)))))
            expected = l1 * np.abs(values).sum() + l2 * (values * values).sum()
            np.testing.assert_allclose(result, expected, rtol=1e-6)
            yield {"regularizer": kind.__name__.lower(), "config": config, "input": name,
                   "result": result}
    for mode in ("rows", "columns"):
        # Without the column of zeros, which has no direction.
        # A tensor, as a layer gives it: for a numpy array Keras normalizes the wrong axis.
        square = keras.ops.convert_to_tensor(MATRIX[:, [0, 1, 3]])
        result = kinds.OrthogonalRegularizer(factor=0.5, mode=mode)(square)
        unit = m[:, [0, 1, 3]] if mode == "rows" else m[:, [0, 1, 3]].T
        unit = unit / np.linalg.norm(unit, axis=1, keepdims=True)
        pairs = [abs(unit[i] @ unit[j]) for i, j in itertools.combinations(range(3), 2)]
        np.testing.assert_allclose(result, 0.5 * np.mean(pairs), rtol=1e-5)
        yield {"regularizer": "orthogonal_regularizer", "config": {"factor": 0.5, "mode": mode},
               "input": "square", "result": float(str(np.asarray(result)))}


def constrained(name, config, w):
    if name == "non_neg":
        return np.maximum(w, 0)
    axis = config.get("axis", 0)
    norm = np.sqrt((w * w).sum(axis=tuple(np.atleast_1d(axis)), keepdims=True))
    low, high = config.get("min_value", 0.0), config.get("max_value", 1.0)
    if name == "max_norm":
        low, high = 0.0, config.get("max_value", 2)
    desired = 1 if name == "unit_norm" else np.clip(norm, low, high)
    if name == "min_max_norm":
        rate = config.get("rate", 1.0)
        desired = rate * desired + (1 - rate) * norm
    return w * desired / (1e-7 + norm)


def constraints():
    kinds = keras.constraints
    plans = [(kinds.NonNeg, {}), (kinds.MaxNorm, {}), (kinds.MaxNorm, {"max_value": 1.0}),
             (kinds.UnitNorm, {}), (kinds.MinMaxNorm, {}),
             (kinds.MinMaxNorm, {"min_value": 1.25, "max_value": 2.0}),
             (kinds.MinMaxNorm, {"min_value": 1.25, "max_value": 2.0, "rate": 0.25})]
    axes = {"matrix": (None, 1, [0, 1]), "kernel": (None, 2, 3, [0, 1], [0, 1, 2])}
    for (kind, config), (name, w) in itertools.product(
            plans, (("matrix", MATRIX), ("kernel", KERNEL))):
        for axis in axes[name] if kind is not kinds.NonNeg else (None,):
            given = config if axis is None else {**config, "axis": axis}
            result = np.asarray(kind(**given)(w))
            np.testing.assert_allclose(
                result, constrained(snake(kind), given, w.astype(np.float64)), rtol=1e-5, atol=1e-6)
            yield {"constraint": snake(kind), "config": given, "input": name,
                   "result": lists(result)}


def generate():
    """The documents initializers.json and regularizers.json."""
    inputs = {"matrix": lists(MATRIX), "kernel": lists(KERNEL),
              "square": lists(MATRIX[:, [0, 1, 3]])}
    return list(initializers()), {"inputs": inputs, "regularizers": list(penalties()),
                                  "constraints": list(constraints())}

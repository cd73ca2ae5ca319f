"""Golden cases of objectives: losses, accuracy, descent, regularizers and constraints in training.

Each case trains a small network on one batch. Also the layers that draw random numbers: what they
make of a constant in training, and its statistics over many numbers.
"""

import zlib

import keras
import numpy as np

from golden_weights import number, snake

STEPS, BATCH, CLASSES = 8, 12, 4
DENSE = {"layer": "dense", "units": 3}
TANH = {"layer": "dense", "units": 5, "activation": "tanh"}
SOFTMAX = {"layer": "dense", "units": CLASSES, "activation": "softmax"}
SHARES = {"layer": "dense", "units": CLASSES, "activation": "sigmoid"}
LOGITS = {"layer": "dense", "units": CLASSES}
ONE, YES = {"layer": "dense", "units": 1}, {"layer": "dense", "units": 1, "activation": "sigmoid"}
CONV = {"layer": "conv2d", "filters": 3, "kernel_size": [3, 2], "activation": "tanh"}
FLAT = {"layer": "flatten"}
VECTOR, SEQUENCE, IMAGE = [6], [3, 4], [5, 4, 2]

ADAM = {"name": "adam", "learning_rate": 0.01}
SGD = {"name": "sgd", "learning_rate": 0.1}
SPARSE = {"name": "sparse_categorical_crossentropy"}
HOT = {"name": "categorical_crossentropy"}
BINARY = {"name": "binary_crossentropy"}
MSE = {"name": "mean_squared_error"}
OF_LOGITS, SMOOTH = {"from_logits": True}, {"label_smoothing": 0.1}


def case(name, shape, layers, loss, optimizer=SGD, scale=1.0):
    return {"name": name, "input": shape, "layers": layers, "loss": loss, "optimizer": optimizer,
            "scale": scale}


def crossentropies():
    """Every loss, from probabilities and from logits, on rows and on sequences."""
    for kind, shape in (("rows", VECTOR), ("sequences", SEQUENCE)):
        for end, options in (("softmax", {}), ("sigmoid", {}), ("logits", OF_LOGITS)):
            last = {"softmax": SOFTMAX, "sigmoid": SHARES, "logits": LOGITS}[end]
            yield case(f"sparse_{end}_{kind}", shape, [TANH, last], {**SPARSE, **options})
            yield case(f"hot_{end}_{kind}", shape, [TANH, last], {**HOT, **options})
            yield case(f"hot_smooth_{end}_{kind}", shape, [TANH, last],
                       {**HOT, **options, **SMOOTH})
        for end, options, one, many in (("sigmoid", {}, YES, SHARES),
                                        ("logits", OF_LOGITS, ONE, LOGITS)):
            yield case(f"binary_{end}_{kind}", shape, [TANH, one], {**BINARY, **options})
            yield case(f"binary_several_{end}_{kind}", shape, [TANH, many], {**BINARY, **options})
            yield case(f"binary_smooth_{end}_{kind}", shape, [TANH, one],
                       {**BINARY, **options, **SMOOTH})
    # So sure that probabilities are clipped.
    for loss, last in ((SPARSE, SOFTMAX), (HOT, SOFTMAX), (BINARY, YES)):
        yield case(f"{loss['name']}_sure", VECTOR, [last], loss, scale=20.0)
        yield case(f"{loss['name']}_sure_logits", VECTOR,
                   [{k: v for k, v in last.items() if k != "activation"}], {**loss, **OF_LOGITS},
                   scale=20.0)


def descents():
    for name, options in (("plain", {}), ("momentum", {"momentum": 0.9}),
                          ("nesterov", {"momentum": 0.9, "nesterov": True}),
                          ("nesterov_of_nothing", {"nesterov": True}),
                          ("momentum_1", {"momentum": 1.0, "learning_rate": 0.01}),
                          ("defaults", {"learning_rate": 0.01})):
        yield case(f"sgd_{name}", VECTOR, [TANH, DENSE], MSE, {**SGD, **options})
    yield case("sgd_image", IMAGE, [CONV, FLAT, DENSE], MSE, {**SGD, "momentum": 0.8})


def prices():
    l1, l2, both = {"l1": 0.03}, {"l2": 0.05}, {"l1": 0.02, "l2": 0.04}
    for name, regularizer in (("l1", l1), ("l2", l2), ("l1_l2", both)):
        for optimizer in (SGD, ADAM):
            yield case(f"{name}_{optimizer['name']}", VECTOR,
                       [TANH, {**DENSE, "kernel_regularizer": regularizer}], MSE, optimizer)
    yield case("several_prices", IMAGE,
               [{**CONV, "kernel_regularizer": l2}, FLAT,
                {**DENSE, "kernel_regularizer": l1, "bias_regularizer": l2}], MSE)
    yield case("price_of_frozen", VECTOR,
               [{**TANH, "kernel_regularizer": l2, "frozen": True},
                {**DENSE, "kernel_regularizer": both}], MSE)
    yield case("price_beside_crossentropy", VECTOR,
               [TANH, {**SOFTMAX, "kernel_regularizer": l2}], SPARSE, ADAM)


def rules():
    for name, constraint in (("max_norm", {"max_value": 0.9}), ("non_neg", {}), ("unit_norm", {}),
                             ("min_max_norm", {"min_value": 0.8, "max_value": 1.1}),
                             ("min_max_norm_slow",
                              {"min_value": 0.8, "max_value": 1.1, "rate": 0.25})):
        for optimizer in (SGD, ADAM):
            rule = {"kernel_constraint": {"name": name.removesuffix("_slow"), **constraint}}
            yield case(f"{name}_dense_{optimizer['name']}", VECTOR,
                       [TANH, {**DENSE, **rule}], MSE, optimizer)
            yield case(f"{name}_conv_{optimizer['name']}", IMAGE,
                       [{**CONV, **rule}, FLAT, DENSE], MSE, optimizer)
    yield case("rules_and_prices", VECTOR,
               [{**TANH, "kernel_constraint": {"name": "max_norm", "max_value": 0.7}},
                {**DENSE, "kernel_constraint": {"name": "non_neg"},
                 "kernel_regularizer": {"l2": 0.05},
                 "bias_constraint": {"name": "max_norm", "max_value": 0.05}}], MSE, ADAM)


def built(given):
    """Keras's layer; a norm is taken over all that goes into one unit."""
    options = {k: v for k, v in given.items() if k not in ("layer", "frozen")}
    for key, value in options.items():
        if key.endswith("regularizer"):
            options[key] = keras.regularizers.L1L2(**value)
        elif key.endswith("constraint"):
            kinds = {snake(k): k for k in (keras.constraints.MaxNorm, keras.constraints.NonNeg,
                                           keras.constraints.UnitNorm, keras.constraints.MinMaxNorm)}
            rest = {k: v for k, v in value.items() if k != "name"}
            if value["name"] != "non_neg":
                rest["axis"] = [0, 1, 2] if given["layer"] == "conv2d" else 0
            options[key] = kinds[value["name"]](**rest)
    kinds = {"dense": keras.layers.Dense, "conv2d": keras.layers.Conv2D,
             "flatten": keras.layers.Flatten}
    layer = kinds[given["layer"]](**options)
    layer.trainable = not given.get("frozen", False)
    return layer


def objective(loss):
    kinds = {"sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
             "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
             "binary_crossentropy": keras.losses.BinaryCrossentropy,
             "mean_squared_error": keras.losses.MeanSquaredError}
    return kinds[loss["name"]](**{k: v for k, v in loss.items() if k != "name"})


def targets(loss, shape, rng):
    if loss == MSE:
        return rng.normal(size=shape).astype(np.float32)
    if loss["name"] == BINARY["name"]:
        return (rng.uniform(size=shape) < 0.4).astype(np.float32)
    count = int(np.prod(shape[:-1]))
    labels = rng.permutation(np.arange(count) % shape[-1]).reshape(shape[:-1])
    hot = np.eye(shape[-1], dtype=np.float32)[labels]
    return labels if loss["name"] == SPARSE["name"] else hot


def named(model):
    return {f"{layer.name}/{w.name}": np.array(w) for layer in model.layers for w in layer.weights}


def trained(given):
    keras.backend.clear_session()
    rng = np.random.default_rng(zlib.crc32(given["name"].encode()))
    model = keras.Sequential([keras.Input(given["input"]), *map(built, given["layers"])])
    kind = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}[given["optimizer"]["name"]]
    options = {k: v for k, v in given["optimizer"].items() if k != "name"}
    accuracy = given["loss"] != MSE
    model.compile(loss=objective(given["loss"]), optimizer=kind(**options),
                  metrics=["accuracy"] if accuracy else [])
    for weight in model.weights:
        limit = 0.3 if weight.name == "bias" else 0.7
        weight.assign(rng.uniform(-limit, limit, weight.shape).astype(np.float32))
    x = (given["scale"] * rng.normal(size=(BATCH, *given["input"]))).astype(np.float32)
    y = targets(given["loss"], tuple(model(x).shape), rng)
    start, logs = named(model), []
    for _ in range(STEPS):
        model.reset_metrics()
        logs.append(model.train_on_batch(x, y, return_dict=True))
    final = named(model)
    frozen = [layer.name for layer in model.layers if not layer.trainable]
    for key, value in start.items():
        moved = np.abs(final[key] - value).max()
        still = key.split("/")[0] in frozen
        assert (moved == 0) if still else (moved > 1e-3), (given["name"], key, moved)
    tensors = {"x": x, "y": y, "loss": np.array([log["loss"] for log in logs], np.float32)}
    if accuracy:
        tensors["accuracy"] = np.array([log["accuracy"] for log in logs], np.float32)
    for stage, weights in (("initial", start), ("final", final)):
        tensors.update({f"{stage}/{key}": value for key, value in weights.items()})
    return {**given, "steps": STEPS, "accuracy": accuracy, "weights": list(start)}, tensors


def random_layers():
    """In training: least, most, mean and deviation of what becomes of many equal numbers."""
    kinds = {"dropout": keras.layers.Dropout, "alpha_dropout": keras.layers.AlphaDropout,
             "gaussian_noise": keras.layers.GaussianNoise,
             "gaussian_dropout": keras.layers.GaussianDropout}
    for name, kind in kinds.items():
        for amount in (0.1, 0.3, 0.5):
            for value in (-1.0, 0.5, 2.0):
                layer = kind(amount, seed=7)
                y = np.asarray(layer(np.full((200, 500), value, np.float32), training=True))
                y = y.astype(np.float64)
                bounded = name in ("dropout", "alpha_dropout")
                bounds = {"min": number(y.min()), "max": number(y.max())} if bounded else {}
                yield {"layer": name, "amount": amount, "value": value, "count": y.size,
                       "mean": number(y.mean()), "deviation": number(y.std()), **bounds}


def generate():
    cases = [trained(given) for kinds in (crossentropies, descents, prices, rules)
             for given in kinds()]
    names = [given["name"] for given, _ in cases]
    assert len(set(names)) == len(names)
    seen = {given["name"]: set(tensors.get("accuracy", ())) for given, tensors in cases}
    assert sum(len(values) > 1 for values in seen.values()) > 20, "accuracy hardly changes"
    document = {"training": [given for given, _ in cases], "random": list(random_layers())}
    return document, {f"{given['name']}/{key}": value for given, tensors in cases
                      for key, value in tensors.items()}

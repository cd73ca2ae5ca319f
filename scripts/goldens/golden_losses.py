"""Golden cases of losses: the mean over a batch and its gradient with respect to the prediction.

Once with all rows alike, once with weights of rows, and in sequences with weights of steps. Among
the numbers are those at which a formula could break: probabilities of 0 and 1, large logits,
vectors of zeros.
"""

import zlib

import jax
import keras
import numpy as np

ROWS, STEPS, WIDTH = 7, 3, 4
LOSSES = keras.losses


def shaped(kind):
    return {"rows": (ROWS, WIDTH), "sequences": (ROWS, STEPS, WIDTH)}[kind]


def numbers(rng, shape):
    return rng.normal(size=shape).astype(np.float32)


def positive(rng, shape):
    return rng.uniform(0.05, 3, shape).astype(np.float32)


def shares(rng, shape):
    """Rows that add up to 1, one of them sure."""
    x = rng.uniform(0.02, 1, shape)
    x = (x / x.sum(-1, keepdims=True)).astype(np.float32)
    x[0] = np.eye(shape[-1])[1]
    return x


def apart(rng, shape):
    """Each number a probability of its own, some sure."""
    x = rng.uniform(0.02, 0.98, shape).astype(np.float32)
    x[0, ..., :2] = [0, 1]
    return x


def logits(rng, shape):
    x = (3 * rng.normal(size=shape)).astype(np.float32)
    x[0, ..., :2] = [80, -80]
    return x


def labels(rng, shape):
    count = int(np.prod(shape[:-1]))
    return rng.permutation(np.arange(count) % shape[-1]).reshape(shape[:-1])


def hot(rng, shape):
    return np.eye(shape[-1], dtype=np.float32)[labels(rng, shape)]


def yes(rng, shape):
    return (rng.uniform(size=shape) < 0.4).astype(np.float32)


def signs(rng, shape):
    return 2 * yes(rng, shape) - 1


def vectors(rng, shape):
    x = numbers(rng, shape)
    return (x / np.linalg.norm(x, axis=-1, keepdims=True)).astype(np.float32)


def rows_of_zeros(rng, shape):
    x = numbers(rng, shape)
    x[1] = 0
    return x


def case(loss, prediction, target, kinds=("rows", "sequences"), mark="", **options):
    for kind in kinds:
        yield {"loss": loss, "kind": kind, "prediction": prediction.__name__,
               "target": target.__name__, "mark": mark, "options": options}


def cases():
    for loss in ("MeanSquaredError", "MeanAbsoluteError", "LogCosh"):
        yield from case(loss, numbers, numbers)
    yield from case("MeanAbsolutePercentageError", numbers, positive)
    yield from case("MeanSquaredLogarithmicError", positive, positive)
    yield from case("MeanSquaredLogarithmicError", numbers, positive, mark="below_zero")
    yield from case("LogCosh", logits, numbers, mark="far")
    yield from case("Huber", numbers, numbers)
    yield from case("Huber", numbers, numbers, delta=0.4)
    yield from case("Poisson", positive, positive)
    yield from case("CosineSimilarity", numbers, numbers)
    yield from case("CosineSimilarity", numbers, rows_of_zeros, mark="zeros")
    yield from case("KLDivergence", shares, shares)
    yield from case("KLDivergence", apart, hot, mark="sure")
    for loss in ("Hinge", "SquaredHinge"):
        yield from case(loss, numbers, signs)
        yield from case(loss, numbers, yes)
    yield from case("CategoricalHinge", numbers, hot)
    for smooth in ({}, {"label_smoothing": 0.1}):
        for loss in ("BinaryCrossentropy", "BinaryFocalCrossentropy"):
            yield from case(loss, apart, yes, **smooth)
            yield from case(loss, logits, yes, from_logits=True, **smooth)
        for loss in ("CategoricalCrossentropy", "CategoricalFocalCrossentropy"):
            yield from case(loss, shares, hot, **smooth)
            yield from case(loss, apart, hot, **smooth)
            yield from case(loss, logits, hot, from_logits=True, **smooth)
    yield from case("BinaryFocalCrossentropy", apart, yes, gamma=1.5)
    yield from case("BinaryFocalCrossentropy", apart, yes, gamma=3.0,
                    apply_class_balancing=True, alpha=0.3)
    yield from case("CategoricalFocalCrossentropy", shares, hot, alpha=0.4, gamma=1.5)
    yield from case("SparseCategoricalCrossentropy", shares, labels)
    yield from case("SparseCategoricalCrossentropy", apart, labels)
    yield from case("SparseCategoricalCrossentropy", logits, labels, from_logits=True)
    for q in (0.2, 0.7):
        yield from case("CategoricalGeneralizedCrossEntropy", shares_inside, labels, q=q)
    yield from case("Dice", apart, yes)
    yield from case("Dice", apart, yes, axis=[1])
    yield from case("Dice", apart, yes, kinds=("sequences",), axis=[1, 2])
    yield from case("Tversky", apart, yes)
    yield from case("Tversky", apart, yes, alpha=0.3, beta=0.9)
    yield from case("Tversky", apart, yes, alpha=0.7, beta=0.2, axis=[1])
    yield from case("Circle", vectors, pairs, kinds=("rows",))
    yield from case("Circle", vectors, pairs, kinds=("rows",), gamma=5.0, margin=0.2)
    yield from case("Circle", vectors, pairs, kinds=("rows",), remove_diagonal=False)
    yield from case("Circle", vectors, alone, kinds=("rows",), gamma=8.0)
    yield from case("CTC", speech, spoken, kinds=("sequences",))
    yield from case("CTC", speech, repeated, kinds=("sequences",))


def shares_inside(rng, shape):
    x = rng.uniform(0.02, 1, shape)
    return (x / x.sum(-1, keepdims=True)).astype(np.float32)


def pairs(rng, shape):
    return np.array([0, 1, 0, 2, 1, 0, 2])


def alone(rng, shape):
    """Some classes have one row only."""
    return np.array([0, 1, 0, 2, 3, 0, 4])


def speech(rng, shape):
    return (2 * rng.normal(size=(4, 9, 5))).astype(np.float32)


def spoken(rng, shape):
    return np.array([[1, 2, 3], [4, 1, 0], [2, 0, 0], [3, 4, 2]])


def repeated(rng, shape):
    return np.array([[1, 1, 3, 3], [4, 4, 4, 0], [2, 0, 0, 0], [0, 0, 0, 0]])


def name_of(given):
    marks = [f"{key}_{value}" for key, value in given["options"].items()]
    return "_".join([given["loss"], given["kind"], given["prediction"], given["target"],
                     *filter(None, [given["mark"]]), *marks]).replace(" ", "").replace("-", "m")


def measured(loss, y, p, weights):
    value, gradient = jax.value_and_grad(lambda each: loss(y, each, weights))(p)
    value, gradient = np.asarray(value, np.float32), np.array(gradient)
    # Keras has no slope to give for a vector of zeros.
    holes = np.isnan(gradient)
    gradient[holes] = 0
    return value, gradient, int(holes.sum())


def generate():
    documents, tensors = [], {}
    for given in cases():
        name = name_of(given)
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        shape = shaped(given["kind"])
        p = globals()[given["prediction"]](rng, shape)
        y = globals()[given["target"]](rng, shape)
        options = {k: tuple(v) if isinstance(v, list) else v for k, v in given["options"].items()}
        loss = getattr(LOSSES, given["loss"])(**options)
        weights = {"": None, "_rows": rng.uniform(0.2, 2, len(p)).astype(np.float32)}
        places = np.shape(loss.call(keras.ops.convert_to_tensor(y), keras.ops.convert_to_tensor(p)))
        if len(places) == 2 and "axis" not in options:
            weights["_steps"] = rng.uniform(0, 2, places).astype(np.float32)
        if given["loss"] in ("Dice", "Tversky") and places != (len(p),):
            del weights["_rows"]
        tensors.update({f"{name}/x": p, f"{name}/y": y})
        for mark, each in weights.items():
            # Keras wants weights of rows with an axis for the steps.
            wide = each[:, None] if mark == "_rows" and len(places) == 2 else each
            value, gradient, holes = measured(loss, y, p, wide)
            assert not holes, (name, holes)
            tensors.update({f"{name}/value{mark}": value, f"{name}/gradient{mark}": gradient})
            if each is not None:
                tensors[f"{name}/weights{mark}"] = each
        documents.append({"name": name, "loss": given["loss"], "options": given["options"],
                          "weights": list(weights)})
    assert len({each["name"] for each in documents}) == len(documents)
    return {"losses": documents}, tensors

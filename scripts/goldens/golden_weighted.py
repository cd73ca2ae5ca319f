"""Golden cases of training with weights: of rows, of steps, of classes, and of several losses.

Each case trains a small network for some epochs in batches that do not come out even, looks at
other rows after each, and notes all figures by Keras's names.
"""

import zlib

import keras
import numpy as np

ROWS, HELD, STEPS, FEATURES, CLASSES = 11, 6, 3, 5, 4
BATCH, EPOCHS = 4, 3
LAYERS, METRICS = keras.layers, keras.metrics


def network(shape, heads, masked=False):
    x = given = keras.Input(shape)
    x = LAYERS.Masking(name="masking")(x) if masked else x
    x = LAYERS.Dense(6, activation="tanh", name="hidden")(x)
    outputs = {name: LAYERS.Dense(units, activation=activation, name=name)(x)
               for name, (units, activation) in heads.items()}
    return keras.Model(given, list(outputs.values()) if len(heads) > 1 else outputs[next(iter(heads))])


KIND = {"kind": (CLASSES, "softmax")}
SWITCH = {"switch": (1, "sigmoid")}
BOTH = {**KIND, "price": (2, None)}


def labels(rng, *shape):
    return rng.integers(0, CLASSES, shape)


def hot(rng, *shape):
    return np.eye(CLASSES, dtype=np.float32)[labels(rng, *shape)]


def yes(rng, *shape):
    return (rng.uniform(size=(*shape, 1)) < 0.4).astype(np.float32)


def prices(rng, *shape):
    return rng.normal(size=(*shape, 2)).astype(np.float32)


def case(name, heads, targets, losses, metrics, weighted, *, steps=False, masked=False,
         rows=None, held=False, **more):
    return locals()


SPARSE, HOT, SQUARES = ("sparse_categorical_crossentropy", "categorical_crossentropy",
                        "mean_squared_error")
SHARES = {"0": 0.5, "2": 3.0, "3": 0.0}


def cases():
    accuracy, precise = ["accuracy"], ["Precision", "AUC"]
    yield case("rows_sparse", KIND, [labels], [SPARSE], accuracy,
               ["SparseCategoricalAccuracy"], rows="rows")
    yield case("rows_hot", KIND, [hot], [HOT], accuracy, precise, rows="rows", held=True)
    yield case("rows_numbers", {"price": (2, None)}, [prices], [SQUARES],
               ["mean_absolute_error"], ["RootMeanSquaredError", "R2Score"], rows="rows", held=True)
    yield case("steps_hot", KIND, [hot], [HOT], accuracy, precise, steps=True, rows="steps",
               held=True)
    yield case("steps_masked", KIND, [hot], [HOT], accuracy, ["CategoricalAccuracy"], steps=True,
               masked=True, rows="steps", held=True)
    yield case("classes_sparse", KIND, [labels], [SPARSE], accuracy,
               ["SparseCategoricalAccuracy"], class_weight=SHARES)
    yield case("classes_hot", KIND, [hot], [HOT], accuracy, precise, class_weight=SHARES)
    yield case("classes_switch", SWITCH, [yes], ["binary_crossentropy"], accuracy, precise,
               class_weight={"1": 2.5})
    yield case("several", BOTH, [labels, prices], [SPARSE, SQUARES],
               {"kind": ["accuracy"], "price": ["mean_absolute_error"]}, [],
               loss_weights={"kind": 0.3, "price": 1.7})
    yield case("several_weighted", BOTH, [hot, prices], [HOT, "mean_absolute_error"],
               {"price": ["mean_squared_error"]}, [], rows="rows", held=True,
               loss_weights={"price": 0.4})
    yield case("several_each_weighted", BOTH, [hot, prices], [HOT, SQUARES], {}, [],
               rows="each", held=True)


def data(given, count, rng, tensors, mark):
    shape = (count, STEPS) if given["steps"] else (count,)
    x = rng.normal(size=(*shape, FEATURES)).astype(np.float32)
    lengths = rng.integers(1, STEPS + 1, count)
    lengths[0] = STEPS
    if given["masked"]:
        x *= (np.arange(STEPS) < lengths[:, None])[..., None]
    y = [draw(rng, *shape) for draw in given["targets"]]
    weights = []
    if given["rows"] and (given["held"] or mark == "train"):
        wide = shape if given["rows"] == "steps" else (count,)
        weights = [rng.uniform(0, 2, wide).astype(np.float32)
                   for _ in range(len(y) if given["rows"] == "each" else 1)]
    for what, values in (("x", [x]), ("y", y), ("weights", weights)):
        tensors.update({f"{mark}/{what}{i}": value for i, value in enumerate(values)})
    each = weights * len(y) if len(weights) == 1 else weights
    one = len(y) == 1
    return x, y[0] if one else y, (None if not each else each[0] if one else each)


def trained(given):
    keras.backend.clear_session()
    rng = np.random.default_rng(zlib.crc32(given["name"].encode()))
    shape = (STEPS, FEATURES) if given["steps"] else (FEATURES,)
    model = network(shape, given["heads"], given["masked"])
    names = list(given["heads"])
    one = len(names) == 1
    weighted = [getattr(METRICS, kind)() for kind in given["weighted"]]
    metrics = given["metrics"] if one else [given["metrics"].get(name, []) for name in names]
    weights = given["more"].get("loss_weights")
    model.compile(loss=given["losses"][0] if one else given["losses"],
                  loss_weights=None if weights is None else [weights.get(n, 1.0) for n in names],
                  optimizer=keras.optimizers.SGD(0.3), metrics=metrics,
                  weighted_metrics=weighted or None)
    for weight in model.weights:
        weight.assign(rng.uniform(-0.7, 0.7, weight.shape).astype(np.float32))
    start = {f"initial/{layer.name}/{w.name}": np.array(w)
             for layer in model.layers for w in layer.weights}
    tensors = dict(start)
    x, y, counts = data(given, ROWS, rng, tensors, "train")
    held = data(given, HELD, rng, tensors, "held")
    shares = given["more"].get("class_weight")
    history = model.fit(
        x, y, sample_weight=counts, batch_size=BATCH, epochs=EPOCHS, shuffle=False, verbose=0,
        validation_data=held if held[2] is not None else held[:2], validation_batch_size=BATCH,
        class_weight=None if shares is None else {int(k): v for k, v in shares.items()}).history
    if given["masked"]:
        # On JAX, training forgets the mask on the way to the metrics; validation does not.
        history = {k: v for k, v in history.items() if k == "loss" or k.startswith("val_")}
    for layer in model.layers:
        for w in layer.weights:
            tensors[f"final/{layer.name}/{w.name}"] = np.array(w)
    for name, values in history.items():
        tensors[f"history/{name}"] = np.array(values, np.float32)
    document = {"name": given["name"], "steps": given["steps"], "masked": given["masked"],
                "heads": {k: {"units": u, "activation": a} for k, (u, a) in given["heads"].items()},
                "losses": given["losses"], "metrics": given["metrics"],
                "weighted": given["weighted"], **given["more"], "figures": sorted(history)}
    return document, tensors


def generate():
    documents, tensors = [], {}
    for given in cases():
        document, own = trained(given)
        documents.append(document)
        tensors.update({f"{given['name']}/{key}": value for key, value in own.items()})
    return {"batch": BATCH, "epochs": EPOCHS, "training": documents}, tensors

"""Golden cases of rows that are padded: what masks do to layers, losses and metrics.

Rows end in token 0 (`Embedding(mask_zero=True)`) or in steps of one number (`Masking`). The judge
is each row alone, cut to its length, in float64.
"""

import itertools
import zlib

import keras
import numpy as np

import golden_bidirectional
import golden_recurrent
import reference

WORDS, UNITS, FEATURES, MASK = 7, 3, 2, 0.5
LENGTHS, TIME = [6, 2, 4, 1], 6
# Three batches of four and one of two rows, whose steps are 15, 18, 11 and 9.
TRAINED = [7, 3, 1, 4, 5, 2, 6, 5, 1, 2, 7, 1, 4, 5]
CLASSES = 3
TOKENS = {"kind": "tokens", "words": WORDS, "units": 4}
NUMBERS = {"kind": "numbers", "features": FEATURES, "mask_value": MASK}
DEFAULTS = {"activation": "tanh", "use_bias": True, "reset_after": True, "go_backwards": False,
            "return_sequences": False}
SOFTMAX = {"layer": "dense", "units": CLASSES, "activation": "softmax"}
YES = {"layer": "dense", "units": 1, "activation": "sigmoid"}
SHARES = {"layer": "dense", "units": 2, "activation": "sigmoid"}
PAIR = {"layer": "dense", "units": 2}
AVERAGE = {"layer": "global_average_pooling1d"}
ADAM, SGD = {"name": "adam", "learning_rate": 0.01}, {"name": "sgd", "learning_rate": 0.3}


def steps(layer, units=UNITS, **options):
    return {"layer": layer, "units": units, "return_sequences": True, **options}


def last(layer, units=UNITS, **options):
    return {"layer": layer, "units": units, **options}


def inference():
    """(name, source, layers)."""
    for layer, source in itertools.product(golden_recurrent.LAYERS, (TOKENS, NUMBERS)):
        prefix = f"{layer}_{source['kind']}"
        yield prefix, source, [last(layer, return_state=True)]
        yield f"{prefix}_sequences", source, [steps(layer, return_state=True)]
        yield f"{prefix}_go_backwards", source, [
            last(layer, go_backwards=True, return_state=True)]
    for layer, mode in itertools.product(golden_recurrent.LAYERS, golden_bidirectional.MERGES):
        source = TOKENS if mode in ("concat", "mul") else NUMBERS
        yield f"{layer}_{mode}", source, [last(layer, merge_mode=mode)]
        yield f"{layer}_{mode}_sequences", source, [steps(layer, merge_mode=mode)]
    relu = {"activation": "relu"}
    for source in (TOKENS, NUMBERS):
        kind = source["kind"]
        yield f"stacked_{kind}", source, [steps("lstm", 4), steps("gru"), last("simple_rnn", 2)]
        yield f"stacked_both_{kind}", source, [
            steps("gru", merge_mode="concat"), SOFTMAX, steps("lstm", 2, merge_mode="sum"),
            last("gru", 2, go_backwards=True)]
        yield f"average_{kind}", source, [{**SOFTMAX, "units": 4}, AVERAGE]
        yield f"average_of_steps_{kind}", source, [steps("gru", 4, merge_mode="ave"), AVERAGE]
        yield f"lstm_relu_{kind}", source, [last("lstm", return_state=True, **relu)]
        yield f"gru_reset_before_{kind}", source, [
            steps("gru", reset_after=False, merge_mode="concat")]


def training():
    """(name, source, layers, loss, metric, optimizer, batch)."""
    sparse, hot = "sparse_categorical_crossentropy", "categorical_crossentropy"
    binary, squares = "binary_crossentropy", "mean_squared_error"
    for layer, batch in itertools.product(("simple_rnn", "lstm", "gru"), (4, 14)):
        yield f"tags_{layer}_{batch}", TOKENS, [steps(layer), SOFTMAX], sparse, ADAM, batch
    for layer in ("lstm", "gru"):
        both = steps(layer, merge_mode="concat")
        yield f"tags_both_{layer}", TOKENS, [both, SOFTMAX], sparse, ADAM, 4
        yield f"tags_stacked_{layer}", NUMBERS, [both, steps("gru", 2), SOFTMAX], sparse, ADAM, 4
        yield f"one_{layer}", TOKENS, [last(layer), YES], binary, ADAM, 4
        yield f"one_both_{layer}", NUMBERS, [last(layer, merge_mode="sum"), YES], binary, SGD, 4
    yield "one_average", TOKENS, [steps("gru", merge_mode="concat"), AVERAGE, YES], binary, ADAM, 4
    yield "hot_steps", NUMBERS, [steps("gru"), SOFTMAX], hot, SGD, 4
    yield "shares_of_steps", TOKENS, [steps("lstm"), SHARES], binary, SGD, 4
    yield "yes_at_steps", NUMBERS, [steps("lstm"), YES], binary, ADAM, 4
    yield "numbers_at_steps", NUMBERS, [steps("gru"), PAIR], squares, ADAM, 4


def built(given, name):
    kinds = {**golden_recurrent.LAYERS, "dense": keras.layers.Dense,
             "global_average_pooling1d": keras.layers.GlobalAveragePooling1D}
    options = {k: v for k, v in given.items() if k not in ("layer", "merge_mode")}
    layer = kinds[given["layer"]](**options, **({} if "merge_mode" in given else {"name": name}))
    if "merge_mode" in given:
        return keras.layers.Bidirectional(layer, merge_mode=given["merge_mode"], name=name)
    return layer


def model(source, layers):
    """The functional model; layers are named as in a model of their own."""
    keras.backend.clear_session()
    tokens = source["kind"] == "tokens"
    given = keras.Input((None,) if tokens else (None, FEATURES), dtype="int32" if tokens else None)
    value = (keras.layers.Embedding(WORDS, source["units"], mask_zero=True, name="embedding")
             if tokens else keras.layers.Masking(MASK))(given)
    seen = {}
    for layer in layers:
        kind = "bidirectional" if "merge_mode" in layer else layer["layer"]
        seen[kind] = seen.get(kind, -1) + 1
        value = built(layer, kind + (f"_{seen[kind]}" if seen[kind] else ""))(value)
    return keras.Model(given, value)


def initialize(built_model, layers, rng):
    """Another number everywhere; each gate with a scale and an offset of its own."""
    own = [layer for layer in built_model.layers if layer.weights]
    given = [layer for layer in layers if layer["layer"] != AVERAGE["layer"]]
    if own[0].name == "embedding":
        own[0].set_weights([rng.uniform(-1, 1, own[0].weights[0].shape).astype(np.float32)])
        own = own[1:]
    for layer, options in zip(own, given, strict=True):
        if options["layer"] == "dense":
            layer.set_weights([rng.uniform(-0.7, 0.7, w.shape).astype(np.float32)
                               for w in layer.weights])
            continue
        features = layer.weights[0].shape[0]
        sides = 2 if "merge_mode" in options else 1
        drawn = [golden_recurrent.draw_weights(rng, {**DEFAULTS, **options}, features)
                 for _ in range(sides)]
        layer.set_weights([w for side in drawn for w in side.values()])


def named(built_model):
    """`lstm/kernel`, and `bidirectional/forward_lstm/kernel`."""
    weights = {}
    for layer in built_model.layers:
        sides = ([layer.forward_layer, layer.backward_layer]
                 if isinstance(layer, keras.layers.Bidirectional) else [layer])
        for side in sides:
            inner = "" if side is layer else f"/{side.name}"
            weights.update({f"{layer.name}{inner}/{w.name}": np.array(w) for w in side.weights})
    return weights


def recurrent(layer, x, weights):
    options = {**DEFAULTS, **layer}
    recurrent_activation = "sigmoid"
    return reference.recurrent(
        options["layer"], x, weights, activation=reference.ACTIVATIONS[options["activation"]],
        recurrent_activation=reference.ACTIVATIONS[recurrent_activation],
        **{key: options[key] for key in ("return_sequences", "go_backwards", "reset_after")})


def alone(source, layers, weights, row):
    """What one row without padding gives, in float64: the output, then states."""
    value = weights["embedding/embeddings"][row] if source["kind"] == "tokens" else row
    outputs, seen = [value[None].astype(np.float64)], {}
    for layer in layers:
        kind = "bidirectional" if "merge_mode" in layer else layer["layer"]
        seen[kind] = seen.get(kind, -1) + 1
        prefix = kind + (f"_{seen[kind]}" if seen[kind] else "") + "/"
        own = {key.removeprefix(prefix): w for key, w in weights.items() if key.startswith(prefix)}
        if kind == "dense":
            product = reference.dense(outputs[0], own["kernel"], own["bias"])
            outputs = [reference.ACTIVATIONS[layer.get("activation", "linear")](product)]
        elif kind == AVERAGE["layer"]:
            outputs = [outputs[0].mean(axis=1)]
        elif kind == "bidirectional":
            sides = []
            for side, backwards in (("forward", False), ("backward", True)):
                inner = f"{side}_{layer['layer']}/"
                of_side = {key.removeprefix(inner): w for key, w in own.items()
                           if key.startswith(inner)}
                y = recurrent({**layer, "go_backwards": backwards}, outputs[0], of_side)[0]
                sides.append(y[:, ::-1] if backwards and layer.get("return_sequences") else y)
            outputs = [golden_bidirectional.merge(layer["merge_mode"], *sides)]
        else:
            outputs = list(recurrent(layer, outputs[0], own))
    return outputs


def rows(source, lengths, time, rng):
    """Rows of these lengths, padded."""
    inside = np.arange(time)[None] < np.array(lengths)[:, None]
    if source["kind"] == "tokens":
        return np.where(inside, rng.integers(1, WORDS, inside.shape), 0).astype(np.int64)
    x = rng.normal(size=(*inside.shape, FEATURES)).astype(np.float32)
    x[:, 0, 0] = MASK  # One feature alone is no padding.
    return np.where(inside[..., None], x, np.float32(MASK))


def check(name, source, layers, weights, x, lengths, outputs):
    for i, length in enumerate(lengths):
        expected = alone(source, layers, weights, x[i, :length])
        for got, wanted in zip(outputs, expected):
            row = got[i, :length] if wanted.ndim == 3 else got[i]
            np.testing.assert_allclose(row, wanted[0], rtol=1e-5, atol=1e-5, err_msg=name)
        whole = alone(source, layers, weights, x[i])
        if length < x.shape[1] and expected[0].ndim == 2:
            assert np.abs(whole[0] - expected[0]).max() > 1e-3, (name, "padding is not seen")


def inference_case(name, source, layers):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    built_model = model(source, layers)
    initialize(built_model, layers, rng)
    x = rows(source, LENGTHS, TIME, rng)
    result = built_model(x)
    outputs = [np.asarray(r) for r in (result if isinstance(result, (list, tuple)) else [result])]
    weights = named(built_model)
    check(name, source, layers, weights, x, LENGTHS, outputs)
    case = {"name": name, "source": source, "layers": layers,
            "parameters": built_model.count_params()}
    named_outputs = dict(zip(("y", "state0", "state1"), outputs))
    return case, {"x": x, "lengths": np.array(LENGTHS, np.int64), **named_outputs, **weights}


def targets(loss, shape, rng):
    if loss == "mean_squared_error":
        return rng.normal(size=shape).astype(np.float32)
    if loss == "binary_crossentropy":
        return (rng.uniform(size=shape) < 0.4).astype(np.float32)
    labels = rng.integers(0, shape[-1], shape[:-1])
    return np.eye(shape[-1], dtype=np.float32)[labels] if loss.startswith("cat") else labels


def mean(loss, prediction, y, lengths):
    """The loss and the metric over what is no padding, in float64."""
    p = np.clip(prediction.astype(np.float64), 1e-7, 1 - 1e-7)
    if loss == "mean_squared_error":
        error = prediction.astype(np.float64) - y
        each, right = (error**2).mean(-1), np.abs(error).mean(-1)
    elif loss == "binary_crossentropy":
        each = -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean(-1)
        # Of several numbers Keras takes the largest for the class.
        right = (((p > 0.5) == y).mean(-1) if p.shape[-1] == 1
                 else (p.argmax(-1) == y.argmax(-1)).astype(float))
    else:
        hot = np.eye(p.shape[-1])[y] if loss.startswith("sparse") else y
        each = -(hot * np.log(p / p.sum(-1, keepdims=True))).sum(-1)
        right = (p.argmax(-1) == hot.argmax(-1)).astype(float)
    if each.ndim == 1:
        return each.mean(), right.mean()
    inside = np.arange(each.shape[1])[None] < np.array(lengths)[:, None]
    assert np.abs(each.mean() - each[inside].mean()) > 1e-4, "the padding weighs nothing"
    return each[inside].mean(), right[inside].mean()


def watched(loss, shape):
    """The metric that Keras takes for "accuracy", or the mean absolute error."""
    if loss == "mean_squared_error":
        return keras.metrics.MeanAbsoluteError()
    if loss.startswith("sparse"):
        return keras.metrics.SparseCategoricalAccuracy()
    binary = shape[-1] == 1
    return keras.metrics.BinaryAccuracy() if binary else keras.metrics.CategoricalAccuracy()


class Watch(keras.callbacks.Callback):
    """Asks a metric before each step.

    What Keras's own training step on jax hands to its metrics has lost its mask (evaluate() keeps
    it); so this metric is given the model's predictions with it.
    """

    def __init__(self, metric, x, y, batch):
        super().__init__()
        self.metric, self.x, self.y, self.rows, self.epochs = metric, x, y, batch, []

    def on_epoch_begin(self, epoch, logs=None):
        self.metric.reset_state()

    def on_train_batch_begin(self, batch, logs=None):
        some = slice(batch * self.rows, (batch + 1) * self.rows)
        self.metric.update_state(self.y[some], self.model(self.x[some]))

    def on_train_batch_end(self, batch, logs=None):
        self.model.jax_state_sync()

    def on_epoch_end(self, epoch, logs=None):
        self.epochs.append(float(self.metric.result()))


def training_case(name, source, layers, loss, optimizer, batch):
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    built_model = model(source, layers)
    initialize(built_model, layers, rng)
    x = rows(source, TRAINED, max(TRAINED), rng)
    metric = "mae" if loss == "mean_squared_error" else "accuracy"
    kind = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}[optimizer["name"]]
    built_model.compile(loss=loss, metrics=[metric],
                        optimizer=kind(learning_rate=optimizer["learning_rate"]))
    before = np.asarray(built_model(x))
    y = targets(loss, before.shape, rng)
    start = named(built_model)
    first = built_model.evaluate(x, y, batch_size=len(x), verbose=0, return_dict=True)
    expected = mean(loss, before, y, TRAINED)
    np.testing.assert_allclose([first["loss"], first[metric]], expected, rtol=1e-5, err_msg=name)
    watch = Watch(watched(loss, before.shape), x, y, batch)
    epochs = 8 // -(-len(x) // batch)
    history = built_model.fit(x, y, batch_size=batch, epochs=epochs, shuffle=False, verbose=0,
                              callbacks=[watch])
    final = named(built_model)
    for key, value in start.items():
        moved = np.abs(final[key] - value)
        assert moved.max() > 1e-3, (name, key, "hardly changed")
        if key == "embedding/embeddings":
            assert moved[0].max() == 0, (name, "the padding has learnt")
    tensors = {"x": x, "y": y, "lengths": np.array(TRAINED, np.int64),
               "first": np.array([first["loss"], first[metric]], np.float32),
               "loss": np.array(history.history["loss"], np.float32),
               "metric": np.array(watch.epochs, np.float32)}
    for stage, weights in (("initial", start), ("final", final)):
        tensors.update({f"{stage}/{key}": value for key, value in weights.items()})
    case = {"name": name, "source": source, "layers": layers, "loss": loss, "metric": metric,
            "optimizer": optimizer, "batch": batch, "epochs": epochs}
    return case, tensors


def generate():
    run = [inference_case(*given) for given in inference()]
    learnt = [training_case(*given) for given in training()]
    names = [case["name"] for case, _ in run + learnt]
    assert len(set(names)) == len(names)
    document = {"inference": [case for case, _ in run], "training": [case for case, _ in learnt]}
    return document, {f"{case['name']}/{key}": value for case, tensors in run + learnt
                      for key, value in tensors.items()}

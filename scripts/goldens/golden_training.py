"""Golden cases of training: three small models and the Adam optimizer, step by step."""

import zlib

import jax
import keras
import numpy as np

import reference

STEPS, BATCH, TIME = 10, 16, 12

# The layers as they appear in the JSON: name, kind and every argument that is not a default.
MODELS = {
    "vanilla": [
        {"name": "simple_rnn", "layer": "simple_rnn", "units": 2, "return_sequences": True},
        {"name": "simple_rnn_1", "layer": "simple_rnn", "units": 1},
        {"name": "dense", "layer": "dense", "units": 1}],
    "lstm": [
        {"name": "lstm", "layer": "lstm", "units": 20, "return_sequences": True},
        {"name": "lstm_1", "layer": "lstm", "units": 10},
        {"name": "dense", "layer": "dense", "units": 1}],
    "conv_gru": [
        {"name": "conv1d", "layer": "conv1d", "filters": 20, "kernel_size": 4, "strides": 2,
         "padding": "valid"},
        {"name": "gru", "layer": "gru", "units": 2, "activation": "relu"},
        {"name": "dense", "layer": "dense", "units": 1}],
}
KINDS = {"simple_rnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU,
         "conv1d": keras.layers.Conv1D, "dense": keras.layers.Dense}
PARAMETERS = [  # layer, arguments, features of the input, expected count
    ("simple_rnn", {"units": 2}, 1, 8),
    ("simple_rnn", {"units": 1}, 2, 4),
    ("lstm", {"units": 20}, 1, 1760),
    ("lstm", {"units": 10}, 20, 1240),
    ("conv1d", {"filters": 20, "kernel_size": 4}, 1, 100),
    ("gru", {"units": 2}, 20, 144),
]
ADAM_DEFAULTS = {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
ADAM = {  # name -> scale of the gradients, options that are not the defaults
    "adam_1e-8": (1e-8, {}),
    "adam_1e-4": (1e-4, {}),
    "adam_1": (1.0, {}),
    "adam_100": (100.0, {}),
    "adam_options": (1.0, {"learning_rate": 0.01, "beta_1": 0.8, "beta_2": 0.95, "epsilon": 0.001}),
}


def random(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def build(specification):
    layers = [KINDS[given["layer"]](**{k: v for k, v in given.items() if k != "layer"})
              for given in specification]
    return keras.Sequential([keras.Input((None, 1)), *layers])


def initialize(model, rng):
    """Glorot-like uniform kernels and small non-zero biases, drawn by numpy in weight order."""
    for weight in model.weights:
        shape = weight.shape
        limit = 0.2 if weight.name == "bias" else np.sqrt(6 / (np.prod(shape[:-1]) + shape[-1]))
        weight.assign(rng.uniform(-limit, limit, shape).astype(np.float32))


def weights(model):
    return {f"{layer.name}/{w.name}": np.array(w) for layer in model.layers for w in layer.weights}


def first_gradients(model, loss, x, y):
    """The gradient of the loss at the initial weights, named as the weights are."""
    def scalar(values):
        prediction, _ = model.stateless_call(values, others, x, training=True)
        return keras.losses.get(loss)(y, prediction).mean()

    values = [v.value for v in model.trainable_variables]
    others = [v.value for v in model.non_trainable_variables]  # seeds of the unused dropouts
    return dict(zip(weights(model), map(np.array, jax.grad(scalar)(values))))


def train(model, x, y):
    """The logs of each step; Keras computes them before it changes the weights."""
    logs = [model.train_on_batch(x, y, return_dict=True) for _ in range(STEPS)]
    return {key: np.array([log[key] for log in logs], np.float32) for key in ("loss", "mae", "mse")}


def training_case(name, architecture, loss):
    rng = random(name)
    x = rng.normal(size=(BATCH, TIME, 1)).astype(np.float32)
    y = rng.normal(size=(BATCH, 1)).astype(np.float32)
    model = build(MODELS[architecture])
    optimizer = keras.optimizers.Adam()
    model.compile(loss=loss, optimizer=optimizer, metrics=["mae", "mse"])
    initialize(model, rng)
    initial = weights(model)
    prediction = np.array(model(x))
    gradient = first_gradients(model, loss, x, y)
    logs = train(model, x, y)
    final = weights(model)

    error = prediction.astype(np.float64) - y
    np.testing.assert_allclose(logs["mse"][0], (error**2).mean(), rtol=1e-5)
    np.testing.assert_allclose(logs["mae"][0], np.abs(error).mean(), rtol=1e-5)
    np.testing.assert_allclose(logs["loss"], logs[loss], rtol=1e-6)
    assert np.all(np.diff(logs["loss"]) < 0), (name, logs["loss"])
    for key, value in initial.items():
        # Every weight learns: none is cut off by a dead relu.
        assert np.abs(gradient[key]).min() > 0, (name, key, "no gradient")
        assert np.abs(final[key] - value).mean() > 1e-3, (name, key, "hardly changed")

    tensors = {"x": x, "y": y, "prediction": prediction, **logs}
    for stage, named in (("initial", initial), ("gradient", gradient), ("final", final)):
        tensors.update({f"{stage}/{key}": value for key, value in named.items()})
    for key, value in ADAM_DEFAULTS.items():
        assert np.isclose(optimizer.get_config()[key], value), key
    case = {"name": name, "loss": loss, "steps": STEPS,
            "optimizer": {"name": "adam", **ADAM_DEFAULTS},
            "layers": MODELS[architecture], "weights": list(initial),
            "parameters": model.count_params(),
            "losses": [float(str(value)) for value in logs["loss"]]}
    return case, tensors


def adam_case(name, scale, options):
    rng = random(name)
    initial = rng.normal(size=(4,)).astype(np.float32) * np.float32(0.01)
    gradients = (scale * rng.normal(size=(20, 4))).astype(np.float32)
    optimizer = keras.optimizers.Adam(**options)
    variable = keras.Variable(initial)
    history = []
    for gradient in gradients:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
        history.append(np.array(variable))
    history = np.stack(history)

    expected = reference.adam(initial, gradients, **options)
    rate = options.get("learning_rate", 0.001)
    assert np.abs(history - expected).max() < 1e-3 * rate, name
    if scale == 1e-8:
        other = reference.adam_epsilon_after_correction(initial, gradients)
        assert np.abs(other - expected).max() > 0.1 * rate, (name, "epsilon placement is not seen")
    case = {"name": name, **ADAM_DEFAULTS, **options, "gradient_scale": scale,
            "steps": len(gradients)}
    return case, {"initial": initial, "gradients": gradients, "variables": history}


def parameter_counts():
    counts = []
    for layer, arguments, features, expected in PARAMETERS:
        built = KINDS[layer](**arguments)
        built.build((None, TIME, features))
        assert built.count_params() == expected, (layer, arguments, built.count_params())
        counts.append({"layer": layer, **arguments, "features": features, "parameters": expected})
    return counts


def generate():
    training = [training_case(name, name, "mse") for name in MODELS]
    training.append(training_case("lstm_mae", "lstm", "mae"))
    adam = [adam_case(name, *given) for name, given in ADAM.items()]
    document = {"parameter_counts": parameter_counts(), "training": [case for case, _ in training],
                "adam": [case for case, _ in adam]}
    tensors = {f"{case['name']}/{key}": value for case, named in training + adam
               for key, value in named.items()}
    return document, tensors


def summary():
    """The text that Keras prints for the LSTM model with its dropouts."""
    keras.backend.clear_session()
    model = keras.Sequential([
        keras.Input((None, 1)), keras.layers.LSTM(20, return_sequences=True),
        keras.layers.Dropout(0.2), keras.layers.LSTM(10), keras.layers.Dropout(0.2),
        keras.layers.Dense(1)])
    lines = []
    model.summary(line_length=80, print_fn=lambda line, **_: lines.append(line))
    return "\n".join(lines).rstrip() + "\n"

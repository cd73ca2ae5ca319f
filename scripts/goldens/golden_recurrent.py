"""Golden cases of SimpleRNN, LSTM and GRU: every option, activation and gate."""

import itertools
import zlib

import keras
import numpy as np

import reference

BATCH, TIME, FEATURES, UNITS = 3, 5, 2, 3
LAYERS = {"simple_rnn": keras.layers.SimpleRNN, "lstm": keras.layers.LSTM, "gru": keras.layers.GRU}
GATES = {"simple_rnn": 1, "lstm": 4, "gru": 3}
ACTIVATIONS = ["tanh", "relu", "sigmoid", "linear", "elu", "softplus", "softsign", "hard_sigmoid",
               "leaky_relu"]
RECURRENT_ACTIVATIONS = ["sigmoid", "hard_sigmoid", "tanh", "relu", "softsign"]
# Pre-activations must reach beyond these on both sides, so that every branch is exercised.
BRANCHES = {"relu": 0, "leaky_relu": 0, "elu": 0, "hard_sigmoid": 3}


def configurations():
    """Yields (name, configuration, input scale)."""
    kinds = [("simple_rnn", False), ("lstm", False), ("gru", True), ("gru", False)]
    for layer, reset_after in kinds:
        prefix = layer + ("_reset_before" if layer == "gru" and not reset_after else "")
        base = {"layer": layer, "units": UNITS, "activation": "tanh",
                "recurrent_activation": None if layer == "simple_rnn" else "sigmoid",
                "return_sequences": True, "return_state": True, "go_backwards": False,
                "reset_after": reset_after, "use_bias": True}
        options = ["return_sequences", "return_state", "go_backwards", "use_bias"]
        for values in itertools.product([False, True], repeat=len(options)):
            chosen = dict(zip(options, values))
            marks = "".join("_" + option for option in options[:3] if chosen[option])
            name = f"{prefix}_options{marks}" + ("" if chosen["use_bias"] else "_no_bias")
            yield name, {**base, **chosen}, 1.0
        for activation in ACTIVATIONS:
            scale = 8.0 if activation == "hard_sigmoid" else 2.0
            yield f"{prefix}_activation_{activation}", {**base, "activation": activation}, scale
        if layer != "simple_rnn":
            for activation in RECURRENT_ACTIVATIONS:
                name = f"{prefix}_recurrent_activation_{activation}"
                scale = 8.0 if activation == "hard_sigmoid" else 2.0
                yield name, {**base, "recurrent_activation": activation}, scale


def draw_weights(rng, config, features=FEATURES):
    """Weights whose every gate has its own scale and offset, in the Keras layout."""
    gates, units = GATES[config["layer"]], config["units"]

    def blocks(rows, offset):
        return np.concatenate(
            [rng.uniform(-0.5, 0.5, (rows, units)) * (0.4 + 0.3 * k) + offset(k)
             for k in range(gates)], axis=1).astype(np.float32)

    weights = {"kernel": blocks(features, lambda k: 0.05 * (k - 1)),
               "recurrent_kernel": blocks(units, lambda k: 0.05 * (k - 1))}
    if config["use_bias"]:
        bias = blocks(1, lambda k: 0.3 - 0.15 * k)[0]
        if config["layer"] == "gru" and config["reset_after"]:
            bias = np.stack([bias, blocks(1, lambda k: -0.4 + 0.2 * k)[0]])
        weights["bias"] = bias
    return weights


def swaps(config, weights):
    """Yields (description, weights) for every mistake in the layout that goldens must reveal."""
    gates = GATES[config["layer"]]
    for one, other in itertools.combinations(range(gates), 2):
        # The input and candidate gates of an LSTM are alike when both activations are.
        symmetric = (config["layer"] == "lstm" and (one, other) == (0, 2)
                     and config["activation"] == config["recurrent_activation"])
        order = list(range(gates))
        order[one], order[other] = other, one
        swapped = {name: np.concatenate([np.split(w, gates, axis=-1)[k] for k in order], axis=-1)
                   for name, w in weights.items()}
        if not symmetric:
            yield f"gates {one} and {other}", swapped
        for name in weights:
            yield f"gates {one} and {other} of {name}", {**weights, name: swapped[name]}
    if weights.get("bias", np.zeros(0)).ndim == 2:
        yield "the two biases", {**weights, "bias": weights["bias"][::-1]}


def simulate(config, x, weights, seen=None, initial=()):
    """The float64 result; `seen` collects all arguments of the two activations."""
    def function(key):
        def call(v):
            if seen is not None:
                seen[key].append(v)
            return reference.ACTIVATIONS[config[key] or "linear"](v)
        return call

    return reference.recurrent(
        config["layer"], x, weights, activation=function("activation"),
        recurrent_activation=function("recurrent_activation"), initial=initial,
        **{key: config[key] for key in ("return_sequences", "go_backwards", "reset_after")})


def check(name, config, x, weights, outputs):
    seen = {"activation": [], "recurrent_activation": []}
    expected = simulate(config, x, weights, seen)
    for actual, wanted in zip(outputs, expected):
        np.testing.assert_allclose(actual, wanted, rtol=1e-5, atol=1e-5, err_msg=name)
    for key, values in seen.items():
        limit = BRANCHES.get(config[key])
        if limit is not None:
            values = np.concatenate([v.ravel() for v in values])
            assert values.min() < -limit and values.max() > limit, (name, key, "one branch only")
            assert limit == 0 or np.any(np.abs(values) < limit), (name, key, "no middle branch")
    for what, wrong in swaps(config, weights):
        difference = np.abs(simulate(config, x, wrong)[0] - expected[0]).max()
        assert difference > 1e-3, (name, "swapping " + what, difference)
    for key in ("go_backwards", "reset_after"):
        if key == "go_backwards" or (config["layer"] == "gru" and not config["reset_after"]):
            flipped = {**config, key: not config[key]}
            difference = np.abs(simulate(flipped, x, weights)[0] - expected[0]).max()
            assert difference > 1e-3, (name, key, difference)


def generate():
    cases, tensors = [], {}
    for name, config, scale in configurations():
        rng = np.random.default_rng(zlib.crc32(name.encode()))
        x = (scale * rng.normal(size=(BATCH, TIME, FEATURES))).astype(np.float32)
        weights = draw_weights(rng, config)
        arguments = {key: value for key, value in config.items() if key != "layer"}
        if config["layer"] != "gru":
            del arguments["reset_after"]
        if config["layer"] == "simple_rnn":
            del arguments["recurrent_activation"]
        layer = LAYERS[config["layer"]](**arguments)
        layer.build(x.shape)
        layer.set_weights(list(weights.values()))
        result = layer(x)
        outputs = [np.asarray(r) for r in (result if config["return_state"] else [result])]
        states = 2 if config["layer"] == "lstm" else 1
        assert len(outputs) == 1 + states * config["return_state"], name
        check(name, config, x, weights, outputs)
        cases.append({"name": name, **config, "parameters": layer.count_params()})
        tensors[f"{name}/x"] = x
        for weight, value in weights.items():
            tensors[f"{name}/{weight}"] = value
        for key, value in zip(["y", "state0", "state1"], outputs):
            tensors[f"{name}/{key}"] = value
    return cases, tensors

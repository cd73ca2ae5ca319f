"""Golden cases of recurrent layers that begin where others ended: first states in, last ones out.

Also whole networks of an encoder and a decoder, the latter trained for some steps.
"""

import itertools
import zlib

import keras
import numpy as np

import golden_recurrent as recurrent

BATCH, TIME, FEATURES, UNITS = 3, 5, 2, 3
STEPS, RATE, WORDS = 6, 0.2, 7
STATES = {"simple_rnn": 1, "lstm": 2, "gru": 1}


def random(name):
    return np.random.default_rng(zlib.crc32(name.encode()))


def draw(rng, config):
    """Weights with which a first state lives to the last step."""
    weights = recurrent.draw_weights(rng, config)
    scale = np.float32(5 if config["layer"] == "simple_rnn" else 1)
    return {**weights, "recurrent_kernel": scale * weights["recurrent_kernel"]}


def rows(config, x, weights, states, lengths):
    """Each row alone in float64, without what pads it; zeros stand beyond its end."""
    outputs = []
    for row, length in enumerate(lengths):
        wanted = recurrent.simulate(config, x[row:row + 1, :length], weights,
                                    initial=[state[row:row + 1] for state in states])
        outputs.append([wanted[0][0], *(state[0] for state in wanted[1:])])
    if config["return_sequences"]:
        for row in outputs:
            row[0] = np.pad(row[0], ((0, TIME - len(row[0])), (0, 0)))
    return [np.stack(part) for part in zip(*outputs)]


def single(layer, sequences, backwards, padded, reset_after=True):
    name = "_".join([layer, "sequences" if sequences else "last", "backwards" if backwards else
                     "forwards", *["padded"] * padded, *["reset_before"] * (not reset_after)])
    rng = random(name)
    config = {"layer": layer, "units": UNITS, "activation": "tanh",
              "recurrent_activation": None if layer == "simple_rnn" else "sigmoid",
              "return_sequences": sequences, "go_backwards": backwards, "use_bias": True,
              "reset_after": reset_after}
    x = rng.normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
    states = [rng.normal(size=(BATCH, UNITS)).astype(np.float32) for _ in range(STATES[layer])]
    weights = draw(rng, config)
    arguments = {"reset_after": reset_after} if layer == "gru" else {}
    built = recurrent.LAYERS[layer](UNITS, return_sequences=sequences, return_state=True,
                                    go_backwards=backwards, **arguments)
    built.build(x.shape)
    built.set_weights(list(weights.values()))
    lengths = np.array([TIME, 2, 4]) if padded else np.full(BATCH, TIME)
    mask = np.arange(TIME) < lengths[:, None]
    outputs = [np.asarray(r) for r in built(x, initial_state=states, mask=mask if padded else None)]
    wanted = rows(config, x, weights, states, lengths)
    valid = mask if sequences else np.ones(BATCH, bool)
    if sequences and backwards:
        valid = np.ones(mask.shape, bool)  # Keras puts the padding first here: compared unpadded
    if not (padded and sequences and backwards):
        np.testing.assert_allclose(outputs[0][valid], wanted[0][valid], atol=1e-5, err_msg=name)
    for got, state in zip(outputs[1:], wanted[1:]):
        np.testing.assert_allclose(got, state, atol=1e-5, err_msg=name)
    for index in range(len(states)):
        other = [s + (index == i) for i, s in enumerate(states)]
        moved = rows(config, x, weights, other, lengths)
        assert np.abs(moved[0] - wanted[0]).max() > 1e-3, (name, "state", index, "is not seen")
    tensors = {"x": x, **weights, "y": outputs[0]}
    tensors.update({f"initial{i}": state for i, state in enumerate(states)})
    tensors.update({f"state{i}": state for i, state in enumerate(outputs[1:])})
    if padded:
        tensors["lengths"] = lengths.astype(np.int64)
    return {"name": name, "wrapper": None, **config, "padded": padded,
            "states": len(states)}, tensors


def both(layer, sequences, mode):
    name = f"bidirectional_{layer}_{mode}" + ("_sequences" if sequences else "")
    rng = random(name)
    config = {"layer": layer, "units": UNITS, "activation": "tanh",
              "recurrent_activation": None if layer == "simple_rnn" else "sigmoid",
              "return_sequences": sequences, "use_bias": True, "reset_after": True}
    x = rng.normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
    states = [rng.normal(size=(BATCH, UNITS)).astype(np.float32)
              for _ in range(2 * STATES[layer])]
    weights = [draw(rng, config) for _ in range(2)]
    inner = recurrent.LAYERS[layer](UNITS, return_sequences=sequences, return_state=True)
    built = keras.layers.Bidirectional(inner, merge_mode=mode)
    built.build(x.shape)
    built.set_weights([w for side in weights for w in side.values()])
    outputs = [np.asarray(r) for r in built(x, initial_state=states)]
    half, wanted, ends = STATES[layer], [], []
    for side, backwards in enumerate((False, True)):
        y, *last = recurrent.simulate({**config, "go_backwards": backwards}, x, weights[side],
                                      initial=states[side * half:(side + 1) * half])
        wanted.append(y[:, ::-1] if sequences and backwards else y)
        ends += last
    merged = np.concatenate(wanted, axis=-1) if mode == "concat" else sum(wanted)
    for got, expected in zip(outputs, [merged, *ends]):
        np.testing.assert_allclose(got, expected, atol=1e-5, err_msg=name)
    tensors = {"x": x, "y": outputs[0]}
    tensors.update({f"initial{i}": state for i, state in enumerate(states)})
    tensors.update({f"state{i}": state for i, state in enumerate(outputs[1:])})
    for side, named in zip(("forward", "backward"), weights):
        tensors.update({f"{side}_{layer}/{key}": value for key, value in named.items()})
    return {"name": name, "wrapper": mode, **config, "padded": False, "states": len(states)}, tensors


def fill(model, rng):
    for weight in model.weights:
        limit = 0.3 if weight.name == "bias" else 0.8
        weight.assign(rng.uniform(-limit, limit, weight.shape).astype(np.float32))


def named(model):
    """By layer and weight, as "lstm/kernel" or "multi_head_attention/query/kernel"."""
    found = {}
    for layer in model.layers:
        for weight in layer.weights:
            path = weight.path.split("/")
            path = [part for part in path[path.index(layer.name) + 1:] if not part.endswith("_cell")]
            path = path[-1:] if isinstance(layer, keras.layers.TimeDistributed) else path
            found["/".join([layer.name, *path])] = np.array(weight)
    return found


def autoencoder():
    """A sequence becomes a vector, and that a sequence again."""
    keras.backend.clear_session()
    x = random("autoencoder").normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
    model = keras.Sequential([
        keras.Input((TIME, FEATURES)), keras.layers.LSTM(4), keras.layers.RepeatVector(TIME),
        keras.layers.LSTM(5, return_sequences=True),
        keras.layers.TimeDistributed(keras.layers.Dense(FEATURES))])
    fill(model, random("autoencoder weights"))
    return model, [x], x, "mse"


def attending():
    """A decoder that begins with the encoder's states and attends to its steps."""
    keras.backend.clear_session()
    layers, rng = keras.layers, random("attending")
    source, target = keras.Input((None,), dtype="int32"), keras.Input((None,), dtype="int32")
    encoded, h, c = layers.LSTM(4, return_sequences=True, return_state=True)(
        layers.Embedding(WORDS, 3)(source))
    decoded = layers.LSTM(4, return_sequences=True)(
        layers.Embedding(WORDS, 5)(target), initial_state=[h, c])
    context = layers.AdditiveAttention()([decoded, encoded])
    share = layers.Dense(WORDS, activation="softmax")(layers.Concatenate()([decoded, context]))
    model = keras.Model([source, target], share)
    fill(model, random("attending weights"))
    inputs = [rng.integers(WORDS, size=(BATCH, time)) for time in (6, 4)]
    return model, inputs, rng.integers(WORDS, size=(BATCH, 4)), "sparse_categorical_crossentropy"


def transforming():
    """The same by multi-head attention alone: to itself, not ahead, and to the source."""
    keras.backend.clear_session()
    layers, rng = keras.layers, random("transforming")
    source, target = keras.Input((None, 3)), keras.Input((None, 6))
    seen = layers.MultiHeadAttention(2, 3)(target, target, use_causal_mask=True)
    normal = layers.LayerNormalization()(layers.Add()([target, seen]))
    crossed = layers.MultiHeadAttention(3, 2, output_shape=6)(normal, source)
    y = layers.Dense(2)(layers.LayerNormalization()(layers.Add()([normal, crossed])))
    model = keras.Model([source, target], y)
    fill(model, random("transforming weights"))
    inputs = [rng.normal(size=(BATCH, *shape)).astype(np.float32) for shape in ((5, 3), (4, 6))]
    return model, inputs, rng.normal(size=(BATCH, 4, 2)).astype(np.float32), "mse"


def trained(name, made):
    model, inputs, y, loss = made
    fed = inputs if len(inputs) > 1 else inputs[0]
    model.compile(loss=loss, optimizer=keras.optimizers.SGD(RATE))
    prediction, start = np.asarray(model(fed)), named(model)
    losses = []
    for _ in range(STEPS):
        model.reset_metrics()
        losses.append(model.train_on_batch(fed, y, return_dict=True)["loss"])
    final = named(model)
    for key, value in start.items():
        # A key's bias adds the same to all scores of a query, which a softmax does not see.
        moved = np.abs(final[key] - value).max()
        assert moved > 1e-3 or key.endswith("key/bias"), (name, key, moved)
    tensors = {f"x{i}": x for i, x in enumerate(inputs)}
    tensors.update({"y": y, "prediction": prediction, "loss": np.array(losses, np.float32)})
    for stage, weights in (("initial", start), ("final", final)):
        tensors.update({f"{stage}/{key}": value for key, value in weights.items()})
    return {"name": name, "loss": loss, "inputs": len(inputs), "steps": STEPS, "rate": RATE,
            "weights": list(start), "parameters": model.count_params()}, tensors


def generate():
    layers = [single(*options) for options in itertools.product(
        STATES, (False, True), (False, True), (False, True))]
    layers.append(single("gru", True, False, False, reset_after=False))
    layers += [both(layer, sequences, mode) for layer, sequences, mode in
               itertools.product(STATES, (False, True), ("concat", "sum"))]
    networks = [trained(made.__name__, made()) for made in (autoencoder, attending, transforming)]
    document = {"layers": [case for case, _ in layers], "networks": [case for case, _ in networks]}
    tensors = {f"{case['name']}/{key}": value for case, group in layers + networks
               for key, value in group.items()}
    return document, tensors

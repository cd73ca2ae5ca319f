"""Golden cases of Bidirectional over SimpleRNN, LSTM and GRU: every way to merge."""

import zlib

import keras
import numpy as np

import golden_recurrent

BATCH, TIME, FEATURES, UNITS = 3, 5, 2, 3
MERGES = ["concat", "sum", "mul", "ave"]


def merge(mode, forward, backward):
    return {"concat": lambda: np.concatenate([forward, backward], axis=-1),
            "sum": lambda: forward + backward, "mul": lambda: forward * backward,
            "ave": lambda: (forward + backward) / 2}[mode]()


def check(name, config, x, weights, result):
    """The same by two float64 recurrences; the backward steps are put in the order of time."""
    outputs = [golden_recurrent.simulate({**config, "go_backwards": backwards}, x, w)[0]
               for backwards, w in zip((False, True), weights)]
    if config["return_sequences"]:
        outputs[1] = outputs[1][:, ::-1]
    expected = merge(config["merge_mode"], *outputs)
    np.testing.assert_allclose(result, expected, rtol=1e-5, atol=1e-5, err_msg=name)
    swapped = merge(config["merge_mode"], *outputs[::-1])
    if config["merge_mode"] == "concat":
        assert np.abs(swapped - expected).max() > 1e-3, name


def generate():
    cases, tensors = [], {}
    for layer in golden_recurrent.LAYERS:
        for mode in MERGES:
            for sequences in (False, True):
                name = f"{layer}_{mode}" + ("_sequences" if sequences else "")
                rng = np.random.default_rng(zlib.crc32(name.encode()))
                config = {"layer": layer, "units": UNITS, "merge_mode": mode, "activation": "tanh",
                          "recurrent_activation": None if layer == "simple_rnn" else "sigmoid",
                          "return_sequences": sequences, "use_bias": True, "reset_after": True}
                x = rng.normal(size=(BATCH, TIME, FEATURES)).astype(np.float32)
                weights = [golden_recurrent.draw_weights(rng, config) for _ in range(2)]
                inner = golden_recurrent.LAYERS[layer](UNITS, return_sequences=sequences)
                wrapped = keras.layers.Bidirectional(inner, merge_mode=mode)
                wrapped.build(x.shape)
                wrapped.set_weights([w for side in weights for w in side.values()])
                result = np.asarray(wrapped(x))
                check(name, config, x, weights, result)
                cases.append({"name": name, **config, "parameters": wrapped.count_params()})
                tensors[f"{name}/x"] = x
                tensors[f"{name}/y"] = result
                for side, w in zip(("forward", "backward"), weights):
                    for key, value in w.items():
                        tensors[f"{name}/{side}_{layer}/{key}"] = value
    return cases, tensors

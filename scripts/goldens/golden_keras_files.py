"""Writes the small Keras files that src/keras reads in its tests, with what Keras predicts.

    pip install keras==3.15.1 jax==0.10.2 numpy==2.4.6 h5py==3.16.0 safetensors==0.8.0
    python scripts/goldens/golden_keras_files.py

Each network is saved as NAME.weights.h5; one is saved whole, as NAME.keras, too. Inputs and outputs
of all lie in predictions.safetensors. Three files are such as Keras does not write. Weights are drawn anew after building, each from a normal
distribution, so that none is zero and no two are alike; variances are positive.
"""

import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"
sys.dont_write_bytecode = True

import h5py  # noqa: E402
import keras  # noqa: E402
import numpy as np  # noqa: E402
from keras import layers  # noqa: E402
from safetensors.numpy import save_file  # noqa: E402

TARGET = pathlib.Path(__file__).resolve().parents[2] / "src/keras/src/test/resources/keras"


def dense():
    return keras.Sequential([
        keras.Input((4,)), layers.Dense(5, activation="relu"), layers.Dense(3, name="middle"),
        layers.LayerNormalization(), layers.Dense(2, activation="softmax", use_bias=False)])


def cnn():
    return keras.Sequential([
        keras.Input((8, 7, 3)), layers.Conv2D(4, 3, activation="relu"), layers.BatchNormalization(),
        layers.SeparableConv2D(5, 2), layers.DepthwiseConv2D(3, depth_multiplier=2),
        layers.Conv2DTranspose(6, 2, strides=2), layers.GroupNormalization(3), layers.PReLU(shared_axes=[1, 2]),
        layers.GlobalAveragePooling2D(), layers.Dropout(0.5), layers.Dense(3)])


def recurrent():
    return keras.Sequential([
        keras.Input((6, 2)), layers.LSTM(3, return_sequences=True),
        layers.Bidirectional(layers.GRU(2, return_sequences=True)),
        layers.Bidirectional(layers.LSTM(2, return_sequences=True), merge_mode="sum"),
        layers.GRU(3, reset_after=False, return_sequences=True),
        layers.TimeDistributed(layers.Dense(4)),
        layers.SimpleRNN(3), layers.Dense(1)])


def words():
    inputs = keras.Input((5,), dtype="int32")
    x = layers.Embedding(11, 4)(inputs)
    x = layers.MultiHeadAttention(2, 3)(x, x)
    x = layers.Conv1D(3, 2)(x)
    x = layers.RMSNormalization()(x)
    x = layers.Flatten()(x)
    return keras.Model(inputs, layers.Dense(2, name="says")(x))


def nested():
    encoder = keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="tanh")],
                               name="encoder")
    decoder = keras.Sequential([keras.Input((3,)), layers.Dense(4)], name="decoder")
    return keras.Sequential([keras.Input((4,)), encoder, decoder])


def hostile():
    """What Keras does not write: links to other files, chunks, groups in a circle."""
    numbers = np.arange(12, dtype=np.float32)
    with h5py.File(TARGET / "link.weights.h5", "w") as file:
        file["layers/dense/vars/0"] = numbers.reshape(3, 4)
        file["layers/dense/vars/1"] = h5py.ExternalLink("/etc/passwd", "/numbers")
    with h5py.File(TARGET / "chunked.weights.h5", "w") as file:
        file.create_dataset("layers/dense/vars/0", data=numbers, chunks=(4,), compression="gzip")
    with h5py.File(TARGET / "circle.weights.h5", "w") as file:
        file["layers/dense/vars/0"] = numbers
        file["layers/dense/again"] = file["layers"]


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    tensors = {}
    for seed, make in enumerate([dense, cnn, recurrent, words, nested]):
        keras.backend.clear_session()
        name = make.__name__
        if name == "words":  # As in a program that made other layers before.
            layers.Dense(1), layers.Conv1D(1, 1), layers.Embedding(1, 1)
        model = make()
        rng = np.random.default_rng(seed)
        weights = []
        for variable in model.weights:
            drawn = rng.normal(0, 0.5, variable.shape).astype(np.float32)
            weights.append(np.abs(drawn) + 0.1 if "variance" in variable.name else drawn)
        model.set_weights(weights)
        shape = (3, *model.input_shape[1:])
        x = (rng.integers(0, 11, shape).astype(np.int64) if name == "words"
             else rng.normal(size=shape).astype(np.float32))
        tensors[f"{name}/x"] = x
        tensors[f"{name}/y"] = np.asarray(model(x, training=False))
        if name == "dense":
            model.compile("adam", "mse")
            model.train_on_batch(x, tensors["dense/y"])  # Then the file has Adam's numbers too.
            model.set_weights(weights)
            model.save(TARGET / "dense.keras")
        model.save_weights(TARGET / f"{name}.weights.h5")
    hostile()
    save_file(tensors, TARGET / "predictions.safetensors")


if __name__ == "__main__":
    main()

"""A small network of Keras as an ONNX file, written by tf2onnx, and what Keras says of it.

    pip install tensorflow-cpu tf2onnx && python3 scripts/goldens/golden_onnx.py
"""
import os

import keras
import numpy as np
import tensorflow as tf
import tf2onnx

ROOM = os.path.join(os.path.dirname(__file__), "..", "..", "src", "onnx", "src", "test", "resources")


def network():
    picture = keras.Input((12, 10, 2), name="picture")
    x = keras.layers.Conv2D(4, 3, strides=2, padding="same", use_bias=False)(picture)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.ReLU(max_value=6)(x)
    x = keras.layers.DepthwiseConv2D(3, padding="same", activation="swish")(x)
    x = keras.layers.MaxPooling2D(2, padding="same")(x)
    x = keras.layers.Flatten()(x)
    steps = keras.Input((None, 3), name="steps")
    y = keras.layers.LayerNormalization()(steps)
    y = keras.layers.Dense(5, activation="elu")(y)
    y = keras.layers.GlobalAveragePooling1D()(y)
    joined = keras.layers.Concatenate()([x, y])
    out = keras.layers.Dense(3, activation="softmax", name="kind")(joined)
    return keras.Model([picture, steps], out)


def main():
    rng = np.random.default_rng(7)
    model = network()
    model.set_weights(
        [
            np.abs(draw) if weight.path.endswith("variance") else draw
            for weight, draw in (
                (weight, rng.uniform(-0.7, 0.7, weight.shape).astype("float32"))
                for weight in model.weights
            )
        ]
    )
    signature = [
        tf.TensorSpec((None, 12, 10, 2), tf.float32, name="picture"),
        tf.TensorSpec((None, None, 3), tf.float32, name="steps"),
    ]
    function = tf.function(lambda picture, steps: {"kind": model([picture, steps])})
    proto, _ = tf2onnx.convert.from_function(function, input_signature=signature, opset=17)
    with open(os.path.join(ROOM, "onnx", "keras.onnx"), "wb") as file:
        file.write(proto.SerializeToString())
    picture = rng.uniform(-1, 1, (2, 12, 10, 2)).astype("float32")
    steps = rng.uniform(-1, 1, (2, 4, 3)).astype("float32")
    said = model([picture, steps]).numpy()
    with open(os.path.join(ROOM, "onnx", "keras.f32"), "wb") as file:
        for part in (picture, steps, said):
            file.write(part.astype("<f4").tobytes())


main()

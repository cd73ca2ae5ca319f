"""Writes the golden files that the Java tests compare with Keras.

    pip install keras==3.15.1 jax==0.10.2 numpy==2.4.6 safetensors==0.8.0
    python scripts/goldens/keras_goldens.py

Keras itself (jax backend, float32, on the CPU) computes every number. Before anything is
written, a plain float64 numpy implementation (reference*.py) checks the layers and Adam. All
inputs and weights come from fixed numpy seeds, so that a second run on the same machine writes
identical bytes; another processor may round the last bits differently.
"""

import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "jax"
os.environ["JAX_PLATFORMS"] = "cpu"
sys.dont_write_bytecode = True

import numpy as np  # noqa: E402
from safetensors.numpy import save  # noqa: E402

import golden_attention  # noqa: E402
import golden_bidirectional  # noqa: E402
import golden_callbacks  # noqa: E402
import golden_images  # noqa: E402
import golden_layers  # noqa: E402
import golden_losses  # noqa: E402
import golden_metrics  # noqa: E402
import golden_objectives  # noqa: E402
import golden_optimizers  # noqa: E402
import golden_padded  # noqa: E402
import golden_recurrent  # noqa: E402
import golden_states  # noqa: E402
import golden_training  # noqa: E402
import golden_weighted  # noqa: E402
import golden_weights  # noqa: E402

TARGET = pathlib.Path(__file__).resolve().parents[2] / "src/training/src/test/resources/keras"


def to_json(value, depth=0):
    """Compact JSON with one line per case: lists of objects are broken, all else is not."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(to_json(v, depth + 1) for v in value) + "\n]"
    if isinstance(value, dict) and depth == 0:
        rows = [f"{json.dumps(key)}:{to_json(v, 1)}" for key, v in value.items()]
        return "{\n" + ",\n".join(rows) + "\n}"
    return json.dumps(value, separators=(",", ":"), allow_nan=False)


def write_json(name, document):
    (TARGET / f"{name}.json").write_text(to_json(document) + "\n", encoding="utf-8")


def write(name, cases, tensors, integers=False):
    kinds = (np.float32, np.int32, np.int64) if integers else (np.float32,)
    for key, tensor in tensors.items():
        assert tensor.dtype in kinds and np.all(np.isfinite(tensor)), key
    # safetensors copies the memory as it lies, so everything must be C-contiguous.
    data = save({key: np.ascontiguousarray(t) for key, t in tensors.items()})
    (TARGET / f"{name}.safetensors").write_bytes(data)
    write_json(name, cases)
    print(f"{name}: {len(tensors)} tensors")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    write("recurrent", *golden_recurrent.generate())
    write("bidirectional", *golden_bidirectional.generate())
    write("states", *golden_states.generate(), integers=True)
    write("attention", *golden_attention.generate(), integers=True)
    write("layers", *golden_layers.generate())
    write("training", *golden_training.generate())
    (TARGET / "summary.txt").write_text(golden_training.summary(), encoding="utf-8")
    write("images", *golden_images.generate(), integers=True)
    write("objectives", *golden_objectives.generate(), integers=True)
    write("losses", *golden_losses.generate(), integers=True)
    write("metrics", *golden_metrics.generate(), integers=True)
    write("weighted", *golden_weighted.generate(), integers=True)
    write("optimizers", *golden_optimizers.generate())
    write_json("schedules", golden_optimizers.schedules())
    write("padded", *golden_padded.generate(), integers=True)
    initializers, regularizers = golden_weights.generate()
    write_json("callbacks", golden_callbacks.generate())
    write_json("initializers", initializers)
    write_json("regularizers", regularizers)


if __name__ == "__main__":
    main()

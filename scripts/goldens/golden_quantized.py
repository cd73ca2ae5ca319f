#!/usr/bin/env python3
"""What onnxruntime.quantization makes of a small convolutional network: scales, zeros, weights, answers.

usage: golden_quantized.py src/onnx/src/test/resources/quantized
needs onnx and onnxruntime (written with 1.23.2 and 1.29.0)

Writes float.onnx, the network, and static.txt: `name number...` a line. Rows and weights are a formula, so
that whoever reads this can make them again.
"""

import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static


def numbers(seed, *shape):
    """Spread over -1 to 1, no two alike for long: the fraction of i times the golden ratio, cubed."""
    i = np.arange(np.prod(shape), dtype=np.float64)
    part = ((i + seed) * 0.6180339887498949) % 1.0
    return ((2 * part - 1) ** 3).astype(np.float32).reshape(shape)


def network():
    weights = {
        "first/kernel": numbers(1, 8, 2, 3, 3),
        "first/bias": numbers(2, 8),
        "second/kernel": numbers(3, 6, 8, 3, 3) / 2,
        "second/bias": numbers(4, 6),
        "third/kernel": numbers(5, 4, 6, 2, 2),
        "third/bias": numbers(6, 4) / 4,
    }
    node = helper.make_node
    nodes = [
        node("Conv", ["x", "first/kernel", "first/bias"], ["first"], name="first", pads=[1, 1, 1, 1]),
        node("Relu", ["first"], ["relu"], name="relu"),
        node("MaxPool", ["relu"], ["pool"], name="pool", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["pool", "second/kernel", "second/bias"], ["second"], name="second"),
        node("LeakyRelu", ["second"], ["leaky"], name="leaky", alpha=0.3),
        node("Conv", ["leaky", "third/kernel", "third/bias"], ["y"], name="third"),
    ]
    graph = helper.make_graph(
        nodes,
        "quantized",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["batch", 2, 10, 10])],
        [helper.make_tensor_value_info("y", TensorProto.FLOAT, ["batch", 4, 2, 2])],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


class Rows(CalibrationDataReader):
    def __init__(self, rows):
        self.rest = [rows[i : i + 5] for i in range(0, len(rows), 5)]

    def get_next(self):
        return {"x": self.rest.pop(0)} if self.rest else None


def main(folder):
    rows = numbers(7, 20, 2, 10, 10)
    path = folder / "float.onnx"
    onnx.save(network(), path)
    out = folder / "quantized.tmp"
    quantize_static(
        path,
        out,
        Rows(rows),
        quant_format=QuantFormat.QDQ,
        per_channel=True,
        activation_type=QuantType.QUInt8,
        weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax,
        op_types_to_quantize=["Conv", "MaxPool"],
    )
    quantized = onnx.load(out)
    lines = []
    for tensor in quantized.graph.initializer:
        values = numpy_helper.to_array(tensor).reshape(-1)
        lines.append(tensor.name + " " + " ".join(repr(value.item()) for value in values))
    for name, model in (("float", path), ("static", out)):
        session = onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])
        said = session.run(None, {"x": rows})[0].reshape(-1)
        lines.append(name + " " + " ".join(repr(value.item()) for value in said))
    out.unlink()
    (folder / "static.txt").write_text("\n".join(sorted(lines)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Golden logits of torchvision's DenseNets, with weights that a formula gives.

    python -m venv v && v/bin/pip install torch==2.7.1 torchvision==0.22.1 numpy safetensors onnx
    v/bin/python scripts/goldens/golden_densenet.py src/onnx/src/test/resources/torchvision

Writes densenet.txt (for each architecture its name, then a line for each entry of its state
dict: name and shape), densenet.safetensors (under the architecture's name the logits), and a
DenseNet of four layers as torch.onnx writes it: tiny.onnx, and tiny-folded.onnx, whose batch
normalisations are folded into the convolutions. The weights of the former are not written: both
sides make them from the entry's name and the index.
No outside data: torchvision is asked for the architectures only, without weights.
"""

import pathlib
import sys

import numpy as np
import torch
import torchvision
from safetensors.numpy import save_file

ARCHITECTURES = ("densenet121", "densenet169", "densenet201")


def fnv1a(text):
    value = 0x811C9DC5
    for char in text.encode("ascii"):
        value = ((value ^ char) * 0x01000193) & 0xFFFFFFFF
    return value


def uniform(name, count):
    """Float32 in [-1, 1), exact: 24 bits of a hash of name and index."""
    h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1) + np.uint32(fnv1a(name))
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    h = (h ^ (h >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    h = h ^ (h >> np.uint32(16))
    return (h >> np.uint32(8)).astype(np.float32) * np.float32(2.0 ** -23) - np.float32(1)


def values(name, shape):
    """A layer's variance stays near 1 through all of them; no two tensors are alike."""
    u = uniform(name, int(np.prod(shape)))
    if len(shape) > 1:  # He's uniform limit
        fan_in = int(np.prod(shape[1:]))
        result = u * np.float32(np.sqrt(6.0 / fan_in))
    elif name.endswith("running_var"):
        result = np.float32(1) + u * np.float32(0.5)
    elif name.endswith("weight"):
        result = np.float32(1) + u * np.float32(0.25)
    else:  # bias, running_mean
        result = u * np.float32(0.25)
    return torch.from_numpy(result.reshape(shape))


def logits(architecture, lines):
    model = getattr(torchvision.models, architecture)(weights=None).eval()
    state = model.state_dict()
    lines.append(architecture)
    for name, tensor in state.items():
        lines.append(" ".join([name, *map(str, tensor.shape)]))
        if not name.endswith("num_batches_tracked"):
            state[name] = values(name, tuple(tensor.shape))
    model.load_state_dict(state)
    picture = torch.from_numpy(uniform("picture", 224 * 224 * 3).reshape(1, 224, 224, 3))
    with torch.no_grad():
        single = model(picture.permute(0, 3, 1, 2))
        double = model.double()(picture.permute(0, 3, 1, 2).double())
    scale = double.abs().max().item()
    print(architecture, "max |logit| %.4g, std %.4g, float32 within %.2g of it" % (
        scale, double.std().item(), (single.double() - double).abs().max().item() / scale))
    return double.float().numpy()[0]


def tiny(folder, mode, name):
    model = torchvision.models.DenseNet(4, (2, 2), 8, num_classes=3)
    state = {key: tensor if key.endswith("num_batches_tracked") else values(key, tuple(tensor.shape))
             for key, tensor in model.state_dict().items()}
    model.load_state_dict(state)
    torch.onnx.export(model.eval(), torch.zeros(1, 3, 64, 64), folder / name, dynamo=False,
                      training=mode, do_constant_folding=mode == torch.onnx.TrainingMode.EVAL)


def main(folder):
    torch.set_num_threads(1)
    lines = []
    tensors = {name: logits(name, lines) for name in ARCHITECTURES}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "densenet.txt").write_text("\n".join(lines) + "\n", encoding="ascii")
    save_file(tensors, folder / "densenet.safetensors")
    tiny(folder, torch.onnx.TrainingMode.PRESERVE, "tiny.onnx")
    tiny(folder, torch.onnx.TrainingMode.EVAL, "tiny-folded.onnx")
    print("torch", torch.__version__, "torchvision", torchvision.__version__)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))

"""The layer equations in plain float64 numpy, written from the Keras documentation.

The golden generators compare every Keras result with these, so that a golden file can only
be written when two independent computations agree.
"""

import math

import numpy as np


def _sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def _softplus(x):
    return np.logaddexp(x, 0)


def _elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def _hard_sigmoid(x):
    return np.clip(x + 3, 0, 6) / 6


def _softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


_erf = np.vectorize(math.erf)
_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772, 1.0507009873554805

# Every Keras activation name of one argument and unchanged shape, except "sparsemax": Keras 3.15
# sums the wrong terms for its threshold, and so its result is no point of the simplex.
ACTIVATIONS = {
    "linear": lambda x: x,
    "relu": lambda x: np.maximum(x, 0),
    "relu6": lambda x: np.clip(x, 0, 6),
    "leaky_relu": lambda x: np.where(x > 0, x, 0.2 * x),
    "elu": _elu,
    "celu": _elu,  # the same function at the default alpha of 1
    "selu": lambda x: _SELU_SCALE * _elu(x, _SELU_ALPHA),
    "sigmoid": _sigmoid,
    "hard_sigmoid": _hard_sigmoid,
    "sparse_sigmoid": lambda x: np.clip(0.5 * (x + 1), 0, 1),
    "log_sigmoid": lambda x: -_softplus(-x),
    "tanh": np.tanh,
    "hard_tanh": lambda x: np.clip(x, -1, 1),
    "tanh_shrink": lambda x: x - np.tanh(x),
    "soft_shrink": lambda x: np.sign(x) * np.maximum(np.abs(x) - 0.5, 0),
    "hard_shrink": lambda x: np.where(np.abs(x) > 0.5, x, 0),
    "softplus": _softplus,
    "sparse_plus": lambda x: np.where(x <= -1, 0, np.where(x >= 1, x, (x + 1) ** 2 / 4)),
    "squareplus": lambda x: (x + np.sqrt(x * x + 4)) / 2,
    "softsign": lambda x: x / (np.abs(x) + 1),
    "silu": lambda x: x * _sigmoid(x),
    "swish": lambda x: x * _sigmoid(x),
    "hard_silu": lambda x: x * _hard_sigmoid(x),
    "hard_swish": lambda x: x * _hard_sigmoid(x),
    "gelu": lambda x: 0.5 * x * (1 + _erf(x / math.sqrt(2))),
    "mish": lambda x: x * np.tanh(_softplus(x)),
    "exponential": np.exp,
    "softmax": _softmax,
    "log_softmax": lambda x: np.log(_softmax(x)),
}


def recurrent(layer, x, weights, *, activation, recurrent_activation, return_sequences,
              go_backwards, reset_after, initial=()):
    """Runs a recurrent layer; returns the output followed by the final states.

    `activation` and `recurrent_activation` are functions here. With `go_backwards` the time
    steps are taken last to first, and the output sequence stays in that order of processing.
    `initial` has the first states; without, they are zeros.
    """
    x = x.astype(np.float64)
    kernel = weights["kernel"].astype(np.float64)
    recurrent_kernel = weights["recurrent_kernel"].astype(np.float64)
    bias = weights["bias"].astype(np.float64) if "bias" in weights else np.zeros(kernel.shape[1])
    units = recurrent_kernel.shape[0]
    # GRU with reset_after has one bias for the input and one for the recurrent product.
    input_bias, recurrent_bias = bias if bias.ndim == 2 else (bias, np.zeros_like(bias))

    zeros = np.zeros((x.shape[0], units))
    h = initial[0].astype(np.float64) if initial else zeros
    c = initial[1].astype(np.float64) if len(initial) > 1 else zeros
    sequence = []
    for t in reversed(range(x.shape[1])) if go_backwards else range(x.shape[1]):
        a = x[:, t] @ kernel + input_bias
        b = h @ recurrent_kernel + recurrent_bias
        if layer == "simple_rnn":
            h = activation(a + b)
        elif layer == "lstm":  # gate order: input, forget, candidate, output
            i, f, g, o = np.split(a + b, 4, axis=1)
            c = recurrent_activation(f) * c + recurrent_activation(i) * activation(g)
            h = recurrent_activation(o) * activation(c)
        else:  # gate order: update, reset, candidate
            az, ar, ah = np.split(a, 3, axis=1)
            bz, br, bh = np.split(b, 3, axis=1)
            z, r = recurrent_activation(az + bz), recurrent_activation(ar + br)
            if reset_after:
                candidate = activation(ah + r * bh)
            else:
                candidate = activation(ah + (r * h) @ recurrent_kernel[:, 2 * units:])
            h = z * h + (1 - z) * candidate
        sequence.append(h)
    y = np.stack(sequence, axis=1) if return_sequences else h
    return (y, h, c) if layer == "lstm" else (y, h)


def dense(x, kernel, bias):
    return x.astype(np.float64) @ kernel.astype(np.float64) + bias


def conv1d(x, kernel, bias, *, strides, padding, dilation_rate, groups):
    """Cross-correlation over time, channels last; kernel is [size, in / groups, filters]."""
    x, kernel = x.astype(np.float64), kernel.astype(np.float64)
    time, size, filters = x.shape[1], kernel.shape[0], kernel.shape[2]
    extent = (size - 1) * dilation_rate + 1
    left = right = 0
    if padding == "causal":
        left = extent - 1
    elif padding == "same":
        total = max((math.ceil(time / strides) - 1) * strides + extent - time, 0)
        left, right = total // 2, total - total // 2
    x = np.pad(x, ((0, 0), (left, right), (0, 0)))
    steps = (x.shape[1] - extent) // strides + 1
    y = np.zeros((x.shape[0], steps, filters))
    per_in, per_out = kernel.shape[1], filters // groups
    for g in range(groups):
        channels = slice(g * per_in, (g + 1) * per_in)
        outputs = slice(g * per_out, (g + 1) * per_out)
        for t in range(steps):
            for k in range(size):
                y[:, t, outputs] += (
                    x[:, t * strides + k * dilation_rate, channels] @ kernel[k][:, outputs])
    return y + bias


def adam(initial, gradients, *, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-7):
    """The variable after each step. Keras adds epsilon to the root of the uncorrected moment."""
    w = initial.astype(np.float64)
    m, v, history = np.zeros_like(w), np.zeros_like(w), []
    for step, gradient in enumerate(gradients.astype(np.float64), start=1):
        m += (1 - beta_1) * (gradient - m)
        v += (1 - beta_2) * (gradient**2 - v)
        alpha = learning_rate * math.sqrt(1 - beta_2**step) / (1 - beta_1**step)
        w = w - alpha * m / (np.sqrt(v) + epsilon)
        history.append(w)
    return np.stack(history)


def adam_epsilon_after_correction(initial, gradients, learning_rate=0.001, epsilon=1e-7):
    """The other usual placement of epsilon, for showing that the goldens tell the two apart."""
    w, history = initial.astype(np.float64), []
    m, v = np.zeros_like(w), np.zeros_like(w)
    for step, gradient in enumerate(gradients.astype(np.float64), start=1):
        m = 0.9 * m + 0.1 * gradient
        v = 0.999 * v + 0.001 * gradient**2
        w = w - learning_rate * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + epsilon)
        history.append(w)
    return np.stack(history)

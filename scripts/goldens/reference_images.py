"""The layers for images and tables in plain float64 numpy, channels last, as reference.py is."""

import itertools
import math

import numpy as np


def same_padding(size, extent, stride):
    """Zeros before and after one axis so that the output is ceil(size / stride)."""
    total = max((math.ceil(size / stride) - 1) * stride + extent - size, 0)
    return total // 2, total - total // 2


def patches(x, size, strides, padding, dilation, fill):
    """Yields (index in the window, what every window has there): [batch, *positions, channels]."""
    extent = [(k - 1) * d + 1 for k, d in zip(size, dilation)]
    pads = [same_padding(n, e, s) if padding == "same" else (0, 0)
            for n, e, s in zip(x.shape[1:-1], extent, strides)]
    x = np.pad(x, [(0, 0), *pads, (0, 0)], constant_values=fill)
    counts = [(n - e) // s + 1 for n, e, s in zip(x.shape[1:-1], extent, strides)]
    for index in itertools.product(*map(range, size)):
        window = [slice(i * d, i * d + (n - 1) * s + 1, s)
                  for i, d, n, s in zip(index, dilation, counts, strides)]
        yield index, x[(slice(None), *window)]


def conv(x, kernel, *, strides, padding, dilation, groups=1):
    """Cross-correlation; kernel is [*size, channels / groups, filters]."""
    per_in, filters = kernel.shape[-2:]
    per_out, y = filters // groups, 0
    for index, patch in patches(x, kernel.shape[:-2], strides, padding, dilation, 0):
        parts = [patch[..., g * per_in:(g + 1) * per_in]
                 @ kernel[index][:, g * per_out:(g + 1) * per_out] for g in range(groups)]
        y = y + np.concatenate(parts, axis=-1)
    return y


def depthwise_conv(x, kernel, *, strides, padding, dilation):
    """Kernel is [*size, channels, multiplier]; output channel c * multiplier + m."""
    y = 0
    for index, patch in patches(x, kernel.shape[:-2], strides, padding, dilation, 0):
        y = y + patch[..., None] * kernel[index]
    return y.reshape(*y.shape[:-2], -1)


def conv_transpose(x, kernel, *, strides, padding, output_padding, dilation):
    """Adds kernel * input at every stride; kernel is [*size, filters, channels].

    That sum has (n - 1) * stride + extent entries. The output is the sum, cut to the output size:
    the smaller half of what is cut off goes off the front, and where the output is longer than
    the sum, zeros follow at the end.
    """
    size, counts = kernel.shape[:-2], x.shape[1:-1]
    extent = [(k - 1) * d + 1 for k, d in zip(size, dilation)]
    full = [(n - 1) * s + e for n, s, e in zip(counts, strides, extent)]
    total = np.zeros((x.shape[0], *full, kernel.shape[-2]))
    for index in itertools.product(*map(range, size)):
        window = [slice(i * d, i * d + (n - 1) * s + 1, s)
                  for i, d, n, s in zip(index, dilation, counts, strides)]
        total[(slice(None), *window)] += x @ kernel[index].T
    for axis, (n, s, e) in enumerate(zip(counts, strides, extent)):
        extra = None if output_padding is None else output_padding[axis]
        if padding == "valid":
            length, front = full[axis] + (max(s - e, 0) if extra is None else extra), 0
        else:
            length = n * s if extra is None else (n - 1) * s + e % 2 + extra
            front = max(full[axis] - length, 0) // 2
        total = np.moveaxis(total, axis + 1, 0)
        total = np.concatenate([total[front:], np.zeros((length, *total.shape[1:]))])[:length]
        total = np.moveaxis(total, 0, axis + 1)
    return total


def pool(x, reduce, *, size, strides, padding):
    """`reduce` is np.nanmax or np.nanmean: what padding added takes no part."""
    ones = [1] * len(size)
    return reduce([p for _, p in patches(x, size, strides, padding, ones, np.nan)], axis=0)


def resize_matrix(count, target, interpolation, antialias=False):
    """Weights [target, count]; centres of pixels are at half integers."""
    ratio = count / target
    centre = (np.arange(target) + 0.5) * ratio
    if interpolation == "nearest":
        return np.eye(count)[np.floor(centre).astype(int)]
    distance = np.abs(centre[:, None] - 0.5 - np.arange(count))
    d = distance / (max(ratio, 1) if antialias else 1)
    if interpolation == "bilinear":
        weights = np.maximum(1 - d, 0)
    else:  # bicubic: the kernel of Keys with -0.5
        weights = np.where(d < 1, (1.5 * d - 2.5) * d * d + 1,
                           np.where(d < 2, ((-0.5 * d + 2.5) * d - 4) * d + 2, 0))
    return weights / weights.sum(axis=1, keepdims=True)


def resize(x, height, width, interpolation, antialias=False):
    rows = resize_matrix(x.shape[-3], height, interpolation, antialias)
    columns = resize_matrix(x.shape[-2], width, interpolation, antialias)
    return np.einsum("ah,bw,...hwc->...abc", rows, columns, x)


def broadcast_to_axes(weight, axes, rank):
    """A weight over some axes, in the rank of the input."""
    if weight is None:
        return None
    shape = [1] * rank
    for axis, size in zip(sorted(a % rank for a in axes), np.shape(weight)):
        shape[axis] = size
    return np.reshape(weight, shape)


def normalize(x, mean, variance, epsilon, gamma=None, beta=None):
    y = (x - mean) / np.sqrt(variance + epsilon)
    y = y if gamma is None else y * gamma
    return y if beta is None else y + beta


def group_norm(x, groups, axis, epsilon, gamma, beta):
    """Mean and variance over all axes but the batch and, within the channels, their group."""
    moved = np.moveaxis(x, axis, -1)
    grouped = moved.reshape(moved.shape[0], -1, groups, moved.shape[-1] // groups)
    mean = grouped.mean(axis=(1, 3), keepdims=True)
    variance = grouped.var(axis=(1, 3), keepdims=True)
    y = normalize(grouped, mean, variance, epsilon).reshape(moved.shape)
    y = y if gamma is None else y * gamma
    return np.moveaxis(y if beta is None else y + beta, -1, axis)


def dot(a, b, axes, unit):
    """The remaining axes of a, then those of b; a column where nothing remains."""
    i, j = axes[0] % a.ndim, axes[1] % b.ndim
    if unit:
        a = a / np.linalg.norm(a, axis=i, keepdims=True)
        b = b / np.linalg.norm(b, axis=j, keepdims=True)
    left, right = list("zabcd"[:a.ndim]), list("zefgh"[:b.ndim])
    left[i] = right[j] = "s"
    kept = [c for c in left if c != "s"] + [c for c in right[1:] if c != "s"]
    y = np.einsum(f"{''.join(left)},{''.join(right)}->{''.join(kept)}", a, b)
    return y if y.ndim > 1 else y[:, None]

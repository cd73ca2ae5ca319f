"""Golden cases of Attention, AdditiveAttention and MultiHeadAttention, with scores and masks."""

import itertools
import zlib

import keras
import numpy as np

import reference

BATCH, QUERIES, VALUES, FEATURES = 3, 4, 6, 5
LAYERS = {"attention": keras.layers.Attention,
          "additive_attention": keras.layers.AdditiveAttention,
          "multi_head_attention": keras.layers.MultiHeadAttention}
MASKS = {"": (), "_value_mask": ("value",), "_both_masks": ("query", "value")}


def ways():
    """Yields (name, shapes of query, value and key, masks, causal); self attention has a query."""
    query, value = (QUERIES, FEATURES), (VALUES, FEATURES)
    other, key = (VALUES, 3), (VALUES, FEATURES)
    for mask, masked in MASKS.items():
        yield "value" + mask, [query, value], masked, False
        yield "key" + mask, [query, other, key], masked, False
        yield "vector" + mask, [(1, FEATURES), value], masked, False
    for mask, masked in (("", ()), ("_both_masks", ("query", "value"))):
        for causal in (False, True):
            yield "self" + mask + ("_causal" if causal else ""), [value], masked, causal
    yield "causal", [query, value], (), True
    yield "causal_value_mask", [value, query], ("value",), True


def configurations():
    """Yields (layer, configuration)."""
    for use_scale, score_mode in itertools.product((False, True), ("dot", "concat")):
        yield "attention", {"use_scale": use_scale, "score_mode": score_mode}
    for use_scale in (False, True):
        yield "additive_attention", {"use_scale": use_scale}
    for heads, options in ((1, {}), (2, {"use_bias": False}), (3, {"value_dim": 2, "dropout": 0.3}),
                           (2, {"value_dim": 4, "output_shape": 7})):
        yield "multi_head_attention", {"num_heads": heads, "key_dim": 3, **options}


def attend(scores, value, value_mask, causal):
    """The weighted sum of the values, and the weights."""
    if value_mask is not None:
        shape = (value_mask.shape[0],) + (1,) * (scores.ndim - 2) + (value_mask.shape[1],)
        scores = np.where(value_mask.reshape(shape), scores, -np.inf)
    if causal:
        seen = np.tril(np.ones(scores.shape[-2:], bool))
        scores = np.where(seen, scores, -np.inf)
    scores = reference.ACTIVATIONS["softmax"](scores)
    return scores @ value, scores


def expected(layer, config, weights, query, value, key, value_mask, causal):
    """Output and scores in float64."""
    query, value, key = (x.astype(np.float64) for x in (query, value, key))
    weights = {name: w.astype(np.float64) for name, w in weights.items()}
    if layer == "multi_head_attention":
        def project(x, name):
            y = np.einsum("btf,fnh->bnth", x, weights[name + "/kernel"])
            bias = weights.get(name + "/bias")
            return y if bias is None else y + bias[None, :, None, :]

        q, k, v = project(query, "query"), project(key, "key"), project(value, "value")
        scores = q @ np.swapaxes(k, -1, -2) / np.sqrt(config["key_dim"])
        heads, scores = attend(scores, v, value_mask, causal)
        y = np.einsum("bnth,nho->bto", heads, weights["attention_output/kernel"])
        return y + weights.get("attention_output/bias", 0), scores
    scale = weights.get("scale", 1.0)
    both = query[:, :, None, :] + key[:, None, :, :]
    if layer == "additive_attention":
        scores = (scale * np.tanh(both)).sum(-1)
    elif config["score_mode"] == "concat":
        scores = weights["concat_score_weight"] * np.tanh(scale * both).sum(-1)
    else:
        scores = scale * (query @ np.swapaxes(key, -1, -2))
    return attend(scores, value, value_mask, causal)


def weight_name(variable):
    """Without the layer's own name: "query/kernel", "scale"."""
    return variable.path.split("/", 1)[1]


def case(layer, config, way, shapes, masked, causal):
    marks = "".join(f"_{key}_{value}" for key, value in config.items())
    name = f"{layer}{marks}_{way}"
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    inputs = [(0.7 * rng.normal(size=(BATCH, *shape))).astype(np.float32) for shape in shapes]
    query, value, key = (inputs * 2)[:2] + [inputs[-1]] if len(inputs) == 1 else (
        inputs[0], inputs[1], inputs[-1])
    built = LAYERS[layer](**config)
    arrays = [query, value, key]
    if layer == "multi_head_attention":
        built.build(query.shape, value.shape, key.shape)
    else:
        built.build([x.shape for x in arrays])
    drawn = [(rng.uniform(0.2, 0.9, w.shape) * rng.choice([-1, 1], w.shape)).astype(np.float32)
             for w in built.weights]
    built.set_weights(drawn)
    weights = {weight_name(w): np.array(w) for w in built.weights}
    assert len(weights) == len(drawn), name
    lengths = {kind: rng.permutation([x.shape[1], max(1, x.shape[1] - 1), max(1, x.shape[1] // 2)])
               for kind, x in (("query", query), ("value", value)) if kind in masked}
    if len(inputs) == 1 and lengths:
        lengths["query"] = lengths["value"]
    masks = {kind: np.arange((query if kind == "query" else value).shape[1]) < rows[:, None]
             for kind, rows in lengths.items()}
    options = {"use_causal_mask": causal, "return_attention_scores": True}
    if layer == "multi_head_attention":
        y, scores = built(query, value, key, value_mask=masks.get("value"), **options)
    else:
        mask = [masks.get("query"), masks.get("value")] if masks else None
        y, scores = built(arrays, mask=mask, **options)
    y, scores = np.asarray(y), np.asarray(scores)

    # What stands at a query that pads its row means nothing: Attention of Keras puts out zeros.
    valid = masks.get("query", np.ones(query.shape[:2], bool))
    wanted, shares = expected(layer, config, weights, query, value, key, masks.get("value"), causal)
    np.testing.assert_allclose(y[valid], wanted[valid], rtol=1e-5, atol=1e-5, err_msg=name)
    np.testing.assert_allclose(np.moveaxis(scores, -2, 1)[valid],
                               np.moveaxis(shares, -2, 1)[valid], rtol=1e-5, atol=1e-5,
                               err_msg=name)
    assert np.median(shares.max(-1)) < 0.95 and np.ptp(shares) > 0.05, (name, "one or all alike")
    if "value" in masks:
        free, _ = expected(layer, config, weights, query, value, key, None, causal)
        assert np.abs(free - wanted).max() > 1e-3, (name, "the mask changes nothing")
    if causal:
        free, _ = expected(layer, config, weights, query, value, key, masks.get("value"), False)
        assert np.abs(free - wanted).max() > 1e-3, (name, "causality changes nothing")
    tensors = dict(zip(("query", "value", "key"), inputs))
    tensors.update({f"{kind}_lengths": rows.astype(np.int64) for kind, rows in lengths.items()})
    tensors.update(weights)
    return {"name": name, "layer": layer, "config": config, "inputs": len(inputs),
            "masks": sorted(lengths), "causal": causal, "weights": list(weights),
            "parameters": built.count_params()}, {**tensors, "y": y, "scores": scores}


def generate():
    cases, tensors = [], {}
    for (layer, config), way in itertools.product(configurations(), ways()):
        given, named = case(layer, config, *way)
        cases.append(given)
        tensors.update({f"{given['name']}/{key}": value for key, value in named.items()})
    return cases, tensors

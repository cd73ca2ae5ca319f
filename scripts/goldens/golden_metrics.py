"""Golden cases of metrics: what Keras says of predictions and targets, in three batches.

A case is some predictions and targets and all metrics that go with them, with and without weights
of rows; those that Keras has for rows of one axis only are left out of sequences.
"""

import zlib

import keras
import numpy as np

ROWS, STEPS, CLASSES = 37, 3, 4
METRICS = keras.metrics



def metric(kind, **options):
    return {"metric": kind, "options": options}


REGRESSION = [metric("MeanSquaredError"), metric("MeanAbsoluteError"),
              metric("RootMeanSquaredError"), metric("MeanSquaredLogarithmicError"),
              metric("MeanAbsolutePercentageError"), metric("CosineSimilarity"),
              metric("LogCoshError"), metric("Poisson")]
SCORES = [metric("R2Score"), metric("R2Score", class_aggregation="variance_weighted_average"),
          metric("R2Score", class_aggregation=None)]
HINGES = [metric("Hinge"), metric("SquaredHinge")]
COUNTS = [metric(kind, **options)
          for kind in ("TruePositives", "FalsePositives", "TrueNegatives", "FalseNegatives",
                       "Precision", "Recall")
          for options in ({}, {"thresholds": 0.3}, {"thresholds": [0.2, 0.5, 0.85]})]
CHOSEN = [metric(kind, **options) for kind in ("Precision", "Recall")
          for options in ({"top_k": 1}, {"top_k": 2}, {"class_id": 1},
                          {"top_k": 2, "class_id": 3}, {"thresholds": 0.3, "top_k": 2})]
AREAS = [metric("AUC", curve=curve, **options) for curve in ("ROC", "PR")
         for options in ({}, {"num_thresholds": 11}, {"thresholds": [0.1, 0.35, 0.6]},
                         {"summation_method": "majoring"}, {"summation_method": "minoring"})]
LABELS = [metric("AUC", curve=curve, multi_label=True, **options) for curve in ("ROC", "PR")
          for options in ({}, {"label_weights": [0.5, 2.0, 1.0, 0.1]})]
BEST = [metric("SensitivityAtSpecificity", specificity=0.6),
        metric("SpecificityAtSensitivity", sensitivity=0.7),
        metric("PrecisionAtRecall", recall=0.6),
        metric("RecallAtPrecision", precision=0.5),
        metric("RecallAtPrecision", precision=0.55, num_thresholds=7)]
BINARY = [metric("BinaryAccuracy"), metric("BinaryAccuracy", threshold=0.3),
          metric("BinaryCrossentropy"), metric("BinaryCrossentropy", label_smoothing=0.2),
          metric("BinaryIoU"), metric("BinaryIoU", target_class_ids=[1], threshold=0.3)]
F = [metric("F1Score"), metric("FBetaScore", beta=2.0)] + [
    metric("F1Score", average=average) for average in ("micro", "macro", "weighted")] + [
    metric("FBetaScore", beta=0.5, average="macro", threshold=0.3)]
HOT = [metric("CategoricalAccuracy"), metric("TopKCategoricalAccuracy", k=2),
       metric("CategoricalCrossentropy"), metric("CategoricalCrossentropy", label_smoothing=0.1),
       metric("CategoricalHinge"), metric("KLDivergence")]
SPARSE = [metric("SparseCategoricalAccuracy"), metric("SparseTopKCategoricalAccuracy", k=2),
          metric("SparseTopKCategoricalAccuracy", k=3), metric("SparseCategoricalCrossentropy")]
IOU = [metric("OneHotMeanIoU", num_classes=CLASSES),
       metric("OneHotIoU", num_classes=CLASSES, target_class_ids=[0, 2])]
SPARSE_IOU = [metric("MeanIoU", num_classes=CLASSES, sparse_y_pred=False),
              metric("IoU", num_classes=CLASSES, target_class_ids=[1, 3], sparse_y_pred=False)]


def shares(rng, shape):
    x = rng.uniform(0.02, 1, shape) ** 2
    return (x / x.sum(-1, keepdims=True)).astype(np.float32)


def labels(rng, p):
    """Right more often than not."""
    wrong = rng.integers(0, p.shape[-1], p.shape[:-1])
    return np.where(rng.uniform(size=wrong.shape) < 0.5, p.argmax(-1), wrong)


def generate():
    documents, tensors = [], {}

    def case(name, p, y, metrics):
        rng = np.random.default_rng(zlib.crc32(f"{name} weights".encode()))
        # Whole numbers: Keras cuts others in intersections over unions.
        weights = rng.integers(0, 5, ROWS).astype(np.float32)
        tensors.update({f"{name}/x": p, f"{name}/y": y, f"{name}/weights": weights})
        for mark, each in (("", None), ("_weighted", weights)):
            tensors[f"{name}/figures{mark}"] = np.concatenate(
                [np.reshape(figure(one, p, y, each), -1) for one in metrics]).astype(np.float32)
        documents.append({"name": name, "metrics": metrics})

    for kind, shape in (("rows", (ROWS, CLASSES)), ("sequences", (ROWS, STEPS, CLASSES))):
        rows = kind == "rows"
        rng = np.random.default_rng(zlib.crc32(kind.encode()))
        y = rng.uniform(0.1, 3, shape).astype(np.float32)
        p = np.maximum(0.05, y + rng.normal(size=shape) * [0.3, 0.6, 0.9, 1.2]).astype(np.float32)
        case(f"regression_{kind}", p, y, REGRESSION)
        if rows:  # Around zero: Keras takes squares of sums from sums of squares in float32.
            y = rng.normal(size=shape).astype(np.float32)
            case("scores", (y + [0.2, 0.5, 0.9, 1.6] * rng.normal(size=shape)).astype(np.float32),
                 y, SCORES)
        y = (2 * (rng.uniform(size=shape) < 0.4) - 1).astype(np.float32)
        case(f"hinges_{kind}", rng.normal(size=shape).astype(np.float32), y, HINGES)
        y = (rng.uniform(size=shape) < 0.4).astype(np.float32)
        p = np.clip(0.25 + 0.4 * y + 0.25 * rng.normal(size=shape), 0, 1).astype(np.float32)
        case(f"labels_{kind}", p, y,
             COUNTS + AREAS + BEST + BINARY + (LABELS + F if rows else []))
        logits = (4 * (p - 0.5)).astype(np.float32)
        case(f"logits_{kind}", logits, y, [metric("AUC", from_logits=True)])
        p = shares(rng, shape)
        right = labels(rng, p)
        hot = np.eye(CLASSES, dtype=np.float32)[right]
        case(f"hot_{kind}", p, hot,
             HOT + IOU + COUNTS + AREAS + BEST + CHOSEN + (F + LABELS if rows else []))
        case(f"sparse_{kind}", p, right, SPARSE + SPARSE_IOU)
    single = rng.uniform(size=(ROWS, 1)).astype(np.float32)
    y = (rng.uniform(size=(ROWS, 1)) < single).astype(np.float32)
    case("single", single, y, COUNTS + AREAS + BEST + BINARY)
    case("never", single, np.zeros_like(y), COUNTS + AREAS + BEST)
    case("always", single, np.ones_like(y), COUNTS + AREAS + BEST)
    return {"metrics": documents}, tensors


def figure(given, p, y, weights):
    options = dict(given["options"])
    one = getattr(METRICS, given["metric"])(**options)
    for part in np.array_split(np.arange(ROWS), 3):
        each = None if weights is None else weights[part]
        if each is not None and p.ndim == 3:
            each = np.repeat(each[:, None], STEPS, 1)
        if each is not None and given["metric"] == "BinaryIoU":
            each = np.broadcast_to(np.expand_dims(each, -1), p[part].shape)
        one.update_state(y[part], p[part], sample_weight=each)
    return np.asarray(one.result(), np.float64)

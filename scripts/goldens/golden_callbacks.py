"""Golden cases of callbacks: what Keras does with a figure that improves, stands still and worsens."""

import keras
import numpy as np

EPOCHS = 40


def figures(seed):
    """Falls for a while, then wanders; rounded so that minDelta matters."""
    random = np.random.default_rng(seed)
    steps = np.concatenate([-random.random(15) * 0.2, random.normal(0, 0.1, EPOCHS - 15)])
    return [round(float(value), 3) for value in 5 + np.cumsum(steps)]


def model():
    net = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    net.compile(optimizer=keras.optimizers.SGD(0.5), loss="mse")
    return net


def plateau(seed, **options):
    net = model()
    callback = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", **options)
    callback.set_model(net)
    callback.on_train_begin()
    seen, rates = figures(seed), []
    for epoch, value in enumerate(seen):
        rates.append(float(net.optimizer.learning_rate))
        callback.on_epoch_end(epoch, {"val_loss": value})
    return {"callback": "reduce_on_plateau", "figures": seen, "rates": rates, **options}


def stopping(seed, **options):
    net = model()
    callback = keras.callbacks.EarlyStopping(monitor="val_loss", **options)
    callback.set_model(net)
    net.stop_training = False
    callback.on_train_begin()
    seen, epochs = figures(seed), 0
    while epochs < EPOCHS and not net.stop_training:
        callback.on_epoch_end(epochs, {"val_loss": seen[epochs]})
        epochs += 1
    best = callback.best_epoch + 1
    return {"callback": "early_stopping", "figures": seen, "epochs": epochs, "best": best, **options}


def generate():
    cases = []
    for seed in range(6):
        cases.append(plateau(seed, factor=0.5, patience=2, min_delta=0.0, cooldown=0, min_lr=0.0))
        cases.append(plateau(seed, factor=0.2, patience=3, min_delta=0.1, cooldown=2, min_lr=0.01))
        cases.append(plateau(seed, factor=0.7, patience=1, min_delta=0.05, cooldown=1, min_lr=0.1))
        cases.append(stopping(seed, patience=3, min_delta=0.0, restore_best_weights=True))
        cases.append(stopping(seed, patience=6, min_delta=0.15, restore_best_weights=True))
    return cases

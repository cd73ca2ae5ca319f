"""Golden cases of the optimizers on given gradients, with their settings, and of the schedules."""

import zlib

import keras
import numpy as np

STEPS = 12

# name -> class, options that are not the defaults, scale of the gradients, names not decayed
OPTIMIZERS = {
    "sgd": ("SGD", {}, 1),
    "sgd_momentum": ("SGD", {"momentum": 0.8, "learning_rate": 0.05}, 1),
    "sgd_nesterov": ("SGD", {"momentum": 0.8, "nesterov": True, "learning_rate": 0.05}, 1),
    "adam_amsgrad": ("Adam", {"amsgrad": True, "beta_2": 0.6, "learning_rate": 0.01}, 1),
    "adam_tiny": ("Adam", {}, 1e-6),
    "adamw": ("AdamW", {"learning_rate": 0.01}, 1),
    "adamw_decay": ("AdamW", {"learning_rate": 0.01, "weight_decay": 0.2, "amsgrad": True}, 1,
                    ["bias"]),
    "rmsprop": ("RMSprop", {}, 1),
    "rmsprop_momentum": ("RMSprop", {"rho": 0.7, "momentum": 0.6, "epsilon": 0.01}, 1),
    "rmsprop_centered": ("RMSprop", {"centered": True, "learning_rate": 0.01}, 1),
    "rmsprop_tiny": ("RMSprop", {}, 1e-4),
    "adagrad": ("Adagrad", {"learning_rate": 0.05}, 1),
    "adagrad_options": ("Adagrad", {"initial_accumulator_value": 0.5, "epsilon": 0.01}, 1),
    "adadelta": ("Adadelta", {}, 1),
    "adadelta_options": ("Adadelta", {"learning_rate": 1.0, "rho": 0.8, "epsilon": 1e-4}, 1),
    "adamax": ("Adamax", {"learning_rate": 0.02}, 1),
    "adamax_options": ("Adamax", {"beta_1": 0.7, "beta_2": 0.8, "epsilon": 0.01}, 1),
    "nadam": ("Nadam", {"learning_rate": 0.02}, 1),
    "nadam_options": ("Nadam", {"beta_1": 0.7, "beta_2": 0.8, "epsilon": 0.01}, 1),
    "lion": ("Lion", {}, 1),
    "lion_options": ("Lion", {"beta_1": 0.6, "beta_2": 0.7}, 1),
    "lamb": ("Lamb", {"learning_rate": 0.02}, 1),
    "lamb_options": ("Lamb", {"beta_1": 0.7, "beta_2": 0.8, "epsilon": 0.01}, 1),
    "ftrl": ("Ftrl", {"learning_rate": 0.05}, 1),
    "ftrl_options": ("Ftrl", {"learning_rate": 0.05, "learning_rate_power": -0.4,
                              "l1_regularization_strength": 0.3, "beta": 0.4,
                              "l2_regularization_strength": 0.2,
                              "l2_shrinkage_regularization_strength": 0.1}, 1),
    "adafactor": ("Adafactor", {"learning_rate": 0.02}, 1),
    "adafactor_options": ("Adafactor", {"learning_rate": 0.4, "beta_2_decay": -0.5,
                                        "epsilon_1": 1e-3, "epsilon_2": 0.8,
                                        "clip_threshold": 0.7}, 1),
    "muon": ("Muon", {"learning_rate": 0.01}, 1),
    "muon_options": ("Muon", {"momentum": 0.7, "nesterov": False, "adam_beta_1": 0.7,
                              "adam_beta_2": 0.8, "epsilon": 0.01}, 1),
    "clipnorm": ("SGD", {"clipnorm": 0.8}, 1),
    "global_clipnorm": ("SGD", {"global_clipnorm": 1.1}, 1),
    "clipvalue": ("SGD", {"clipvalue": 0.3}, 1),
    "weight_decay": ("SGD", {"weight_decay": 0.1, "momentum": 0.5}, 1),
    "exclude": ("RMSprop", {"weight_decay": 0.5, "learning_rate": 0.01}, 1, ["bias"]),
    "accumulation": ("Adam", {"gradient_accumulation_steps": 3, "learning_rate": 0.01}, 1),
    "accumulation_clip": ("Nadam", {"gradient_accumulation_steps": 2, "clipnorm": 0.5,
                                    "weight_decay": 0.1, "learning_rate": 0.01}, 1),
    "ema": ("Adam", {"use_ema": True, "ema_momentum": 0.8, "learning_rate": 0.01}, 1),
    "ema_overwrite": ("SGD", {"use_ema": True, "ema_momentum": 0.7,
                              "ema_overwrite_frequency": 3}, 1),
    "ema_accumulation": ("SGD", {"use_ema": True, "ema_momentum": 0.7,
                                 "ema_overwrite_frequency": 2,
                                 "gradient_accumulation_steps": 3}, 1),
    "schedule": ("SGD", {"momentum": 0.5, "gradient_accumulation_steps": 2, "weight_decay": 0.1,
                         "learning_rate": ("ExponentialDecay", {
                             "initial_learning_rate": 0.1, "decay_steps": 3,
                             "decay_rate": 0.5})}, 1),
}
SCHEDULES = {  # name -> class, options
    "exponential": ("ExponentialDecay",
                    {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.6}),
    "exponential_staircase": ("ExponentialDecay", {
        "initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.6, "staircase": True}),
    "piecewise": ("PiecewiseConstantDecay",
                  {"boundaries": [5, 11, 30], "values": [0.1, 0.05, 0.2, 0.01]}),
    "polynomial": ("PolynomialDecay", {"initial_learning_rate": 0.1, "decay_steps": 20}),
    "polynomial_power": ("PolynomialDecay", {
        "initial_learning_rate": 0.1, "decay_steps": 20, "end_learning_rate": 0.02, "power": 2.5}),
    "polynomial_cycle": ("PolynomialDecay", {
        "initial_learning_rate": 0.1, "decay_steps": 9, "end_learning_rate": 0.02, "power": 0.5,
        "cycle": True}),
    "inverse_time": ("InverseTimeDecay",
                     {"initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.6}),
    "inverse_time_staircase": ("InverseTimeDecay", {
        "initial_learning_rate": 0.1, "decay_steps": 7, "decay_rate": 0.6, "staircase": True}),
    "cosine": ("CosineDecay", {"initial_learning_rate": 0.1, "decay_steps": 30}),
    "cosine_alpha": ("CosineDecay",
                     {"initial_learning_rate": 0.1, "decay_steps": 30, "alpha": 0.2}),
    "cosine_warmup": ("CosineDecay", {
        "initial_learning_rate": 0.0, "decay_steps": 25, "alpha": 0.1, "warmup_target": 0.2,
        "warmup_steps": 8}),
    "cosine_warmup_from": ("CosineDecay", {
        "initial_learning_rate": 0.05, "decay_steps": 25, "warmup_target": 0.2,
        "warmup_steps": 8}),
    "restarts": ("CosineDecayRestarts", {"initial_learning_rate": 0.1, "first_decay_steps": 6}),
    "restarts_even": ("CosineDecayRestarts", {
        "initial_learning_rate": 0.1, "first_decay_steps": 6, "t_mul": 1.0, "m_mul": 0.7,
        "alpha": 0.1}),
    "restarts_options": ("CosineDecayRestarts", {
        "initial_learning_rate": 0.1, "first_decay_steps": 5, "t_mul": 1.5, "m_mul": 0.8,
        "alpha": 0.05}),
}


def schedule(name, options):
    return getattr(keras.optimizers.schedules, name)(**options)


def optimizer_case(name, kind, options, scale, undecayed=()):
    """Weights of two dense layers whose gradients are a row's halves, twice, and a constant."""
    rng = np.random.default_rng(zlib.crc32(name.encode()))
    initial = {"dense/kernel": (3, 2), "dense/bias": (2,), "dense_1/kernel": (4, 2)}
    initial = {key: rng.normal(size=shape).astype(np.float32) for key, shape in initial.items()}
    a = (scale * rng.normal(size=(STEPS, 3))).astype(np.float32)
    b = (scale * rng.normal(size=(STEPS, 4))).astype(np.float32)
    given = {key: schedule(*value) if isinstance(value, tuple) else value
             for key, value in options.items()}
    optimizer = getattr(keras.optimizers, kind)(**given)
    if undecayed:
        optimizer.exclude_from_weight_decay(var_names=undecayed)
    variables = [keras.Variable(value, name=key.split("/")[1]) for key, value in initial.items()]
    seen = []
    for row in range(STEPS):
        gradients = [np.stack([a[row], a[row]], -1) / 2, np.full((2,), 0.5, np.float32),
                     np.stack([b[row], b[row]], -1) / 2]
        optimizer.apply([keras.ops.convert_to_tensor(g) for g in gradients], variables)
        seen.append([np.array(v) for v in variables])
    assert all(np.abs(last - first).max() > 0 for last, first in zip(seen[-1], initial.values()))
    optimizer.finalize_variable_values(variables)
    tensors = {"a": a, "b": b}
    for place, key in enumerate(initial):
        tensors[f"initial/{key}"] = initial[key]
        tensors[f"steps/{key}"] = np.stack([step[place] for step in seen])
        tensors[f"final/{key}"] = np.array(variables[place])
    config = {key: {"schedule": value[0], **value[1]} if isinstance(value, tuple) else value
              for key, value in options.items()}
    case = {"name": name, "optimizer": kind, "config": config, "undecayed": list(undecayed)}
    return case, tensors


def kernel_case():
    """Adafactor on a convolution's kernel, whose axes lie otherwise here."""
    rng = np.random.default_rng(7)
    variable = keras.Variable(rng.normal(size=(2, 2, 3, 4)).astype(np.float32), name="kernel")
    tensors = {"kernel/initial": np.array(variable),
               "kernel/gradients": rng.normal(size=(STEPS, 2, 2, 3, 4)).astype(np.float32)}
    optimizer = keras.optimizers.Adafactor(learning_rate=0.05)
    for gradient in tensors["kernel/gradients"]:
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [variable])
    return {**tensors, "kernel/final": np.array(variable)}


def schedule_case(name, kind, options):
    made = schedule(kind, options)
    values = [float(np.float32(made(keras.ops.convert_to_tensor(step, "float32"))))
              for step in range(60)]
    return {"name": name, "schedule": kind, "config": options,
            "values": [float(str(np.float32(value))) for value in values]}


def generate():
    cases = [optimizer_case(name, *given) for name, given in OPTIMIZERS.items()]
    tensors = {f"{case['name']}/{key}": value for case, named in cases
               for key, value in named.items()}
    return [case for case, _ in cases], {**tensors, **kernel_case()}


def schedules():
    return [schedule_case(name, *given) for name, given in SCHEDULES.items()]

"""Writes the learning rates of PyTorch's OneCycleLR and of its linear warm-up.

    pip install torch==2.7.1
    python scripts/goldens/golden_one_cycle.py

They are Python's own floats, float64.
"""

import json
import pathlib

import torch

TARGET = pathlib.Path(__file__).resolve().parents[2] / "src/training/src/test/resources/keras"
CASES = {
    "default": {"max_lr": 0.1, "total_steps": 50},
    "options": {"max_lr": 0.3, "total_steps": 37, "pct_start": 0.45, "div_factor": 10.0,
                "final_div_factor": 100.0},
    "linear": {"max_lr": 0.1, "total_steps": 50, "anneal_strategy": "linear"},
    "three_phase": {"max_lr": 0.1, "total_steps": 41, "pct_start": 0.25, "three_phase": True},
    "three_phase_linear": {"max_lr": 0.1, "total_steps": 40, "pct_start": 0.4, "three_phase": True,
                           "anneal_strategy": "linear", "div_factor": 5.0},
}


def rates(make, steps):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.2, momentum=0.9)
    schedule = make(optimizer)
    seen = []
    for _ in range(steps):
        seen.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        if len(seen) < steps:
            schedule.step()
    return seen


def warm_up(optimizer):
    linear = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.1, total_iters=8)
    cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=30, eta_min=0.0)
    return torch.optim.lr_scheduler.SequentialLR(optimizer, [linear, cosine], milestones=[8])


def main():
    cases = [{"name": name, "config": config,
              "values": rates(lambda o: torch.optim.lr_scheduler.OneCycleLR(o, **config),
                              config["total_steps"])}
             for name, config in CASES.items()]
    cases.append({"name": "warm_up", "config": {"lr": 0.2, "start_factor": 0.1, "warm_up": 8,
                                                "cosine": 30}, "values": rates(warm_up, 38)})
    rows = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
    (TARGET / "one_cycle.json").write_text("[\n" + rows + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()

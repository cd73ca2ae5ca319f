package dev.hebb.training.schedule;

/** A schedule that is a step further after each so many steps. */
record Every(long steps, Schedule schedule) implements Schedule {
  Every {
    Checked.steps("every", "the steps", steps);
  }

  @Override
  public double at(long step) {
    return schedule.at(step / steps);
  }
}

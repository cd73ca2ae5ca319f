package dev.hebb.training;

/** A rule with settings around it. */
record Tuned(Rule rule, Settings settings) implements Optimizer {
  @Override
  public String toString() {
    return rule + settings.toString();
  }
}

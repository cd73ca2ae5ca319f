package dev.hebb.training;

/** How gradients change the parameters. */
public sealed interface Optimizer permits Adam, Sgd {}

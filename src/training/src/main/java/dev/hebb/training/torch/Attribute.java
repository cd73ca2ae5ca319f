package dev.hebb.training.torch;

import dev.hebb.graph.Tensor;

/**
 * A tensor that belongs to the printed module: a parameter, or what the optimizer remembers of one.
 *
 * @param name its identifier in the code
 * @param trained whether gradients are taken for it
 */
record Attribute(String name, Tensor value, boolean trained) {}

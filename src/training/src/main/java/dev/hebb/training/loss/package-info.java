/** Losses; {@link dev.hebb.training.Losses} has their factories. */
package dev.hebb.training.loss;

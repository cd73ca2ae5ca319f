/** Metrics; {@link dev.hebb.training.Metrics} has their factories. */
package dev.hebb.training.metric;

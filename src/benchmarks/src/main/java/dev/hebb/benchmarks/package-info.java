/**
 * Measures Hebb against its peers; never part of a release.
 *
 * <p>Two kinds: JMH classes for the shape of a distribution, and paired measurements, which
 * alternate between the two sides in one process so that a noisy machine disturbs both alike.
 */
package dev.hebb.benchmarks;

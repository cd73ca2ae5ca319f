/**
 * Data parallelism over machines: what an engine such as Spark brings, and what it is asked for.
 */
package dev.hebb.training.shard;

/**
 * Models over the rows of Apache Spark: {@link dev.hebb.spark.HebbModel} predicts, {@link
 * dev.hebb.spark.HebbStream} carries a state from row to row for each key.
 */
package dev.hebb.spark;

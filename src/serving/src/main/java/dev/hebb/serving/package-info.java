/**
 * A model in service: {@link dev.hebb.serving.Batcher} puts the calls of many threads together,
 * {@link dev.hebb.serving.Deployment} changes versions while they come, {@link
 * dev.hebb.serving.Typed} takes and gives records, {@link dev.hebb.serving.PixelInput} pictures,
 * and {@link dev.hebb.serving.Ranker} reads labels.
 */
package dev.hebb.serving;

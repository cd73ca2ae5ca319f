/**
 * Trains a graph: {@link dev.hebb.training.Trainer} says how, {@link dev.hebb.training.Trained} is
 * what comes of it. PyTorch does the work, through DJL; nothing of either shows here.
 */
package dev.hebb.training;

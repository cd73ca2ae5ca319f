package dev.hebb.serving;

/**
 * What one place of an output stands for, and what the model thinks of it.
 *
 * @param index the place in its row
 * @param score the number in that place
 */
public record Label(String name, int index, double score) {}

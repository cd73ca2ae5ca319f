package dev.hebb.gallery;

import dev.hebb.training.data.Dataset;
import java.util.function.Supplier;

/**
 * Pictures to learn from and pictures to be tried on, read when they are wanted.
 *
 * @param least the share of right answers that is claimed
 */
record Lesson(Supplier<Dataset> training, Supplier<Dataset> test, int epochs, double least) {}

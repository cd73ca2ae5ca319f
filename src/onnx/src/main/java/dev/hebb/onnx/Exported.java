package dev.hebb.onnx;

import java.nio.file.Path;

/**
 * What was written.
 *
 * @param maxAbsDiff the largest difference between trainer and ONNX Runtime over all runs of the
 *     proof; values above one are counted relative to their size
 * @param bytes length of the file
 */
public record Exported(Path path, double maxAbsDiff, long bytes) {}

package dev.hebb.onnx;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was written.
 *
 * @param maxAbsDiff the largest difference between trainer and ONNX Runtime over all runs of the
 *     proof; values above one are counted relative to their size
 * @param bytes length of the file
 * @param quantized what smaller numbers brought and cost, where it has them
 */
public record Exported(Path path, double maxAbsDiff, long bytes, Optional<Quantized> quantized) {}

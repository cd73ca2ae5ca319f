package dev.hebb.onnx.compare;

import dev.hebb.graph.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A model whose inner values can be seen. Not thread-safe. */
public abstract sealed class Side implements AutoCloseable permits OnnxSide, HebbSide {
  /**
   * An ONNX file, whoever wrote it, run by ONNX Runtime; it is not asked to be proven.
   *
   * @throws dev.hebb.runtime.PredictorException when it is missing or cannot be loaded
   */
  public static Side onnx(Path path) {
    return OnnxSide.open(path);
  }

  /**
   * A model file of Hebb's own, run by the trainer.
   *
   * @throws dev.hebb.graph.FormatException when it is corrupt, or there is no such file
   */
  public static Side hebb(Path path, Engine engine) {
    return HebbSide.open(path, engine);
  }

  /** The file's name. */
  abstract String name();

  abstract List<Fed> inputs();

  /** Names of its outputs. */
  abstract List<String> outputs();

  /** Its nodes, in an order in which they run. */
  abstract List<Step> steps();

  /** What its file says under a key, such as {@code dim.time}. */
  abstract Optional<String> note(String key);

  /** The inputs that its file carries; none if it carries none. */
  abstract List<Map<String, Values>> goldens();

  /** All values that can be seen, by name. */
  abstract Map<String, Values> run(Map<String, Values> inputs);

  @Override
  public abstract void close();
}

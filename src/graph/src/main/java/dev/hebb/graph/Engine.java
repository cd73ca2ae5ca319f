package dev.hebb.graph;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Something that runs a model exactly as it was trained. Found on the classpath, so that an export
 * can be proven against the trainer without depending on it.
 */
public interface Engine {
  /** What runs, with its version: {@code PyTorch 2.7.1 (cpu)}. */
  String describe();

  /**
   * Makes a model ready to run in inference mode.
   *
   * @param values the names of the values wanted, inner ones too
   */
  Session open(Model model, List<String> values);

  /** A model ready to run. Not thread-safe. */
  interface Session extends AutoCloseable {
    /**
     * The wanted values by name, for these inputs by name.
     *
     * @throws ComputationException when it cannot be computed of these
     */
    Map<String, Tensor> run(Map<String, Tensor> inputs);

    @Override
    void close();
  }

  /** The first engine on the classpath. */
  static Optional<Engine> find() {
    return ServiceLoader.load(Engine.class).findFirst();
  }
}

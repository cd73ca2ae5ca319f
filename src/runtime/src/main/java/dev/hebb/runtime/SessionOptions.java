package dev.hebb.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How ONNX Runtime runs a file. Each method returns a new value; part of {@link PredictorOptions}.
 *
 * @param preset what it takes of the machine
 * @param count threads that work together on one run; 0 leaves it to the preset
 * @param providers who computes, the first choice first; none is the processor
 * @param optimised the folder of optimised models
 * @param mapped whether the file is read where it lies
 * @param jni whether foreign functions are left aside
 */
public record SessionOptions(
    Preset preset,
    int count,
    List<Provider> providers,
    Optional<Path> optimised,
    boolean mapped,
    boolean jni) {
  static final SessionOptions DEFAULTS =
      new SessionOptions(Preset.SINGLE, 0, List.of(), Optional.empty(), false, false);

  /** Copies the list. */
  public SessionOptions {
    providers = List.copyOf(providers);
  }

  /** See {@link PredictorOptions#preset}. */
  public SessionOptions preset(Preset other) {
    return new SessionOptions(other, count, providers, optimised, mapped, jni);
  }

  /** See {@link PredictorOptions#threads(int)}. */
  public SessionOptions threads(int other) {
    return new SessionOptions(preset, other, providers, optimised, mapped, jni);
  }

  /** See {@link PredictorOptions#on}. */
  public SessionOptions on(Provider... others) {
    return new SessionOptions(preset, count, List.of(others), optimised, mapped, jni);
  }

  /** See {@link PredictorOptions#optimisedIn}. */
  public SessionOptions optimisedIn(Path folder) {
    return new SessionOptions(preset, count, providers, Optional.of(folder), mapped, jni);
  }

  /** See {@link PredictorOptions#mapped}. */
  public SessionOptions map() {
    return new SessionOptions(preset, count, providers, optimised, true, jni);
  }

  /** See {@link PredictorOptions#jni}. */
  public SessionOptions throughJni() {
    return new SessionOptions(preset, count, providers, optimised, mapped, true);
  }

  /** Threads that work together on one run. */
  public int threads() {
    return count > 0 ? count : preset.threads();
  }

  /** Whether the threads are those of all sessions that share theirs. */
  public boolean shared() {
    return count == 0 && preset.shared() && preset.threads() > 1;
  }
}

package dev.hebb.runtime.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Provider;
import dev.hebb.runtime.SessionOptions;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A model file loaded into ONNX Runtime. */
public final class Engine implements AutoCloseable {
  private final String file;
  private final Door door;
  private final OrtEnvironment environment;
  private final OrtSession.SessionOptions options;
  private final OrtSession session;
  private final SessionOptions how;
  private Way way;
  private List<Declared> inputs = List.of();
  private List<Declared> outputs = List.of();

  private Engine(
      String file,
      Door door,
      OrtEnvironment environment,
      OrtSession.SessionOptions options,
      OrtSession session,
      SessionOptions how) {
    this.how = how;
    this.way = how.jni() ? Way.jni("as asked") : Way.best();
    this.file = file;
    this.door = door;
    this.environment = environment;
    this.options = options;
    this.session = session;
  }

  /**
   * ONNX Runtime's one environment, for who has sessions of his own: started so that a long class
   * path does not end the process.
   *
   * @throws LinkageError when its native library cannot be loaded
   */
  public static OrtEnvironment environment() {
    return Loader.environment(false);
  }

  /** Loads a file. */
  static Engine start(ModelFile file, Door door, SessionOptions how) {
    Engine engine = open(file, door, how);
    try {
      engine.declare();
      return engine;
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private static Engine open(ModelFile file, Door door, SessionOptions how) {
    OrtEnvironment environment = environment(file, how);
    if (how.optimised().isEmpty()) {
      return open(environment, file, door, how);
    }
    OptimisedModels kept = new OptimisedModels(how, environment.getVersion());
    return open(environment, kept.of(file, path -> save(environment, file, how, path)), door, how);
  }

  private static Engine open(
      OrtEnvironment environment, ModelFile file, Door door, SessionOptions how) {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      Setup setup = new Setup(file, how, options);
      // A tick asks for so little memory that the C library has it sooner than the arena.
      setup.apply(how.preset().arena() && door == Door.PREDICTOR);
      return new Engine(
          file.name(), door, environment, options, file.session(environment, options), how);
    } catch (OrtException e) {
      options.close();
      throw OrtMessage.loading(file.name(), environment.getVersion(), how, e);
    } catch (RuntimeException e) {
      options.close();
      throw e;
    }
  }

  // What every machine can run: what is made for one processor is made again when it is loaded.
  private static void save(
      OrtEnvironment environment, ModelFile file, SessionOptions how, Path into) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      new Setup(file, how, options).apply(false);
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.EXTENDED_OPT);
      options.setOptimizedModelFilePath(into.toString());
      file.session(environment, options).close();
    } catch (OrtException e) {
      throw OrtMessage.loading(file.name(), environment.getVersion(), how, e);
    }
  }

  private static OrtEnvironment environment(ModelFile file, SessionOptions how) {
    try {
      return Loader.environment(how.shared());
    } catch (LinkageError e) {
      throw OrtMessage.noLibrary(file.name(), e);
    }
  }

  /** ONNX Runtime's version. */
  public String version() {
    return environment.getVersion();
  }

  public List<Declared> inputs() {
    return inputs;
  }

  public List<Declared> outputs() {
    return outputs;
  }

  public Metadata metadata() {
    try {
      OnnxModelMetadata metadata = session.getMetadata();
      return new Metadata(file, metadata.getProducerName(), metadata.getCustomMetadata());
    } catch (OrtException e) {
      throw unreadable(e);
    }
  }

  /** A tensor that is the buffer's memory when the buffer is direct. */
  public OnnxTensor tensor(Element type, Buffer memory, long[] sizes) throws OrtException {
    if (type == Element.STRING) {
      int length = Math.toIntExact(Arrays.stream(sizes).reduce(1, (a, b) -> a * b));
      return strings(Collections.nCopies(length, "").toArray(new String[0]), sizes);
    }
    if (memory instanceof FloatBuffer floats) {
      return OnnxTensor.createTensor(environment, floats, sizes);
    }
    if (memory instanceof LongBuffer longs) {
      return OnnxTensor.createTensor(environment, longs, sizes);
    }
    if (memory instanceof IntBuffer ints) {
      return OnnxTensor.createTensor(environment, ints, sizes);
    }
    if (memory instanceof DoubleBuffer doubles) {
      return OnnxTensor.createTensor(environment, doubles, sizes);
    }
    return memory instanceof ShortBuffer shorts
        ? OnnxTensor.createTensor(environment, shorts, sizes, type.type())
        : OnnxTensor.createTensor(environment, (ByteBuffer) memory, sizes, type.type());
  }

  /** A tensor that holds copies of these. */
  public OnnxTensor strings(String[] values, long[] sizes) throws OrtException {
    return OnnxTensor.createTensor(environment, values, sizes);
  }

  /** A run into memory that is there, but for these outputs; the result is to be closed. */
  public OrtSession.Result run(
      Map<String, OnnxTensor> inputs, Set<String> allocated, Map<String, OnnxTensor> pinned)
      throws OrtException {
    return session.run(inputs, allocated, pinned);
  }

  /** A run that lets ONNX Runtime allocate the outputs; the result is to be closed. */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs) throws OrtException {
    return session.run(inputs);
  }

  /** A run for one output; the result is to be closed. */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs, String output) throws OrtException {
    return session.run(inputs, Set.of(output));
  }

  /** A run over memory that is there; the tensors stay open as long as it is used. */
  public Call call(Tensors inputs, Tensors outputs) throws OrtException {
    return way.caller().call(session, inputs, outputs);
  }

  /** ONNX Runtime, its threads, who computes, and the way into it: two lines for people. */
  public String describe() {
    int threads = how.threads();
    String shared = how.shared() && Loader.isPooled() ? " shared with others" : "";
    String on =
        how.providers().isEmpty()
            ? ""
            : how.providers().stream()
                .map(Provider::toString)
                .collect(Collectors.joining(", ", ", on ", ""));
    return "ONNX Runtime %s, %s%s%s\n  engine: %s"
        .formatted(
            version(), threads == 1 ? "1 thread" : threads + " threads", shared, on, way.text());
  }

  /** Frees the native memory; once. */
  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new PredictorException(file, "cannot be closed (" + OrtMessage.text(e) + ").", e);
    } finally {
      options.close();
    }
  }

  // What cannot be declared is an error; whoever started this closes it then.
  private void declare() {
    try {
      inputs = declared("input", session.getInputInfo());
      outputs = declared("output", session.getOutputInfo());
    } catch (OrtException e) {
      throw unreadable(e);
    }
    boolean strings =
        Stream.concat(inputs.stream(), outputs.stream())
            .anyMatch(each -> each.type() == Element.STRING);
    if (strings) {
      way = Way.jni("strings");
    }
  }

  private List<Declared> declared(String role, Map<String, NodeInfo> nodes) {
    return nodes.values().stream().map(node -> Declared.of(file, door, role, node)).toList();
  }

  private PredictorException unreadable(OrtException e) {
    return OrtMessage.loading(file, version(), how, e);
  }
}

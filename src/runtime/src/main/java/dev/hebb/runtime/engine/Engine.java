package dev.hebb.runtime.engine;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxModelMetadata;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.hebb.runtime.PredictorException;
import java.nio.Buffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A model file loaded into ONNX Runtime. */
public final class Engine implements AutoCloseable {
  private final String file;
  private final Door door;
  private final OrtEnvironment environment;
  private final OrtSession.SessionOptions options;
  private final OrtSession session;

  private Engine(
      String file,
      Door door,
      OrtEnvironment environment,
      OrtSession.SessionOptions options,
      OrtSession session) {
    this.file = file;
    this.door = door;
    this.environment = environment;
    this.options = options;
    this.session = session;
  }

  /** Loads a file; idle threads sleep, they do not spin. */
  public static Engine start(ModelFile file, Door door, int threads) {
    OrtEnvironment environment = environment(file);
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      options.addConfigEntry(
          "session.model_external_initializers_file_folder_path", file.folder().toString());
      // A tick asks for so little memory that the C library has it sooner than the arena.
      options.setCPUArenaAllocator(door == Door.PREDICTOR);
      // What goes wrong is thrown; nothing is to be printed besides.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtSession session = environment.createSession(file.bytes(), options);
      return new Engine(file.name(), door, environment, options, session);
    } catch (OrtException e) {
      options.close();
      throw OrtMessage.loading(file.name(), environment.getVersion(), e);
    }
  }

  private static OrtEnvironment environment(ModelFile file) {
    try {
      return OrtEnvironment.getEnvironment();
    } catch (LinkageError e) {
      throw OrtMessage.noLibrary(file.name(), e);
    }
  }

  /** ONNX Runtime's version. */
  public String version() {
    return environment.getVersion();
  }

  public List<Declared> inputs() {
    try {
      return declared("input", session.getInputInfo());
    } catch (OrtException e) {
      throw unreadable(e);
    }
  }

  public List<Declared> outputs() {
    try {
      return declared("output", session.getOutputInfo());
    } catch (OrtException e) {
      throw unreadable(e);
    }
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
  public OnnxTensor tensor(Buffer memory, long[] sizes) throws OrtException {
    if (memory instanceof FloatBuffer floats) {
      return OnnxTensor.createTensor(environment, floats, sizes);
    }
    if (memory instanceof LongBuffer longs) {
      return OnnxTensor.createTensor(environment, longs, sizes);
    }
    return OnnxTensor.createTensor(environment, (IntBuffer) memory, sizes);
  }

  /** A run that lets ONNX Runtime allocate the outputs; the result is to be closed. */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs) throws OrtException {
    return session.run(inputs);
  }

  /** A run for one output; the result is to be closed. */
  public OrtSession.Result run(Map<String, OnnxTensor> inputs, String output) throws OrtException {
    return session.run(inputs, Set.of(output));
  }

  /** A run into memory that is there. */
  public void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs)
      throws OrtException {
    session.run(inputs, outputs);
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

  private List<Declared> declared(String role, Map<String, NodeInfo> nodes) {
    List<Declared> declared = new ArrayList<>();
    for (NodeInfo node : nodes.values()) {
      declared.add(Declared.of(file, door, role, node));
    }
    return List.copyOf(declared);
  }

  private PredictorException unreadable(OrtException e) {
    return OrtMessage.loading(file, version(), e);
  }
}

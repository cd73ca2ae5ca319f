package dev.hebb.benchmarks;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.translate.Batchifier;
import ai.djl.translate.TranslateException;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Files;

/** DJL's predictor: numbers in, numbers out, with a translator as its documentation shows it. */
final class DjlCall implements Call {
  private final Model model;
  private final Shape shape;
  private final boolean first;
  private final Predictor<float[], float[]> predictor;

  private DjlCall(Model model, Shape shape, boolean first) {
    this.model = model;
    this.shape = shape;
    this.first = first;
    this.predictor = model.newPredictor(new Numbers(shape));
  }

  private record Numbers(Shape shape) implements Translator<float[], float[]> {
    @Override
    public NDList processInput(TranslatorContext context, float[] input) {
      return new NDList(context.getNDManager().create(input, shape));
    }

    @Override
    public float[] processOutput(TranslatorContext context, NDList list) {
      return list.singletonOrThrow().toFloatArray();
    }

    @Override
    public Batchifier getBatchifier() {
      return null;
    }
  }

  /** DJL's own blocks on PyTorch, with weights of their own. */
  static Call pyTorch(ServedFile file) {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", "1");
    Task task = file.what().task();
    long[] dims = file.what().dims();
    if (task == Task.CNN) { // channels first
      dims = new long[] {dims[0], dims[3], dims[1], dims[2]};
    }
    Model model = Model.newInstance(task.title(), Device.cpu(), "PyTorch");
    Block net = DjlTraining.net(task);
    net.initialize(model.getNDManager(), DataType.FLOAT32, new Shape(dims));
    model.setBlock(net);
    return new DjlCall(model, new Shape(dims), true);
  }

  /** The exported file in DJL's engine for ONNX Runtime. */
  static Call onnxRuntime(ServedFile file) throws IOException, MalformedModelException {
    System.setProperty("ai.djl.offline", "true");
    Model model = Model.newInstance(file.what().title(), Device.cpu(), "OnnxRuntime");
    try (var in = Files.newInputStream(file.window())) {
      model.load(in);
    }
    return new DjlCall(model, new Shape(file.what().dims()), true);
  }

  @Override
  public void predict(float[] in, float[] out) throws TranslateException {
    float[] answer = predictor.predict(in);
    System.arraycopy(answer, 0, out, 0, out.length);
  }

  @Override
  public Call another() {
    return new DjlCall(model, shape, false);
  }

  @Override
  public void close() {
    predictor.close();
    if (first) {
      model.close();
    }
  }
}

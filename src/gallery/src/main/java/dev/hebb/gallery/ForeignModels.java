package dev.hebb.gallery;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.training.Adam.adam;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;

import dev.hebb.graph.Engine;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Several;
import dev.hebb.network.Rank.Vector;
import dev.hebb.onnx.Onnx;
import dev.hebb.onnx.in.OnnxModel;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Networks that others made: what they say in the trainer, and written again, beside ONNX Runtime
 * on the files themselves; and one of them learns what it was not made for.
 */
public final class ForeignModels {
  private static final double PARITY = 1e-4;
  private static final int FOLDS = 5;
  private static final int SIDE = 128;
  private static final String AXIS = "p2o.DynamicDimension.";
  private static final String LAST = "StatefulPartitionedCall/functional_1/re_lu_15/Relu:0";

  private final Path folder;
  private boolean held = true;

  private ForeignModels(Path folder) {
    this.folder = folder;
  }

  /** {@code FOLDER}: where the files lie. Ends with 0 only if all of them say what they should. */
  public static void main(String[] arguments) {
    ForeignModels models = new ForeignModels(Path.of(arguments[0]));
    models.parity("ch_ppocr_mobile_v2.0_cls_infer.onnx", Map.of(AXIS + 1, 48, AXIS + 2, 192), 2);
    models.parity("ch_PP-OCRv4_rec_infer.onnx", Map.of(AXIS + 1, 320), 2);
    models.parity("ch_PP-OCRv4_det_infer.onnx", Map.of(AXIS + 1, 320, AXIS + 2, 480), 1);
    models.parity("face_detection_front_128x128_barracuda.onnx", Map.of(), 1);
    models.parity("face_detection_back_256x256_barracuda.onnx", Map.of(), 1);
    models.faces();
    System.exit(models.held ? 0 : 1);
  }

  private void parity(String name, Map<String, Integer> dims, int rows) {
    OnnxModel file = Onnx.read(folder.resolve(name));
    Map<String, Integer> sizes = new LinkedHashMap<>(dims);
    for (Map.Entry<String, Integer> dim : dims.entrySet()) {
      file = file.dim(dim.getKey(), dim.getValue());
    }
    Model model = file.model();
    Port input = model.graph().inputs().get(0);
    String batch = input.value().shape().dim(0).size().toString();
    if (rows > 1 || dims.size() > 1) {
      sizes.put(batch, rows);
    }
    long[] shape = input.value().shape().at(Map.of(batch, (long) rows));
    Tensor random = random(shape);
    Map<String, Tensor> wanted = run(folder.resolve(name), model, random, sizes);
    Map<String, Tensor> got = trainer(model, random);
    Path again = folder.resolve("again-" + name);
    Onnx.export(model).tolerance(PARITY).to(again);
    Map<String, Integer> left = new LinkedHashMap<>(sizes);
    left.keySet().removeAll(dims.keySet());
    Map<String, Tensor> written = run(again, model, random, left);
    double trainer = apart(wanted, got);
    double rewritten = apart(wanted, written);
    say(
        trainer <= PARITY && rewritten <= PARITY,
        "%s: %,d numbers, %d outputs; largest |Δ| in the trainer %.1e, written again %.1e",
        name,
        model.graph().parameterCount(),
        wanted.size(),
        trainer,
        rewritten);
  }

  private static Tensor random(long... shape) {
    SplittableRandom random = new SplittableRandom(1);
    float[] values = new float[Math.toIntExact(Tensor.elements(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return Tensor.of(values, shape);
  }

  private static Map<String, Tensor> trainer(Model model, Tensor input) {
    List<Port> outputs = model.graph().outputs();
    List<String> values = outputs.stream().map(port -> port.value().name()).toList();
    String name = model.graph().inputs().get(0).name();
    try (Engine.Session session = Engine.find().orElseThrow().open(model, values)) {
      Map<String, Tensor> inner = session.run(Map.of(name, input));
      Map<String, Tensor> said = new LinkedHashMap<>();
      outputs.forEach(port -> said.put(port.name(), inner.get(port.value().name())));
      return said;
    }
  }

  private static Map<String, Tensor> run(
      Path file, Model model, Tensor input, Map<String, Integer> sizes) {
    PredictorOptions options = Predictor.with();
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      options = options.dim(size.getKey(), size.getValue());
    }
    try (Predictor predictor = options.open(file)) {
      predictor.input().floats().put(input.floats());
      predictor.run();
      Map<String, Tensor> said = new LinkedHashMap<>();
      for (Port port : model.graph().outputs()) {
        FloatBuffer floats = predictor.output(port.name()).floats();
        float[] values = new float[floats.remaining()];
        floats.get(values);
        said.put(port.name(), Tensor.of(values, values.length));
      }
      return said;
    }
  }

  // Relative to what is above one.
  private static double apart(Map<String, Tensor> wanted, Map<String, Tensor> got) {
    double most = 0;
    for (Map.Entry<String, Tensor> each : wanted.entrySet()) {
      float[] a = each.getValue().toFloats();
      float[] b = got.get(each.getKey()).toFloats();
      for (int i = 0; i < a.length; i++) {
        most = Math.max(most, Math.abs((double) a[i] - b[i]) / Math.max(1, Math.abs(a[i])));
      }
    }
    return most;
  }

  // BlazeFace looks for faces in photos; under another head it says whether a crop is one.
  private void faces() {
    Path file = folder.resolve("face_detection_front_128x128_barracuda.onnx");
    Faces all = Faces.bundled().shuffled(1);
    OnnxModel body = Onnx.read(file).batch().named("blazeface").upTo(LAST);
    Network<Several, Image> trunk = Network.toImage(body);
    Network<Several, Vector> net =
        network("faces", trunk.input())
            .then(trunk.frozen())
            .then(globalAveragePool2d())
            .then(dense(2).activation(Activation.SOFTMAX))
            .build();
    double right = 0;
    double nearest = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      Faces known = all.without(fold, FOLDS);
      Faces held = all.only(fold, FOLDS);
      Trained head =
          Trainer.of(Model.initial(net, 42).with(body.model()))
              .loss(sparseCategoricalCrossentropy())
              .optimizer(adam().learningRate(1e-2))
              .epochs(12)
              .batchSize(16)
              .seed(1)
              .progress(Progress.silent())
              .fit(Dataset.of(pictures(known), labels(known)));
      Path exported = folder.resolve("faces.onnx");
      Onnx.export(head.model()).tolerance(1e-5).to(exported);
      right += served(exported, held) / FOLDS;
      nearest += held.nearestMean(known) / FOLDS;
    }
    say(
        right > nearest,
        "BlazeFace under another head, five folds of 200 crops: %.1f %% right in the exported files (nearest mean %.1f %%)",
        100 * right,
        100 * nearest);
  }

  private static double served(Path file, Faces held) {
    return Predictions.accuracy(Predictions.classes(file, pictures(held)), labels(held).toLongs());
  }

  private static Tensor labels(Faces faces) {
    long[] labels = new long[faces.faces().size() + faces.others().size()];
    Arrays.fill(labels, 0, faces.faces().size(), 1);
    return Tensor.of(labels, labels.length);
  }

  // [rows, 128, 128, 3] from -1 to 1, each pixel as near as there is one.
  private static Tensor pictures(Faces faces) {
    int rows = faces.faces().size() + faces.others().size();
    float[] values = new float[rows * SIDE * SIDE * 3];
    for (int row = 0; row < rows; row++) {
      int count = faces.faces().size();
      float[] picture = row < count ? faces.faces().get(row) : faces.others().get(row - count);
      for (int i = 0; i < SIDE * SIDE; i++) {
        int y = i / SIDE * Faces.SIDE / SIDE;
        int x = i % SIDE * Faces.SIDE / SIDE;
        float value = picture[y * Faces.SIDE + x] / 127.5f - 1;
        for (int channel = 0; channel < 3; channel++) {
          values[(row * SIDE * SIDE + i) * 3 + channel] = value;
        }
      }
    }
    return Tensor.of(values, rows, SIDE, SIDE, 3);
  }

  private void say(boolean holds, String text, Object... numbers) {
    held &= holds;
    System.out.println((holds ? "holds: " : "FAILS: ") + String.format(Locale.ROOT, text, numbers));
  }
}

package dev.hebb.cli.export;

import dev.hebb.cli.file.PictureFile;
import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.DataType;
import dev.hebb.graph.Dim;
import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.PictureInput;
import dev.hebb.graph.Port;
import dev.hebb.graph.Samples;
import dev.hebb.graph.Shape;
import dev.hebb.graph.Size;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Weights;
import dev.hebb.onnx.compare.Range;
import dev.hebb.serving.Pictures;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of pictures what a model is fed, with the operators that would do so in its file.
 *
 * @param planes whether its channels stand behind the batch
 * @param dims what comes out of one picture: {@code [height, width, channels]}
 */
record PreparedPictures(String input, PictureInput how, boolean planes, List<Long> dims) {
  private static final double BYTE = 255;

  /**
   * As the model's notes say: how training read its pictures; else stretched to its size, with
   * numbers in the range that training saw.
   *
   * @throws ToolException when they do not say it
   */
  static PreparedPictures of(Axes axes, Port input, Optional<Double> scale) {
    long[] sizes = axes.dims(input);
    boolean planes = !isColours(input.value().shape().sizes().get(3));
    List<Long> dims =
        planes ? List.of(sizes[2], sizes[3], sizes[1]) : List.of(sizes[1], sizes[2], sizes[3]);
    Map<String, String> notes = axes.model().notes();
    Optional<String> prepared = Optional.ofNullable(notes.get("prepared." + input.name()));
    if (prepared.isPresent() && scale.isEmpty()) {
      return new PreparedPictures(input.name(), PictureInput.parse(prepared.get()), planes, dims);
    }
    PictureInput colours = dims.get(2) == 1 ? PictureInput.grey() : PictureInput.rgb();
    PictureInput how =
        colours
            .resized(Math.toIntExact(dims.get(0)), Math.toIntExact(dims.get(1)))
            .scaled(scale.orElseGet(() -> factor(axes.model(), input.name())));
    return new PreparedPictures(input.name(), how, planes, dims);
  }

  /** Whether an axis has the one or three channels of a picture. */
  static boolean isColours(Size size) {
    long length = size.fixed().orElse(0);
    return length == 1 || length == 3;
  }

  private static double factor(Model model, String input) {
    Optional<String> note = Optional.ofNullable(model.notes().get("range." + input));
    if (note.isPresent() && Range.of(note).least() >= 0 && Range.of(note).most() <= BYTE) {
      return Range.of(note).most() <= 1 ? 1 / BYTE : 1;
    }
    throw new ToolException(
        "%s: expected to know what the numbers of a picture, 0 to 255, become for \"%s\", got a model that %s. Say --scale, such as 0.003921569 for 0 to 1; or calibrate by a table."
            .formatted(
                model.graph().name(),
                input,
                note.map(range -> "saw " + range.replace(" ", " to ")).orElse("does not say it")));
  }

  /** Each picture for itself, so many times. */
  List<Samples> samples(List<PictureFile> files, int rows) {
    Model eye = eye();
    String seen = eye.graph().outputs().get(0).value().name();
    List<Samples> samples = new ArrayList<>();
    try (Engine.Session engine = Engine.find().orElseThrow().open(eye, List.of(seen))) {
      for (PictureFile file : files) {
        BufferedImage picture = file.read();
        if (how.size().kept()) {
          check(file, picture);
        }
        ByteBuffer bytes = ByteBuffer.wrap(Pictures.bytes(picture));
        Tensor fed =
            Tensor.wrap(DataType.UINT8, bytes, 1, picture.getHeight(), picture.getWidth(), 3);
        Tensor made = engine.run(Map.of(input, fed)).get(seen);
        samples.add(Samples.of(repeated(made, rows)));
      }
    }
    return samples;
  }

  // A network that gives back what it is fed, and before it what makes that of a picture.
  private Model eye() {
    GraphBuilder graph = new GraphBuilder("pictures");
    Shape shape =
        Shape.of(
            Dim.free("batch"),
            Dim.of("height", dims.get(0)),
            Dim.of("width", dims.get(1)),
            Dim.of("channels", dims.get(2)));
    Port seen = new Port("seen", graph.input(input, shape, DataType.FLOAT32, ""), "");
    return how.before(new Model(graph.build(List.of(seen)), new Weights(Map.of())), input);
  }

  private void check(PictureFile file, BufferedImage picture) {
    if (picture.getHeight() != dims.get(0) || picture.getWidth() != dims.get(1)) {
      throw new ToolException(
          "%s: expected a picture of %s x %s, got %s x %s. Scale it."
              .formatted(
                  file.name(), dims.get(1), dims.get(0), picture.getWidth(), picture.getHeight()));
    }
  }

  private Tensor repeated(Tensor made, int rows) {
    FloatBuffer values = made.floats();
    int channels = Math.toIntExact(dims.get(2));
    int pixels = values.remaining() / channels;
    float[] all = new float[rows * values.remaining()];
    for (int i = 0; i < all.length; i++) {
      int at = i % values.remaining();
      all[i] = values.get(planes ? at % pixels * channels + at / pixels : at);
    }
    return planes
        ? Tensor.of(all, rows, channels, dims.get(0), dims.get(1))
        : Tensor.of(all, rows, dims.get(0), dims.get(1), channels);
  }
}

package dev.hebb.cli.predict;

import dev.hebb.cli.file.Border;
import dev.hebb.cli.file.PictureFile;
import dev.hebb.cli.report.Cell;
import dev.hebb.cli.report.Column;
import dev.hebb.cli.report.ToolException;
import dev.hebb.onnx.compare.Range;
import dev.hebb.runtime.Element;
import dev.hebb.runtime.Input;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.serving.Pictures;
import dev.hebb.serving.PixelInput;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Feeds pictures.
 *
 * @param scale what each number from 0 to 255 is multiplied with; empty for what the file says
 * @param resize whether a picture of another size is drawn in that of the model
 * @param output the one that is wanted; empty for all
 * @param top how many labels of each picture
 */
public record ImagePrediction(
    Border input, Optional<Double> scale, boolean resize, String output, int top) {
  private static final float BYTE = 255;
  private static final int RANK = 4;

  /**
   * An answer for each picture.
   *
   * @param options of a predictor, but for the sizes of the picture
   */
  public Rows of(Path model, PredictorOptions options, List<Path> pictures) {
    List<PictureFile> files = pictures.stream().map(PictureFile::of).toList();
    List<BufferedImage> images = files.stream().map(PictureFile::read).toList();
    PredictorOptions sized = options;
    for (Map.Entry<String, Integer> size : free(images.get(0)).entrySet()) {
      if (!options.dims().containsKey(size.getKey())) {
        sized = sized.dim(size.getKey(), size.getValue());
      }
    }
    List<List<Cell>> rows = new ArrayList<>();
    List<Column> columns = new ArrayList<>(List.of(Column.of("picture")));
    try (Predictor predictor = sized.open(model)) {
      OutputReader outputs = new OutputReader(predictor, output, top);
      columns.addAll(outputs.columns());
      for (int i = 0; i < images.size(); i++) {
        Map<String, Integer> sizes = free(images.get(i));
        sizes.keySet().removeAll(options.dims().keySet());
        if (!sizes.isEmpty()) {
          predictor.bind(sizes);
        }
        put(predictor, images.get(i), files.get(i).name());
        predictor.run();
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(files.get(i).name())));
        cells.addAll(outputs.row(0));
        rows.add(cells);
      }
    }
    return new Rows(columns, rows);
  }

  // Height and width, where the model leaves them to the picture.
  private Map<String, Integer> free(BufferedImage image) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    List<Object> shape = input.shape();
    if (shape.size() == RANK) {
      int height = planes(shape) ? 2 : 1;
      free(sizes, shape.get(height), height, image.getHeight());
      free(sizes, shape.get(height + 1), height + 1, image.getWidth());
    }
    return sizes;
  }

  private void free(Map<String, Integer> sizes, Object length, int axis, int size) {
    if (length instanceof String symbol) {
      sizes.put(symbol.equals("?") ? "%s[%s]".formatted(input.name(), axis) : symbol, size);
    }
  }

  private static boolean planes(List<Object> shape) {
    Object last = shape.get(RANK - 1);
    return !(last.equals(1L) || last.equals(3L));
  }

  private void put(Predictor predictor, BufferedImage image, String name) {
    Input in = predictor.input();
    PixelInput pixels = PixelInput.of(in);
    long[] dims = in.dims();
    boolean planes = dims[RANK - 1] != 1 && dims[RANK - 1] != 3;
    int height = (int) dims[planes ? 2 : 1];
    int width = (int) dims[planes ? 3 : 2];
    boolean fits = image.getWidth() == width && image.getHeight() == height;
    if (!fits && !resize) {
      throw new ToolException(
          "%s: expected a picture of %s x %s, got %s x %s. Scale it, or let --resize do so."
              .formatted(name, width, height, image.getWidth(), image.getHeight()));
    }
    Pictures.put(
        in.type() == Element.UINT8 ? pixels : pixels.scale(factor(predictor)),
        in,
        0,
        fits ? image : drawn(image, width, height));
  }

  // A file whose training saw numbers up to 1 means pictures of 0 to 1.
  private float factor(Predictor predictor) {
    if (scale.isPresent()) {
      return scale.get().floatValue();
    }
    Optional<String> note =
        Optional.ofNullable(predictor.metadata().get("hebb.range." + input.name()));
    boolean unit = note.isPresent() && Range.of(note).least() >= 0 && Range.of(note).most() <= 1;
    return unit ? 1 / BYTE : 1;
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = drawn.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return drawn;
  }
}

package dev.hebb.serving;

import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.Metadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads an output by its labels, which the file holds.
 *
 * <pre>{@code
 * Ranker clothes = Ranker.of(predictor);
 * predictor.run();
 * String name = clothes.rank(predictor.output(), 0).best().name();
 * }</pre>
 *
 * <p>{@code hebb.labels.<output>} names the places of its last axis, one a line; {@code
 * hebb.threshold.<output>} is the least score that counts, one for all or a line for each. Where an
 * output gives one number and there are two labels, it is the score of the second.
 *
 * <p>Thread-safe, for all predictors of the same model.
 */
public final class Ranker {
  private static final Comparator<Label> HIGHEST_FIRST =
      Comparator.comparingDouble(Label::score).reversed().thenComparingInt(Label::index);

  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-f]{4}|.)");

  private final Metadata metadata;
  private final String output;
  private final String[] names;
  private final double[] thresholds;

  private Ranker(Metadata metadata, String output, String[] names, double[] thresholds) {
    this.metadata = metadata;
    this.output = output;
    this.names = names;
    this.thresholds = thresholds;
  }

  /**
   * For the only output.
   *
   * @throws PredictorException when the file has no labels for it, or not as many as it has places
   */
  public static Ranker of(Predictor predictor) {
    return of(predictor, predictor.output().name());
  }

  /** For the output of this name. */
  public static Ranker of(Predictor predictor, String output) {
    Metadata metadata = predictor.loaded().metadata();
    Output port = predictor.output(output);
    String note = "hebb.labels." + output;
    boolean whole = predictor.outputs().size() == 1 && !metadata.notes().containsKey(note);
    String[] names =
        whole && metadata.notes().containsKey("hebb.labels")
            ? metadata.value("hebb.labels").split(",", -1)
            : lines(metadata.value(note));
    long[] dims = port.dims();
    long places = dims.length < 2 ? 1 : dims[dims.length - 1];
    if (names.length != places && !(places == 1 && names.length == 2)) {
      throw new PredictorException(
          metadata.file(),
          "output \"%s\" %s: expected %s labels, got %s. Export it again."
              .formatted(output, port.shape(), places, names.length));
    }
    return new Ranker(metadata, output, names, thresholds(metadata, output, names.length));
  }

  private static String[] lines(String note) {
    String[] lines = note.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          ESCAPE
              .matcher(lines[i])
              .replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
    }
    return lines;
  }

  // As the exporter writes what is not printable ASCII.
  private static String character(String escaped) {
    return switch (escaped.charAt(0)) {
      case 'n' -> "\n";
      case 'r' -> "\r";
      case 't' -> "\t";
      case 'u' -> Character.toString((char) Integer.parseInt(escaped.substring(1), 16));
      default -> escaped;
    };
  }

  private static double[] thresholds(Metadata metadata, String output, int count) {
    double[] thresholds = new double[count];
    Arrays.fill(thresholds, Double.NEGATIVE_INFINITY);
    String note = metadata.note("threshold", output).orElse("");
    if (note.isEmpty()) {
      return thresholds;
    }
    String[] lines = note.split("\n", -1);
    try {
      for (int i = 0; i < count; i++) {
        thresholds[i] = Double.parseDouble(lines[lines.length == 1 ? 0 : i]);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      throw metadata.malformed("hebb.threshold." + output, "a number, or one for each label");
    }
    return thresholds;
  }

  /** The labels of a row of the output after a run. */
  public Ranking rank(Output port, int row) {
    if (port.rowLength() != 1 && port.rowLength() != names.length) {
      throw new PredictorException(
          metadata.file(),
          "output \"%s\" %s has not one score for each label in a row. Rank its scores yourself, %s at a time."
              .formatted(port.name(), port.shape(), names.length));
    }
    Object values = Rows.get(port, row);
    if (!(values instanceof float[]) && !(values instanceof double[])) {
      throw port.error("gives no scores, but %s.".formatted(port.type()));
    }
    double[] scores = new double[port.rowLength()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = values instanceof float[] floats ? floats[i] : ((double[]) values)[i];
    }
    return rank(scores);
  }

  /** The labels of an answer. */
  public Ranking rank(Answer answer) {
    float[] row = answer.floats(output);
    double[] scores = new double[row.length];
    for (int i = 0; i < row.length; i++) {
      scores[i] = row[i];
    }
    return rank(scores);
  }

  /** The labels of these scores, in the order of the file. */
  public Ranking rank(double[] scores) {
    double[] all =
        scores.length == 1 && names.length == 2 ? new double[] {1 - scores[0], scores[0]} : scores;
    if (all.length != names.length) {
      throw new PredictorException(
          metadata.file(),
          "output \"%s\": expected %s scores, got %s. Give one for each label."
              .formatted(output, names.length, scores.length));
    }
    List<Label> labels = new ArrayList<>();
    List<Label> passed = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      labels.add(new Label(names[i], i, all[i]));
    }
    labels.sort(HIGHEST_FIRST);
    for (Label label : labels) {
      if (label.score() >= thresholds[label.index()]) {
        passed.add(label);
      }
    }
    return new Ranking(labels, passed);
  }
}

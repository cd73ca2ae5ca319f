package dev.hebb.cli.export;

import dev.hebb.cli.file.Lengths;
import dev.hebb.cli.report.UsageException;
import dev.hebb.onnx.Export;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the same network may look like in a file. */
public final class FormOptions {
  /** Where the channels of images stand. */
  enum Layout {
    CHANNELS_LAST,
    CHANNELS_FIRST;

    @Override
    public String toString() {
      return this == CHANNELS_LAST ? "channels-last" : "channels-first";
    }
  }

  @Option(
      names = "--part",
      paramLabel = "NAME",
      description = "A network that is chained into this one, by itself: such as encoder.")
  private Optional<String> part;

  @Option(
      names = "--softmax",
      description = "Probabilities instead of scores, of the output that --output names.")
  private boolean softmax;

  @Option(
      names = "--top-k",
      paramLabel = "K",
      description = "Two outputs more: the K largest numbers of an output, and where they are.")
  private Optional<Integer> topK;

  @Option(
      names = "--layout",
      paramLabel = "L",
      defaultValue = "channels-last",
      description = "Of images: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE}.")
  private Layout layout;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "dynamic",
      description = "Rows of a call: a number, or dynamic; ${DEFAULT-VALUE}.")
  private String batch;

  @Mixin private Lengths lengths;

  /** Of the part alone, if one was named. */
  public Export part(Export export) {
    return part.isPresent() ? export.part(part.get()) : export;
  }

  /**
   * The export with all of that but the part.
   *
   * @param output the one that is meant, where there are several; else empty
   */
  public Export on(Export export, String output) {
    Export formed = export;
    if (softmax) {
      formed = output.isEmpty() ? formed.softmax() : formed.softmax(output);
    }
    if (topK.isPresent()) {
      formed = output.isEmpty() ? formed.topK(topK.get()) : formed.topK(output, topK.get());
    }
    if (layout == Layout.CHANNELS_FIRST) {
      formed = formed.channelsFirst();
    }
    if (!batch.equals("dynamic")) {
      formed = formed.batch(whole("--batch", batch));
    }
    for (Map.Entry<String, Integer> dim : lengths.dims().entrySet()) {
      formed = formed.dim(dim.getKey(), dim.getValue());
    }
    return formed;
  }

  /** The lengths that were said. */
  Map<String, Integer> lengths() {
    return lengths.dims();
  }

  /** How many rows a call has; 1 if it may be any number. */
  int rows() {
    return batch.equals("dynamic")
        ? lengths.dims().getOrDefault("batch", 1)
        : whole("--batch", batch);
  }

  private static int whole(String option, String value) {
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // As any other that is none.
    }
    throw new UsageException(
        "%s: expected a whole number of at least 1, got \"%s\".".formatted(option, value));
  }
}

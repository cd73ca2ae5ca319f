package dev.hebb.cli;

import dev.hebb.cli.file.Border;
import dev.hebb.cli.file.Lengths;
import dev.hebb.cli.file.OnnxFile;
import dev.hebb.cli.predict.CsvInput;
import dev.hebb.cli.predict.CsvPrediction;
import dev.hebb.cli.predict.ImagePrediction;
import dev.hebb.cli.predict.Rows;
import dev.hebb.cli.predict.TextPrediction;
import dev.hebb.cli.report.Answer;
import dev.hebb.cli.report.CsvReport;
import dev.hebb.cli.report.Fact;
import dev.hebb.cli.report.Facts;
import dev.hebb.cli.report.Printer;
import dev.hebb.cli.report.Remark;
import dev.hebb.cli.report.Table;
import dev.hebb.cli.report.ToolException;
import dev.hebb.cli.report.UsageException;
import dev.hebb.graph.AtomicFile;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import dev.hebb.text.TextPredictor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a model. */
@Command(
    name = "predict",
    header = "Ask an ONNX file about rows of a table, pictures or texts.",
    description = {
      "Labels, units and tokenizers come from the file.",
      "Columns go into the inputs by name where the header has the inputs' names, else in order."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hebb predict models/iris.onnx --csv flowers.csv --columns length,width,petal_length,petal_width",
      "  hebb predict models/cnn.onnx --image shoe.png shirt.png --resize --top 3",
      "  hebb predict models/sentiment.onnx --text \"What a film!\"",
      "  cat rows.csv | hebb predict model.onnx --csv - -o answers.csv"
    })
final class Predict implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "An ONNX file.")
  private Path file;

  @ArgGroup(multiplicity = "1")
  private Asked asked;

  /** What is asked about: one of them. */
  static final class Asked {
    @Option(names = "--csv", paramLabel = "TABLE", description = "Rows; - reads what is piped in.")
    private Optional<Path> csv;

    @Option(names = "--image", paramLabel = "PICTURE", arity = "1..*", description = "Pictures.")
    private List<Path> images = List.of();

    @Option(names = "--text", paramLabel = "TEXT", arity = "1..*", description = "Texts.")
    private List<String> texts = List.of();
  }

  @Option(
      names = "--columns",
      split = ",",
      paramLabel = "NAME",
      description = "The columns that are fed, in this order.")
  private List<String> columns = List.of();

  @Option(names = "--no-header", description = "The table's first line is a row already.")
  private boolean headless;

  @Option(
      names = "--separator",
      paramLabel = "C",
      defaultValue = ",",
      description = "What stands between two fields; a comma.")
  private char separator;

  @Option(
      names = "--scale",
      paramLabel = "F",
      description =
          "What each number of a picture, 0 to 255, is multiplied with; if not said, 1/255 where the file says that training saw numbers up to 1.")
  private Optional<Double> scale;

  @Option(names = "--resize", description = "Draw pictures in the size that the model takes.")
  private boolean resize;

  @Mixin private Lengths lengths;

  @Option(
      names = "--output",
      paramLabel = "NAME",
      defaultValue = "",
      description = "The output that is wanted; all if not said.")
  private String output;

  @Option(
      names = "--top",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many labels; ${DEFAULT-VALUE}.")
  private int top;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "ANSWERS",
      description = "Write the answers into a file, as comma-separated values.")
  private Optional<Path> out;

  @Mixin private Printer printer;

  @Override
  public Integer call() {
    if (top < 1) {
      throw new UsageException("--top: expected at least 1, got %s.".formatted(top));
    }
    Rows rows = rows();
    Table table = new Table("predictions", rows.columns(), rows.rows());
    Fact model = Fact.silent("file", String.valueOf(file.getFileName()));
    if (out.isEmpty()) {
      printer.print(Answer.of(Facts.of(List.of(model)), table));
      return Status.DONE;
    }
    byte[] bytes = CsvReport.of(table).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(out.get(), channel -> channel.write(ByteBuffer.wrap(bytes)));
    String name = String.valueOf(out.get().getFileName());
    printer.print(
        Answer.of(
            Facts.of(
                List.of(
                    model, Fact.silent("rows", rows.rows().size()), Fact.silent("written", name))),
            Remark.of("%s: %s.".formatted(name, Sizes.count(rows.rows().size(), "answer")))));
    return Status.DONE;
  }

  private Rows rows() {
    PredictorOptions options = lengths.on(Predictor.with().warmUp(0));
    if (asked.csv.isPresent()) {
      CsvInput table = new CsvInput(asked.csv.get(), separator, !headless, columns);
      try (Predictor predictor = options.open(file)) {
        return CsvPrediction.of(predictor, table, output, top);
      }
    }
    OnnxFile read = OnnxFile.read(file);
    if (!asked.images.isEmpty()) {
      List<Border> inputs = Border.inputs(read);
      if (inputs.size() != 1) {
        throw new ToolException(
            "%s: expected one input for a picture, got %s. Feed it with --csv."
                .formatted(read.name(), inputs.stream().map(Border::name).toList()));
      }
      return new ImagePrediction(inputs.get(0), scale, resize, output, top)
          .of(file, options, asked.images);
    }
    boolean tagged =
        Border.outputs(read).stream()
            .filter(each -> output.isEmpty() || each.name().equals(output))
            .anyMatch(each -> each.shape().size() == 3);
    return new TextPrediction(TextPredictor.with().output(output).file(options), tagged, top)
        .of(file, asked.texts);
  }
}

package dev.hebb.gallery;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every system of the course by name. Without a name it lists them; with one it runs it, and ends
 * with 0 only if all of its claims held.
 */
public final class Gallery {
  private Gallery() {}

  /** All of them, in the course's order. */
  static List<Exhibit> exhibits() {
    return List.of(
        new Perceptron(1000),
        Mlp.whole(),
        new Scanning(),
        new Cnn(),
        new AlexNets(),
        Stock.of(StockPredictor.RNN),
        Stock.of(StockPredictor.LSTM),
        Stock.of(StockPredictor.CONV_GRU),
        new OneToOne(),
        new LongMemory(),
        new Autoencoder(),
        new Transfer(),
        Captioning.whole(),
        Sentiment.whole(),
        Tagging.whole(),
        Translation.whole());
  }

  /**
   * {@code [NAME [FOLDER]]}.
   *
   * @param arguments the exhibit, and where its files go ({@code target/gallery/NAME})
   */
  public static void main(String[] arguments) {
    System.exit(run(exhibits(), List.of(arguments), System.out, System.err));
  }

  static int run(List<Exhibit> exhibits, List<String> arguments, PrintStream out, PrintStream err) {
    if (arguments.isEmpty()) {
      exhibits.forEach(each -> out.printf("%-20s %s%n", each.name(), each.line()));
      return 0;
    }
    Optional<Exhibit> named =
        exhibits.stream().filter(each -> each.name().equals(arguments.get(0))).findFirst();
    if (named.isEmpty()) {
      err.printf(
          "gallery: expected the name of a system, got \"%s\". Call it without a name to see all.%n",
          arguments.get(0));
      return 2;
    }
    Exhibit exhibit = named.get();
    Path folder =
        Path.of(arguments.size() > 1 ? arguments.get(1) : "target/gallery/" + exhibit.name());
    Show show = new Show(folder, out);
    show.say("%s: %s", exhibit.name(), exhibit.line());
    exhibit.run(show);
    int held = show.held().size();
    show.say("%d of %d claims held; files in %s", held, held + show.broken().size(), folder);
    if (held == 0 || !show.broken().isEmpty()) {
      return 1;
    }
    show.card(exhibit).write(folder);
    return 0;
  }
}

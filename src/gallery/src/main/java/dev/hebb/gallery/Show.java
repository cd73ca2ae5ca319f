package dev.hebb.gallery;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Exported;
import dev.hebb.onnx.Onnx;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an exhibit has to show: figures, claims that hold or do not, pictures, exported models. */
final class Show {
  private final Path folder;
  private final PrintStream out;
  private final List<String> figures = new ArrayList<>();
  private final List<String> held = new ArrayList<>();
  private final List<String> broken = new ArrayList<>();
  private final List<Card.Picture> pictures = new ArrayList<>();
  private final List<Card.File> files = new ArrayList<>();
  private String data = "";

  Show(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
    try {
      Files.createDirectories(folder);
    } catch (IOException refused) {
      throw new UncheckedIOException(
          folder + ": cannot be made a folder. Name another to write to.", refused);
    }
  }

  /** The file of this name in the exhibit's folder. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** Prints a line; filled in as {@link String#format} does. */
  void say(String line, Object... fillings) {
    out.println(String.format(Locale.ROOT, line, fillings));
  }

  /** A figure worth keeping: it is said, and stands on the card. */
  void figure(String line, Object... fillings) {
    figures.add(String.format(Locale.ROOT, line, fillings));
    say("  %s", figures.get(figures.size() - 1));
  }

  /** Says that something is so, and whether it is. */
  void claim(boolean so, String what, Object... fillings) {
    String text = String.format(Locale.ROOT, what, fillings);
    (so ? held : broken).add(text);
    say("  %s %s", so ? "[held]  " : "[BROKEN]", text);
  }

  /** What the system was trained on, and what was kept for the test. */
  void data(String text) {
    data = text;
  }

  /** A picture that was drawn into the folder. */
  void picture(String file, String caption) {
    pictures.add(new Card.Picture(file, caption));
  }

  /**
   * Writes {@code <name>.onnx}, which proves itself equal to the trainer.
   *
   * @param sample real inputs by name, to prove it with; may be empty
   */
  Path export(String name, Model model, Map<String, Tensor> sample) {
    Export export = Onnx.export(model);
    return export(name, sample.isEmpty() ? export : export.sample(sample));
  }

  /** Writes {@code <name>.onnx} as the export says. */
  Path export(String name, Export export) {
    Path path = file(name + ".onnx");
    Model model = export.model();
    Exported exported = export.to(path);
    files.add(new Card.File(model, exported, path));
    say("  exported %s (%,d bytes), max |Δ| %.1e", path, exported.bytes(), exported.maxAbsDiff());
    return path;
  }

  /** Everything so far, to be written down. */
  Card card(Exhibit exhibit) {
    return new Card(exhibit.name(), exhibit.line(), data, figures, held, pictures, files);
  }

  /** The claims that did not hold. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** The claims that held. */
  List<String> held() {
    return List.copyOf(held);
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.AtomicFile;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.onnx.Exported;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An exhibit's page: what it is, its models, its data, its figures, how to make it anew. */
record Card(
    String name,
    String line,
    String data,
    List<String> figures,
    List<String> held,
    List<Picture> pictures,
    List<File> files) {
  /** A picture beside the card. */
  record Picture(String file, String caption) {}

  /** An exported model beside the card. */
  record File(Model model, Exported exported, Path path) {
    String row() {
      return String.format(
          Locale.ROOT,
          "| `%s` | %s | %s | %,d | %,d | %.1e |",
          path.getFileName(),
          ports(model.graph().inputs()),
          ports(model.graph().outputs()),
          model.graph().parameterCount(),
          exported.bytes(),
          exported.maxAbsDiff());
    }

    private static String ports(List<Port> ports) {
      return ports.stream()
          .map(port -> "`" + port.name() + "` " + port.value().shape().unpadded())
          .collect(Collectors.joining(", "));
    }
  }

  /** Writes {@code <name>.md}, whole or not at all. */
  void write(Path folder) {
    var bytes = StandardCharsets.UTF_8.encode(text());
    AtomicFile.write(folder.resolve(name + ".md"), channel -> channel.write(bytes));
  }

  private String text() {
    StringBuilder text = new StringBuilder("# " + name + "\n\n" + line + "\n\n");
    pictures.forEach(each -> text.append("![%s](%s)\n\n".formatted(each.caption(), each.file())));
    if (!files.isEmpty()) {
      text.append("| file | inputs | outputs | parameters | bytes | max abs. Δ to the trainer |\n");
      text.append("|---|---|---|---|---|---|\n");
      files.forEach(each -> text.append(each.row()).append('\n'));
      text.append('\n');
    }
    if (!data.isEmpty()) {
      text.append("**Data.** ").append(data).append("\n\n");
    }
    list(text, "Figures", figures);
    list(text, "What was found to hold", held);
    return text.append("**Re-create.** `scripts/gallery %s FOLDER`.\n".formatted(name)).toString();
  }

  private static void list(StringBuilder text, String title, List<String> items) {
    if (!items.isEmpty()) {
      text.append("**").append(title).append(".**\n\n");
      items.forEach(item -> text.append("- ").append(item).append('\n'));
      text.append('\n');
    }
  }
}

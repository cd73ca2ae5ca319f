package dev.hebb.training.data;

import dev.hebb.graph.PictureSize;
import dev.hebb.training.TrainingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What is found when a folder of pictures is opened. */
final class Scan {
  private final ImageFolder folder;
  private final List<TrainingException> unreadable = new ArrayList<>();
  private Optional<Path> first = Optional.empty();
  private Optional<ImageFile.Size> size = Optional.empty();

  private Scan(ImageFolder folder) {
    this.folder = folder;
  }

  static LabelledImages of(ImageFolder folder, List<String> labels, List<List<Path>> files) {
    Scan scan = new Scan(folder);
    List<LabelledImages.File> kept = new ArrayList<>();
    for (LabelledImages.File file : mixed(files)) {
      if (kept.size() < folder.limit() && scan.readable(file.path())) {
        kept.add(file);
      }
    }
    if (kept.isEmpty() || (!folder.skip() && !scan.unreadable.isEmpty())) {
      throw scan.refused();
    }
    PictureSize size = folder.options().input().size();
    ImageFile.Size one =
        folder.options().sized()
            ? new ImageFile.Size(size.rows(), size.columns())
            : scan.size.orElseThrow();
    return new LabelledImages(folder, labels, kept, scan.unreadable.size(), one);
  }

  /**
   * The classes side by side, each stretch with its share of every class: else the last rows, which
   * are what is held for validation, would all be of one.
   */
  private static List<LabelledImages.File> mixed(List<List<Path>> files) {
    record Placed(LabelledImages.File file, double place) {}
    List<Placed> placed = new ArrayList<>();
    for (int label = 0; label < files.size(); label++) {
      List<Path> of = files.get(label);
      for (int i = 0; i < of.size(); i++) {
        placed.add(new Placed(new LabelledImages.File(of.get(i), label), (i + 0.5) / of.size()));
      }
    }
    placed.sort(Comparator.comparingDouble(Placed::place)); // Stable: ties in the order of classes.
    return placed.stream().map(Placed::file).toList();
  }

  private boolean readable(Path file) {
    ImageFile.Size found;
    try {
      found = ImageFile.size(file);
      if (folder.skip()) {
        ImageFile.decode(file);
      }
    } catch (TrainingException damaged) {
      unreadable.add(damaged);
      return false;
    }
    if (!folder.options().sized()) {
      same(file, found);
    }
    return true;
  }

  private void same(Path file, ImageFile.Size found) {
    if (size.isEmpty()) {
      first = Optional.of(file);
      size = Optional.of(found);
    } else if (!size.get().equals(found)) {
      throw new TrainingException(
          "%s: expected pictures of one size, got %s (height x width) in %s and %s in %s. Give the size they are to have: size(height, width)."
              .formatted(
                  folder.path(),
                  size.get(),
                  folder.path().relativize(first.orElseThrow()),
                  found,
                  folder.path().relativize(file)));
    }
  }

  private TrainingException refused() {
    TrainingException first = unreadable.get(0);
    int others = unreadable.size() - 1;
    String more =
        others == 0
            ? ""
            : " So it is with %,d other file%s.".formatted(others, others == 1 ? "" : "s");
    String advice = folder.skip() ? "Give other files." : "Remove it, or use skipUnreadable().";
    return new TrainingException(first.getMessage() + more + " " + advice, first);
  }
}

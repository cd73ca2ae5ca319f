package dev.hebb.training;

import dev.hebb.graph.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a training's checkpoints. */
final class CheckpointFolder {
  private static final Pattern FILE = Pattern.compile("checkpoint-\\d{12}\\.hebb");
  // What a process that was killed left behind.
  private static final Pattern LEFT =
      Pattern.compile("\\.(checkpoint-\\d{12}|best)\\.hebb\\..*\\.tmp");

  private final Checkpoints plan;

  CheckpointFolder(Checkpoints plan) {
    this.plan = plan;
  }

  Path best() {
    return plan.folder().resolve("best.hebb");
  }

  private Path file(long step) {
    return plan.folder().resolve(String.format(Locale.ROOT, "checkpoint-%012d.hebb", step));
  }

  /** All checkpoints, the oldest first. */
  private List<Path> files(Pattern names) {
    if (!Files.isDirectory(plan.folder())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(plan.folder())) {
      return files
          .filter(file -> names.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(
          plan.folder() + ": could not be listed: " + failure.getMessage(), failure);
    }
  }

  /** For a training that begins: there must be none. */
  void fresh() {
    List<Path> there = files(FILE);
    if (!there.isEmpty()) {
      throw new TrainingException(
          "checkpoints: expected a folder without any, got %s with %d of a training before. Go on with that one with resume(...), or name another folder."
              .formatted(plan.folder(), there.size()));
    }
  }

  /** The newest that can be read; empty if there is none at all. */
  Optional<Checkpoint> newest() {
    List<String> damaged = new ArrayList<>();
    List<Path> files = files(FILE);
    for (int i = files.size() - 1; i >= 0; i--) {
      try {
        Checkpoint found = Checkpoint.load(files.get(i));
        damaged.forEach(
            message ->
                System.getLogger("dev.hebb")
                    .log(Level.WARNING, "{0} The checkpoint before it is used.", message));
        return Optional.of(found);
      } catch (FormatException broken) {
        damaged.add(broken.getMessage());
      }
    }
    if (!damaged.isEmpty()) {
      throw new TrainingException(
          "checkpoints: expected one that can be read, got %d damaged ones in %s: %s Copy the folder from a backup, or begin anew in another one."
              .formatted(damaged.size(), plan.folder(), damaged.get(0)));
    }
    return Optional.empty();
  }

  /** Deletes what writers that were killed left behind. */
  void clear() {
    files(LEFT).forEach(CheckpointFolder::delete);
  }

  void save(Checkpoint checkpoint) {
    written(() -> checkpoint.save(file(checkpoint.state().step())));
    List<Path> files = files(FILE);
    for (Path old : files.subList(0, Math.max(0, files.size() - plan.keep()))) {
      delete(old);
    }
  }

  /** Runs what writes; whatever goes wrong, the checkpoints that are there stay as they are. */
  void written(Runnable writing) {
    boolean interrupted = Thread.interrupted(); // An interrupted thread cannot write.
    try {
      try {
        writing.run();
      } catch (UncheckedIOException failure) {
        if (!(failure.getCause() instanceof ClosedByInterruptException)) {
          throw failure;
        }
        interrupted = Thread.interrupted();
        writing.run();
      }
    } catch (UncheckedIOException failure) {
      throw new TrainingException(
          "checkpoints: %s Make room there, or name another folder; resume(...) goes on from the last checkpoint that was written."
              .formatted(ended(failure.getMessage())),
          failure);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String ended(String message) {
    return message.endsWith(".") ? message : message + ".";
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException inUse) {
      System.getLogger("dev.hebb").log(Level.WARNING, "{0} could not be deleted", file);
    }
  }

  /** How many bytes the checkpoints will take, when one takes so many. */
  void room(long bytes) {
    long wanted = bytes * (plan.keep() + 1L);
    try {
      Files.createDirectories(plan.folder());
      long there = Files.getFileStore(plan.folder()).getUsableSpace();
      if (there < wanted) {
        throw new TrainingException(
            "checkpoints: expected room for %d checkpoints of %,d bytes and one that is written, got %,d bytes free in %s. Make room there, keep fewer, or name another folder."
                .formatted(plan.keep(), bytes, there, plan.folder()));
      }
    } catch (IOException failure) {
      throw new TrainingException(
          "checkpoints: %s: the folder cannot be made: %s. Name one that can be written."
              .formatted(plan.folder(), failure),
          failure);
    }
  }
}

package dev.hebb.graph;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which parameter of a network gets which tensor of a file, and what is left on both sides. */
public final class Matching {
  private static final int SHOWN = 3;

  private final String network;
  private final WeightsFile file;
  private final List<Match> matches;
  private final List<Match> misfits;
  private final List<Slot> missing;
  private final List<WeightsFile.Entry> unused;

  Matching(
      String network,
      WeightsFile file,
      List<Match> matches,
      List<Match> misfits,
      List<Slot> missing,
      List<WeightsFile.Entry> unused) {
    this.network = network;
    this.file = file;
    this.matches = List.copyOf(matches);
    this.misfits = List.copyOf(misfits);
    this.missing = List.copyOf(missing);
    this.unused = List.copyOf(unused);
  }

  /** One of each that belong together. */
  record Match(Slot slot, WeightsFile.Entry entry, boolean byName) {
    @Override
    public String toString() {
      return entry.name() + " for " + slot.param().name() + " " + slot.param().dims();
    }

    String misfit() {
      return entry + " for " + slot;
    }
  }

  List<Match> matches() {
    return matches;
  }

  /** Names of parameters, with the name in the file of what they get. */
  public Map<String, String> matched() {
    return matches.stream()
        .collect(Collectors.toMap(match -> match.slot.param().name(), match -> match.entry.name()));
  }

  /** What the file does not have, with the shapes it would have there. */
  public List<String> missing() {
    return missing.stream().map(Slot::toString).toList();
  }

  /** What the network does not have, with shapes. */
  public List<String> unused() {
    return unused.stream().map(WeightsFile.Entry::toString).toList();
  }

  /** What both have under one name in different shapes, the file's first. */
  public List<String> misfits() {
    return misfits.stream().map(Match::misfit).toList();
  }

  /** Whether each parameter has a tensor and each tensor a parameter. */
  public boolean isWhole() {
    return misfits.isEmpty() && missing.isEmpty() && unused.isEmpty();
  }

  Map<String, Tensor> tensors() {
    return matches.stream()
        .collect(
            Collectors.toMap(
                match -> match.slot.param().name(),
                match -> match.slot.read(match.entry.tensor())));
  }

  void requireWhole() {
    if (isFolded()) {
      throw new FormatException(
          "%s: expected %s with all its batch normalisations, got it without %d of them, which are folded into the convolutions before them. Take the checkpoint in place of the exported file, or export it in training mode."
              .formatted(file.name(), network, missing.stream().filter(Matching::isMean).count()));
    }
    if (!isWhole()) {
      throw new FormatException(
          "%s: expected the %d weights of %s, got %d of them%s. Declare the network that the file is of, leave layers out with without(\"...\"), or take what fits with partial()."
              .formatted(
                  file.name(),
                  matches.size() + misfits.size() + missing.size(),
                  network,
                  matches.size(),
                  text("of another shape", misfits(), SHOWN)
                      + text("missing", missing(), SHOWN)
                      + text("not used", unused(), SHOWN)));
    }
  }

  // Each convolution has found a kernel, but there are no statistics.
  private boolean isFolded() {
    return misfits.isEmpty()
        && missing.stream().anyMatch(Matching::isMean)
        && missing.stream().allMatch(slot -> slot.dims().size() == 1)
        && unused.stream().noneMatch(entry -> entry.role().equals("running_mean"));
  }

  private static boolean isMean(Slot slot) {
    return slot.role().equals("running_mean");
  }

  private static String text(String what, List<String> names, int shown) {
    if (names.isEmpty()) {
      return "";
    }
    String some = names.stream().limit(shown).collect(Collectors.joining(", "));
    int more = names.size() - shown;
    return "; " + what + ": " + some + (more > 0 ? " and " + more + " more" : "");
  }

  /** The whole report: a line for each match and for each that has none. */
  @Override
  public String toString() {
    StringBuilder report = new StringBuilder();
    long named = matches.stream().filter(Match::byName).count();
    report.append(
        "%s -> %s: %d matched by name, %d by shape in order, %d of another shape, %d missing, %d not used%n"
            .formatted(
                file.name(),
                network,
                named,
                matches.size() - named,
                misfits.size(),
                missing.size(),
                unused.size()));
    matches.forEach(match -> line(report, match.byName ? "by name" : "by shape", match.toString()));
    misfits.forEach(match -> line(report, "of another shape", match.misfit()));
    missing.forEach(slot -> line(report, "missing", slot.toString()));
    unused.forEach(entry -> line(report, "not used", entry.toString()));
    return report.toString();
  }

  private static void line(StringBuilder report, String what, String text) {
    report.append("  ").append(what).append(": ").append(text).append('\n');
  }
}

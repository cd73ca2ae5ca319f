package dev.hebb.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is done around any {@link Rule}; {@link Optimizer} has the methods that say it.
 *
 * @param undecayed parameters with one of these texts in their names are not decayed
 * @param accumulation steps whose gradients make one change
 * @param factors of the learning rate, by the beginning of a parameter's name
 */
public record Settings(
    Optional<Clip> clip,
    double weightDecay,
    List<String> undecayed,
    int accumulation,
    Optional<Ema> ema,
    Map<String, Double> factors) {
  /** Nothing. */
  static final Settings NONE =
      new Settings(Optional.empty(), 0, List.of(), 1, Optional.empty(), Map.of());

  /** How gradients are kept small. */
  public record Clip(Kind kind, double most) {
    /** What must not be larger. */
    public enum Kind {
      NORM("clipNorm"),
      GLOBAL_NORM("globalClipNorm"),
      VALUE("clipValue");

      private final String said;

      Kind(String said) {
        this.said = said;
      }
    }

    public Clip {
      Checked.positive(kind.said, "a limit", most);
    }

    @Override
    public String toString() {
      return kind.said + "(" + most + ")";
    }
  }

  /**
   * An exponential moving average of the weights.
   *
   * @param overwriteFrequency changes after which the weights are set to it; 0: never
   */
  public record Ema(double momentum, int overwriteFrequency) {
    public Ema {
      Checked.share("ema", "a momentum", momentum);
    }

    @Override
    public String toString() {
      return overwriteFrequency == 0
          ? "ema(" + momentum + ")"
          : "ema(" + momentum + ", " + overwriteFrequency + ")";
    }
  }

  public Settings {
    undecayed = List.copyOf(undecayed);
    factors = Collections.unmodifiableMap(new TreeMap<>(factors));
    Checked.notNegative("weightDecay", "a rate", weightDecay);
    Checked.count("gradientAccumulation", "a number of steps", accumulation);
    factors.forEach(
        (part, factor) ->
            Checked.notNegative("learningRate(\"" + part + "\")", "a factor", factor));
  }

  Settings clip(Clip other) {
    clip.filter(here -> here.kind() != other.kind())
        .ifPresent(
            here -> {
              throw new TrainingException(
                  "optimizer: expected gradients to be clipped in one way, got %s and %s. Leave one of them out."
                      .formatted(here, other));
            });
    return new Settings(Optional.of(other), weightDecay, undecayed, accumulation, ema, factors);
  }

  Settings weightDecay(double rate) {
    return new Settings(clip, rate, undecayed, accumulation, ema, factors);
  }

  Settings excludeFromWeightDecay(String... texts) {
    return new Settings(clip, weightDecay, List.of(texts), accumulation, ema, factors);
  }

  Settings gradientAccumulation(int steps) {
    return new Settings(clip, weightDecay, undecayed, steps, ema, factors);
  }

  Settings ema(Ema other) {
    return new Settings(clip, weightDecay, undecayed, accumulation, Optional.of(other), factors);
  }

  Settings learningRate(String part, double factor) {
    Map<String, Double> more = new TreeMap<>(factors);
    more.put(part, factor);
    return new Settings(clip, weightDecay, undecayed, accumulation, ema, more);
  }

  /** As it was said: {@code .clipNorm(1.0).ema(0.99)}. */
  @Override
  public String toString() {
    List<String> said = new ArrayList<>();
    clip.ifPresent(each -> said.add(each.toString()));
    if (weightDecay != 0) {
      said.add("weightDecay(" + weightDecay + ")");
    }
    if (!undecayed.isEmpty()) {
      said.add("excludeFromWeightDecay(\"" + String.join("\", \"", undecayed) + "\")");
    }
    if (accumulation != 1) {
      said.add("gradientAccumulation(" + accumulation + ")");
    }
    ema.ifPresent(each -> said.add(each.toString()));
    factors.forEach((part, factor) -> said.add("learningRate(\"" + part + "\", " + factor + ")"));
    return said.isEmpty() ? "" : "." + String.join(".", said);
  }
}

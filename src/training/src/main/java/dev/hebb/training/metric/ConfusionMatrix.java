package dev.hebb.training.metric;

import dev.hebb.graph.Scope;
import dev.hebb.training.Measure;
import dev.hebb.training.Metric;
import dev.hebb.training.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How often each class was taken for each other one: a figure for each pair, {@code
 * confusion_matrix_<class>_<said>}. A network with one unit says yes above 1/2. Keras has it as a
 * function only.
 */
public record ConfusionMatrix() implements Metric {
  @Override
  public String name() {
    return "confusion_matrix";
  }

  @Override
  public Measure measure(Outcome outcome, Scope scope) {
    int classes = ClassPairs.classes(outcome);
    List<String> parts = new ArrayList<>();
    for (int right = 0; right < classes; right++) {
      for (int said = 0; said < classes; said++) {
        parts.add("_" + right + "_" + said);
      }
    }
    return new Measure(
        List.of(ClassPairs.of(outcome, scope)),
        parts,
        sums -> Arrays.stream(sums.get(0)).boxed().toList());
  }
}

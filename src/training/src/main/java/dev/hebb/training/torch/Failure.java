package dev.hebb.training.torch;

import ai.djl.engine.EngineException;
import dev.hebb.graph.ComputationException;
import dev.hebb.training.TrainingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A call that PyTorch could not do.
 *
 * @param network whose program it is
 * @param method of the program
 */
record Failure(String network, String method, EngineException thrown) {
  // Behind where in the printed program it was.
  private static final Pattern REASON = Pattern.compile("(?m)^\\w*Error: (.+)$");
  private static final Pattern MEMORY =
      Pattern.compile("out of memory|not enough memory|allocate memory");

  /** In one line, for those who know nothing of what runs. */
  RuntimeException told() {
    String reason = reason();
    boolean memory = MEMORY.matcher(reason).find();
    String text = "%s: %s: PyTorch cannot compute this (%s). %s";
    return method.equals("forward")
        ? new ComputationException(
            text.formatted(
                network,
                method,
                reason,
                memory
                    ? "Take fewer rows at once."
                    : "Look at the values and lengths of its inputs: a number may lie beyond a table."),
            thrown)
        : new TrainingException(
            text.formatted(
                network,
                method,
                reason,
                memory
                    ? "Take smaller batches, or a device with more memory."
                    : "Look at the values and sizes of inputs and targets: a number may lie beyond a table."),
            thrown);
  }

  private String reason() {
    String said = String.valueOf(thrown.getMessage());
    Matcher reason = REASON.matcher(said);
    String line = said.lines().findFirst().orElse("");
    while (reason.find()) {
      line = reason.group(1);
    }
    return line.strip().replaceAll("\\.$", "");
  }
}

package dev.hebb.runtime.engine;

import dev.hebb.runtime.Port;
import dev.hebb.runtime.PredictorException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The inputs or the outputs of what is open.
 *
 * @param file the file's name, for messages
 * @param role "input" or "output"
 */
public record Ports<P extends Port>(String file, String role, List<P> all) {
  public Ports {
    all = List.copyOf(all);
  }

  /** The only one. */
  public P only() {
    if (all.isEmpty()) {
      throw new PredictorException(file, "has no " + role + ".");
    }
    if (all.size() > 1) {
      throw new PredictorException(
          file,
          "has %s %ss, %s. Name one: %s(\"%s\")."
              .formatted(all.size(), role, names(), role, all.get(0).name()));
    }
    return all.get(0);
  }

  /** The one of this name. */
  public P named(String name) {
    for (int i = 0; i < all.size(); i++) { // no iterator: this is called between runs
      if (all.get(i).name().equals(name)) {
        return all.get(i);
      }
    }
    throw new PredictorException(file, "has no %s \"%s\", only %s.".formatted(role, name, names()));
  }

  private String names() {
    return all.stream().map(port -> '"' + port.name() + '"').collect(Collectors.joining(", "));
  }
}

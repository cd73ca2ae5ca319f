package dev.hebb.training.torch;

import dev.hebb.training.Settings;
import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which parameters learn at which rate, and which are decayed.
 *
 * @param trained names of the trained parameters
 */
record Grouping(Settings settings, String network, List<String> trained) {
  List<Group> groups() {
    settings.factors().keySet().forEach(this::known);
    Map<Double, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < trained.size(); i++) {
      members.computeIfAbsent(factor(trained.get(i)), key -> new ArrayList<>()).add(i);
    }
    List<Group> groups = new ArrayList<>();
    members.forEach(
        (factor, each) -> {
          String suffix = members.size() == 1 ? "" : "_" + groups.size();
          List<Integer> decayed = each.stream().filter(i -> decays(trained.get(i))).toList();
          groups.add(new Group(suffix, each, decayed, factor));
        });
    return groups;
  }

  private double factor(String name) {
    double factor = 1;
    int longest = 0;
    for (Map.Entry<String, Double> each : settings.factors().entrySet()) {
      if (within(name, each.getKey()) && each.getKey().length() > longest) {
        longest = each.getKey().length();
        factor = each.getValue();
      }
    }
    return factor;
  }

  private static boolean within(String name, String part) {
    return name.equals(part) || name.startsWith(part + "/");
  }

  private boolean decays(String name) {
    return settings.undecayed().stream().noneMatch(name::contains);
  }

  private void known(String part) {
    if (trained.stream().noneMatch(name -> within(name, part))) {
      List<String> parts =
          trained.stream().map(name -> name.replaceFirst("/.*", "")).distinct().toList();
      throw new TrainingException(
          "%s (learningRate(\"%s\", %s)): expected a part with trained parameters, one of %s or something within, got \"%s\". Name one of them."
              .formatted(network, part, settings.factors().get(part), parts, part));
    }
  }
}

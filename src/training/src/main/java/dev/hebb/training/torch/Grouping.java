package dev.hebb.training.torch;

import dev.hebb.graph.Param;
import dev.hebb.training.Settings;
import dev.hebb.training.TrainingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which parameters learn at which rate, and which are decayed.
 *
 * @param trained the trained parameters
 */
record Grouping(Settings settings, Update update, String network, List<Param> trained) {
  List<Group> groups() {
    settings.factors().keySet().forEach(this::known);
    Map<Kind, List<Integer>> members = new LinkedHashMap<>();
    for (int i = 0; i < trained.size(); i++) {
      Kind kind = new Kind(factor(name(i)), update.apart(trained.get(i)));
      members.computeIfAbsent(kind, key -> new ArrayList<>()).add(i);
    }
    List<Group> groups = new ArrayList<>();
    members.forEach(
        (kind, each) -> {
          String suffix = members.size() == 1 ? "" : "_" + groups.size();
          List<Integer> decayed = each.stream().filter(i -> decays(name(i))).toList();
          groups.add(new Group(suffix, each, decayed, kind.factor(), kind.apart()));
        });
    return groups;
  }

  private record Kind(double factor, boolean apart) {}

  private String name(int i) {
    return trained.get(i).name();
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
    List<String> names = trained.stream().map(Param::name).toList();
    if (names.stream().noneMatch(name -> within(name, part))) {
      List<String> parts =
          names.stream().map(name -> name.replaceFirst("/.*", "")).distinct().toList();
      throw new TrainingException(
          "%s (learningRate(\"%s\", %s)): expected a part with trained parameters, one of %s or something within, got \"%s\". Name one of them."
              .formatted(network, part, settings.factors().get(part), parts, part));
    }
  }
}

package dev.hebb.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds for each parameter of a network the tensor of a file. */
final class Matcher {
  private final Pretrained plan;
  private final WeightsFile file;
  private final Set<Slot> open = new LinkedHashSet<>();
  private final Map<String, WeightsFile.Entry> unused = new LinkedHashMap<>();
  private final List<Matching.Match> matches = new ArrayList<>();
  private final List<Matching.Match> misfits = new ArrayList<>();

  Matcher(Pretrained plan, WeightsFile file) {
    this.plan = plan;
    this.file = file;
    Slot.of(plan.graph(), file.layout()).stream()
        .filter(slot -> !left(slot.name()))
        .forEach(open::add);
    for (WeightsFile.Entry entry : file.entries()) {
      String name = renamed(entry.name());
      if (Floats.are(entry.tensor()) && !left(name)) {
        // Of two that a rename makes one, the second keeps its name, and is told of.
        unused.put(unused.containsKey(name) ? entry.name() : name, entry);
      }
    }
  }

  Matching match() {
    byName();
    // Under names that are there but mean other shapes, an order says nothing either.
    if (misfits.isEmpty()) {
      byShape(slot -> slot.role() + slot.dims(), entry -> entry.role() + dims(entry));
      byShape(slot -> ":" + slot.dims(), entry -> entry.role() + ":" + dims(entry));
    }
    return new Matching(
        plan.graph().name(),
        file,
        matches,
        misfits,
        open.stream().toList(),
        unused.values().stream().toList());
  }

  private void byName() {
    for (Slot slot : List.copyOf(open)) {
      String name = unused.containsKey(slot.name()) ? slot.name() : slot.param().name();
      WeightsFile.Entry entry = unused.remove(name);
      if (entry != null) {
        open.remove(slot);
        Matching.Match match = new Matching.Match(slot, entry, true);
        (dims(entry).equals(slot.dims()) ? matches : misfits).add(match);
      }
    }
  }

  /** Those of one kind in order, if there are as many on both sides. */
  private void byShape(Function<Slot, String> wanted, Function<WeightsFile.Entry, String> had) {
    Map<String, List<Slot>> slots =
        open.stream()
            .collect(Collectors.groupingBy(wanted, LinkedHashMap::new, Collectors.toList()));
    Map<String, List<Map.Entry<String, WeightsFile.Entry>>> entries =
        unused.entrySet().stream()
            .collect(Collectors.groupingBy(each -> had.apply(each.getValue())));
    slots.forEach(
        (kind, some) -> {
          var others = new ArrayDeque<>(entries.getOrDefault(kind, List.of()));
          if (others.size() == some.size()) {
            for (Slot slot : some) {
              var entry = others.remove();
              matches.add(new Matching.Match(slot, entry.getValue(), false));
              open.remove(slot);
              unused.remove(entry.getKey());
            }
          }
        });
  }

  private static List<Long> dims(WeightsFile.Entry entry) {
    return Arrays.stream(entry.tensor().dims()).boxed().toList();
  }

  private String renamed(String name) {
    String renamed = name;
    for (Pretrained.Rename each : plan.renames()) {
      renamed = renamed.replaceAll(each.found(), each.replacement());
    }
    return renamed;
  }

  private boolean left(String name) {
    return plan.left().stream()
        .anyMatch(
            layer ->
                name.equals(layer) || name.startsWith(layer + ".") || name.startsWith(layer + "/"));
  }
}

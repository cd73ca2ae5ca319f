package dev.hebb.training.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.TreeMap;

/**
 * Maps in an order that is the same in every run. {@code Map.of} goes through its entries in
 * another order each time the JVM starts.
 */
final class Ordered {
  private Ordered() {}

  /** A copy, in the map's own order if it promises one, otherwise by key. */
  static <V> Map<String, V> of(Map<String, V> map) {
    boolean promised = map.entrySet().spliterator().hasCharacteristics(Spliterator.ORDERED);
    return promised ? new LinkedHashMap<>(map) : new TreeMap<>(map);
  }
}

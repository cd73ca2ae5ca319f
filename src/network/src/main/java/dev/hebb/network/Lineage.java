package dev.hebb.network;

import dev.hebb.graph.DeclarationException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * What two branches need to know of each other.
 *
 * @param layers by name, an object for each time a layer was chained, and for each input that one
 *     added: the same object, the same layer
 * @param parts the networks chained as layers, by their own name
 * @param open whether the network may have further inputs
 */
record Lineage(Map<String, Object> layers, Map<String, Network<?, ?>> parts, boolean open) {
  static final Lineage NONE = new Lineage(Map.of(), Map.of(), false);
  static final Lineage OPEN = new Lineage(Map.of(), Map.of(), true);

  Lineage {
    layers = Collections.unmodifiableMap(layers);
    parts = Collections.unmodifiableMap(parts);
  }

  /** Whether it has every layer of the other, if under another name. */
  boolean goesOnFrom(Lineage other) {
    return new HashSet<>(layers.values()).containsAll(other.layers.values());
  }

  /** With a layer that was just chained. */
  Lineage with(String name, Lowering layer) {
    Map<String, Object> more = new HashMap<>(layers);
    more.put(name, new Object());
    Lineage grown = new Lineage(more, parts, open);
    return layer instanceof Network<?, ?> part ? grown.with(Map.of(part.name(), part)) : grown;
  }

  /** With inputs that a layer added, each its own. */
  Lineage withInputs(List<String> inputs) {
    if (!inputs.isEmpty() && !open) {
      throw new DeclarationException(
          "expected a network that may have further inputs, such as %s, got one begun with network(name, input). Begin it with branch(name, input)."
              .formatted(inputs));
    }
    Map<String, Object> more = new HashMap<>(layers);
    inputs.forEach(input -> more.put(input, new Object()));
    return new Lineage(more, parts, open);
  }

  /**
   * With other parts. Used twice, a network shares its parameters; another one of its name must
   * not.
   */
  @SuppressWarnings("ReferenceEquality")
  Lineage with(Map<String, Network<?, ?>> others) {
    Map<String, Network<?, ?>> more = new HashMap<>(parts);
    others.forEach(
        (name, part) -> {
          Network<?, ?> known = more.putIfAbsent(name, part);
          if (known != null && known != part) {
            throw new DeclarationException(
                "expected the network \""
                    + name
                    + "\" that is chained already, got another one of that name. Chain the same one to"
                    + " share its weights, or give this one another name.");
          }
        });
    return new Lineage(layers, more, open);
  }
}

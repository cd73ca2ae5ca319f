package dev.hebb.gallery.course;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.layer.Recurrent;
import java.util.List;
import java.util.Map;

/** A recurrence of the course, with its weights. */
interface Recurrence {
  /** How long a is. */
  int units();

  /** How long x is. */
  int features();

  /** How many columns it remembers: a, and c where there is one. */
  default int memories() {
    return 1;
  }

  /** From what is remembered to what is remembered after {@code x}; a comes first. */
  List<Column> step(List<Column> before, Column x);

  /** The layer that should do the same. */
  Recurrent<Sequence> layer();

  /** The weights as that layer has them. */
  Map<String, Tensor> weights();

  /** The same with a mistake each: nothing of them may pass for this one. */
  List<Recurrence> mistaken();
}

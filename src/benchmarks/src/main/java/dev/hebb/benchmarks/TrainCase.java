package dev.hebb.benchmarks;

import java.util.List;

/**
 * What is trained: a network, in batches of so many examples, on so many threads. On the command
 * line {@code mlp-32 1}.
 *
 * @param net {@code mlp}: dense 256 relu, 128 relu, 10 logits; {@code cnn}: conv 3x3x16 relu, max
 *     pool 2, conv 3x3x32 relu, max pool 2, 10 logits, all without padding
 */
record TrainCase(String net, int batch, int threads) {
  /** All there are, on one thread and on two. */
  static List<TrainCase> all() {
    return List.of(
        new TrainCase("mlp", 32, 1),
        new TrainCase("mlp", 128, 1),
        new TrainCase("cnn", 32, 1),
        new TrainCase("mlp", 32, 2),
        new TrainCase("mlp", 128, 2),
        new TrainCase("cnn", 32, 2));
  }

  static TrainCase of(String... arguments) {
    int dash = arguments[0].indexOf('-');
    return new TrainCase(
        arguments[0].substring(0, dash),
        Integer.parseInt(arguments[0].substring(dash + 1)),
        Integer.parseInt(arguments[1]));
  }

  String name() {
    return net + "-" + batch;
  }

  /** As it is printed: {@code mlp-32-1t}. */
  String item() {
    return "%s-%dt".formatted(name(), threads);
  }

  boolean flat() {
    return net.equals("mlp");
  }
}

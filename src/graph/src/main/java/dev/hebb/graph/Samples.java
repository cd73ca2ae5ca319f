package dev.hebb.graph;

import java.util.List;

/**
 * Rows that a network is fed, and what is wanted for each: to calibrate by, or to judge by. Every
 * data set in memory is that.
 */
public interface Samples {
  /** {@code [rows, ...]}, one for each of the network's inputs. */
  List<Tensor> inputs();

  /** {@code [rows, ...]}, one for each of its outputs; none where nothing is wanted. */
  List<Tensor> targets();

  /** Rows of a network with one input, of which nothing is wanted. */
  static Samples of(Tensor input) {
    return of(List.of(input), List.of());
  }

  /** These. */
  static Samples of(List<Tensor> inputs, List<Tensor> targets) {
    List<Tensor> fed = List.copyOf(inputs);
    List<Tensor> wanted = List.copyOf(targets);
    return new Samples() {
      @Override
      public List<Tensor> inputs() {
        return fed;
      }

      @Override
      public List<Tensor> targets() {
        return wanted;
      }
    };
  }
}

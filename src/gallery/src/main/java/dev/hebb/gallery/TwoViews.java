package dev.hebb.gallery;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;

import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.training.Adam;
import dev.hebb.training.Progress;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;

/**
 * The course's two views of a stock predictor. The finite one, Y(t) = f(X(t), …, X(t - N)), is a
 * convolution that sees N + 1 days: what a day did is forgotten after N more. The recurrent one,
 * Y(t) = f(X(t), Y(t - 1)), never forgets entirely: an input at t = 0 affects outputs for ever.
 */
final class TwoViews {
  /** How many days before today the finite predictor sees. */
  static final int N = 4;

  private static final int STEPS = 30;

  private TwoViews() {}

  /** Sees today and N days before. */
  static Network<Sequence, Sequence> finite() {
    return network("finite", sequence(ANY, 1).named("returns").unit("%"))
        .then(conv1d(8, N + 1).causal().activation(Activation.TANH))
        .then(dense(1))
        .build();
  }

  /** Sees today and what it remembers. */
  static Network<Sequence, Sequence> recurrent() {
    return network("recurrent", sequence(ANY, 1).named("returns").unit("%"))
        .then(simpleRnn(8).returnSequences())
        .then(dense(1))
        .build();
  }

  /** Trains one of them to say tomorrow's return on every day. */
  static Trained train(Network<Sequence, Sequence> network, Prices prices, int epochs) {
    float[] returns = prices.returns();
    int rows = (returns.length - 1) / STEPS;
    float[] today = new float[rows * STEPS];
    float[] tomorrow = new float[rows * STEPS];
    System.arraycopy(returns, 0, today, 0, today.length);
    System.arraycopy(returns, 1, tomorrow, 0, tomorrow.length);
    return Trainer.of(network)
        .optimizer(Adam.adam().learningRate(3e-3))
        .epochs(epochs)
        .batchSize(16)
        .seed(1)
        .progress(Progress.silent())
        .fit(Dataset.of(Tensor.of(today, rows, STEPS, 1), Tensor.of(tomorrow, rows, STEPS, 1)));
  }

  /**
   * What one return of {@code percent} on day 0 changes on each day from 0 on, against a market
   * that stands still.
   */
  static double[] impulseResponse(Trained predictor, float percent, int days) {
    float[] still = new float[days];
    float[] hit = new float[days];
    hit[0] = percent;
    float[] a = predictor.predict(Tensor.of(hit, 1, days, 1)).toFloats();
    float[] b = predictor.predict(Tensor.of(still, 1, days, 1)).toFloats();
    double[] response = new double[days];
    for (int i = 0; i < days; i++) {
      response[i] = (double) a[i] - b[i];
    }
    return response;
  }
}

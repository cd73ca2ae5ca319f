package dev.hebb.benchmarks;

import java.util.Locale;

/** What is learnt, by every side with the same layers, in batches of so many examples. */
enum Task {
  /** Numbers: dense 10 to 1. Too small to train. */
  DENSE(64, 1e-2),
  /** Clothes: dense 256 relu, 128 relu, 10 logits. */
  MLP(128, 1e-3),
  /**
   * Clothes: conv 3x3x16 relu, max pool 2, conv 3x3x32 relu, max pool 2, dense 64 relu, 10 logits;
   * no padding.
   */
  CNN(128, 1e-3),
  /** Windows of 30: LSTM 20, dropout 0.2, LSTM 10, dropout 0.2, dense 1. */
  LSTM(64, 1e-2),
  /** Windows of 30: vanilla RNN 2, dropout 0.3, vanilla RNN 1, dense 1. */
  RNN(64, 1e-2),
  /** Windows of 60: conv 4 x 20 in steps of 2, GRU 2 with relu, dropout 0.2, dense 1. */
  CONV_GRU(64, 1e-2),
  /**
   * Pictures of 60 x 80: conv 4x4x64, max pool 2, conv 4x4x32, max pool 2, conv 4x4x32, twice as
   * large, conv 1x1x64, twice as large, conv 4x4x3; all padded and sigmoid.
   */
  AUTOENCODER(16, 3e-3);

  private final int batch;
  private final double rate;

  Task(int batch, double rate) {
    this.batch = batch;
    this.rate = rate;
  }

  int batch() {
    return batch;
  }

  /** Whether its training is measured. */
  boolean trained() {
    return this != DENSE;
  }

  /** Adam's learning rate. */
  double rate() {
    return rate;
  }

  /** Whether it is told by class: cross-entropy of logits, else the mean of squares. */
  boolean classes() {
    return this == MLP || this == CNN;
  }

  /** As it is said on the command line. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Task of(String title) {
    return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}

package dev.hebb.network;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.layer.ActivationLayer;
import dev.hebb.network.layer.AsSequence;
import dev.hebb.network.layer.BatchNorm;
import dev.hebb.network.layer.CategoryEncoding;
import dev.hebb.network.layer.Dense;
import dev.hebb.network.layer.Embedding;
import dev.hebb.network.layer.Flatten;
import dev.hebb.network.layer.Gru;
import dev.hebb.network.layer.LayerNorm;
import dev.hebb.network.layer.Lrn;
import dev.hebb.network.layer.Lstm;
import dev.hebb.network.layer.PRelu;
import dev.hebb.network.layer.Permute;
import dev.hebb.network.layer.RepeatVector;
import dev.hebb.network.layer.Rescaling;
import dev.hebb.network.layer.Reshape;
import dev.hebb.network.layer.Scaler;
import dev.hebb.network.layer.SimpleRnn;
import dev.hebb.network.layer.TimeDistributed;
import java.util.List;

/**
 * Every word of the language; import statically.
 *
 * <p>What is here is for tables, sequences and shapes; what begins a network, merges stages, slides
 * a kernel or samples is inherited from a class for each, one behind the other, so that one import
 * has it all.
 */
public final class Layers extends Randomness {
  /** A fully connected layer. */
  public static Dense dense(int units) {
    return Dense.of(units);
  }

  /** An activation function as a layer. */
  public static ActivationLayer activation(Activation activation) {
    return new ActivationLayer(activation);
  }

  /** The plain recurrent layer. */
  public static SimpleRnn<Rank.Vector> simpleRnn(int units) {
    return SimpleRnn.of(units);
  }

  /** Long short-term memory. */
  public static Lstm<Rank.Vector> lstm(int units) {
    return Lstm.of(units);
  }

  /** The gated recurrent unit. */
  public static Gru<Rank.Vector> gru(int units) {
    return Gru.of(units);
  }

  /** Mean 0 and variance 1 for each row, over its last axis. */
  public static LayerNorm layerNormalization() {
    return LayerNorm.of();
  }

  /** {@code x·scale + offset}. */
  public static Rescaling rescaling(double scale, double offset) {
    return new Rescaling(scale, offset);
  }

  /** Mean 0 and variance 1 for each channel, over the batch. */
  public static BatchNorm batchNormalization() {
    return BatchNorm.of();
  }

  /** Local response normalisation over so many neighbouring channels. */
  public static Lrn localResponseNormalization(int size) {
    return Lrn.of(size);
  }

  /** A rectifier that learns its slope below zero. */
  public static PRelu pRelu() {
    return new PRelu(List.of());
  }

  /** A vector for each token. */
  public static Embedding embedding(long words, long units) {
    return new Embedding(words, units);
  }

  /** Which categories are there. */
  public static CategoryEncoding categoryEncoding(long categories) {
    return new CategoryEncoding(categories, false);
  }

  /** A layer, or a whole network, at every step. */
  public static <I extends Rank, O extends Rank> TimeDistributed<I, O> timeDistributed(
      Layer<? super I, O> each) {
    return new TimeDistributed<>(each);
  }

  /** A layer that keeps the rank, at every step. */
  public static <R extends Rank> TimeDistributed<R, R> timeDistributed(SameRank<? super R> each) {
    return new TimeDistributed<>(each);
  }

  /** Vectors at every step as a sequence. */
  public static AsSequence asSequence() {
    return new AsSequence();
  }

  /** The axes after the batch, counted from 1, in another order. */
  public static Permute permute(Integer... axes) {
    return new Permute(List.of(axes));
  }

  /** A vector at every step of a sequence. */
  public static RepeatVector repeatVector(int times) {
    return new RepeatVector(times);
  }

  /** All but the batch axis in one. */
  public static Flatten flatten() {
    return new Flatten();
  }

  /** To {@code [batch, features]}. */
  public static Reshape<Rank.Vector> reshape(long features) {
    return new Reshape<>(List.of(features));
  }

  /** To {@code [batch, time, features]}. */
  public static Reshape<Rank.Sequence> reshape(long time, long features) {
    return new Reshape<>(List.of(time, features));
  }

  /** To {@code [batch, height, width, channels]}. */
  public static Reshape<Rank.Image> reshape(long height, long width, long channels) {
    return new Reshape<>(List.of(height, width, channels));
  }

  /** To {@code [batch, depth, height, width, channels]}. */
  public static Reshape<Rank.Volume> reshape(long depth, long height, long width, long channels) {
    return new Reshape<>(List.of(depth, height, width, channels));
  }

  /** To mean 0 and standard deviation 1 per feature, measured on the training split. */
  public static Scaler standardScaler(String name) {
    return Scaler.standard(name);
  }

  /** To the range 0 … 1 per feature, measured on the training split. */
  public static Scaler minMaxScaler(String name) {
    return Scaler.minMax(name);
  }

  private Layers() {}
}

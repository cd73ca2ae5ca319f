package dev.hebb.network;

import dev.hebb.graph.op.Activation;
import dev.hebb.network.layer.ActivationLayer;
import dev.hebb.network.layer.AdditiveAttention;
import dev.hebb.network.layer.AsSequence;
import dev.hebb.network.layer.Attention;
import dev.hebb.network.layer.BatchNorm;
import dev.hebb.network.layer.Bidirectional;
import dev.hebb.network.layer.CategoryEncoding;
import dev.hebb.network.layer.ContextRnn;
import dev.hebb.network.layer.Dense;
import dev.hebb.network.layer.Elu;
import dev.hebb.network.layer.Embedding;
import dev.hebb.network.layer.Flatten;
import dev.hebb.network.layer.Glu;
import dev.hebb.network.layer.GroupNorm;
import dev.hebb.network.layer.Gru;
import dev.hebb.network.layer.LayerNorm;
import dev.hebb.network.layer.LeakyRelu;
import dev.hebb.network.layer.Lrn;
import dev.hebb.network.layer.Lstm;
import dev.hebb.network.layer.Masking;
import dev.hebb.network.layer.MultiHeadAttention;
import dev.hebb.network.layer.PRelu;
import dev.hebb.network.layer.Permute;
import dev.hebb.network.layer.Recurrent;
import dev.hebb.network.layer.Relu;
import dev.hebb.network.layer.RepeatVector;
import dev.hebb.network.layer.Rescaling;
import dev.hebb.network.layer.Reshape;
import dev.hebb.network.layer.RmsNorm;
import dev.hebb.network.layer.Rnn;
import dev.hebb.network.layer.Scaler;
import dev.hebb.network.layer.SimpleRnn;
import dev.hebb.network.layer.Softmax;
import dev.hebb.network.layer.Threshold;
import dev.hebb.network.layer.TimeDistributed;
import dev.hebb.network.layer.UnitNorm;
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

  /** A recurrent layer in both directions. */
  public static <O extends Rank> Bidirectional<O> bidirectional(Recurrent<O> forward) {
    return new Bidirectional<>(forward, Bidirectional.Merging.CONCAT);
  }

  /** The gated recurrent unit. */
  public static Gru<Rank.Vector> gru(int units) {
    return Gru.of(units);
  }

  /** Attention by products of queries and keys. */
  public static Attention attention() {
    return Attention.of();
  }

  /** Attention by learnt sums of queries and keys. */
  public static AdditiveAttention additiveAttention() {
    return AdditiveAttention.of();
  }

  /** Attention by several heads, each with projections of its own. */
  public static MultiHeadAttention multiHeadAttention(int heads, int keyDim) {
    return MultiHeadAttention.of(heads, keyDim);
  }

  /** A recurrent layer of a cell of one's own. */
  public static Rnn<Rank.Vector> rnn(Cell cell) {
    return Rnn.of(cell);
  }

  /** A recurrent layer of a cell of one's own that reads other stages at every step. */
  public static ContextRnn<Rank.Vector> rnn(ContextCell cell) {
    return new ContextRnn<>(Rnn.of(cell));
  }

  /** Mean 0 and variance 1 for each row, over its last axis. */
  public static LayerNorm layerNormalization() {
    return LayerNorm.of();
  }

  /** {@code x·scale + offset}. */
  public static Rescaling rescaling(double scale, double offset) {
    return rescaling(List.of(scale), List.of(offset));
  }

  /** {@code x·scale + offset}, with a number for each index of the last axis. */
  public static Rescaling rescaling(List<Double> scale, List<Double> offset) {
    return new Rescaling(scale, offset);
  }

  /** The channels in groups, each brought to mean 0 and variance 1, example by example. */
  public static GroupNorm groupNormalization(int groups) {
    return GroupNorm.of(groups);
  }

  /** Each row divided by its length. */
  public static UnitNorm unitNormalization() {
    return new UnitNorm(List.of());
  }

  /** Each row divided by its root mean square. */
  public static RmsNorm rmsNormalization() {
    return RmsNorm.of();
  }

  /** Mean 0 and variance 1 for each channel, over the batch. */
  public static BatchNorm batchNormalization() {
    return BatchNorm.of();
  }

  /** Local response normalisation over so many neighbouring channels. */
  public static Lrn localResponseNormalization(int size) {
    return Lrn.of(size);
  }

  /** A rectifier, as a layer that may have a maximum, a slope and a threshold. */
  public static Relu relu() {
    return Relu.of();
  }

  /** A rectifier with a slope of 0.3 below zero. */
  public static LeakyRelu leakyRelu() {
    return new LeakyRelu(0.3);
  }

  /** The exponential linear unit as a layer. */
  public static Elu elu() {
    return new Elu(1);
  }

  /** Softmax as a layer, over the last axis or others. */
  public static Softmax softmax() {
    return new Softmax(List.of());
  }

  /** One half of the last axis, gated by the other. */
  public static Glu glu() {
    return new Glu(-1);
  }

  /** The input where it exceeds {@code threshold}, elsewhere another number. */
  public static Threshold threshold(double threshold, double otherwise) {
    return new Threshold(threshold, otherwise);
  }

  /** A rectifier that learns its slope below zero. */
  public static PRelu pRelu() {
    return new PRelu(List.of());
  }

  /** A vector for each token. */
  public static Embedding embedding(long words, long units) {
    return new Embedding(words, units, false);
  }

  /** Steps all of whose features are this number pad rows at their end. */
  public static Masking masking(double number) {
    return new Masking(number);
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

package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.alphaDropout;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.average;
import static dev.hebb.network.Layers.averagePool1d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.cosine;
import static dev.hebb.network.Layers.cropping1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.depthwiseConv1d;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.elu;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.gaussianDropout;
import static dev.hebb.network.Layers.gaussianNoise;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.glu;
import static dev.hebb.network.Layers.groupNormalization;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.layerNormalization;
import static dev.hebb.network.Layers.leakyRelu;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.maximum;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.minimum;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.multiply;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.pRelu;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.relu;
import static dev.hebb.network.Layers.repeatVector;
import static dev.hebb.network.Layers.rescaling;
import static dev.hebb.network.Layers.reshape;
import static dev.hebb.network.Layers.rmsNormalization;
import static dev.hebb.network.Layers.rnn;
import static dev.hebb.network.Layers.separableConv1d;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.spatialDropout1d;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.subtract;
import static dev.hebb.network.Layers.threshold;
import static dev.hebb.network.Layers.unitNormalization;
import static dev.hebb.network.Layers.upSampling1d;
import static dev.hebb.network.Layers.zeroPadding1d;

import dev.hebb.graph.GraphSource;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Every word of the language that takes rows which may be padded: on the input, and behind a
 * convolution that made the rows shorter. Either rows are what they are alone, or it is refused.
 */
final class PaddedLayers {
  /**
   * A network with one of them.
   *
   * @param word the method of {@code Layers}
   * @param refusal the whole text; empty where rows are what they are alone
   */
  record Case(String word, Supplier<GraphSource> network, String refusal) {}

  private final List<Case> cases = new ArrayList<>();

  private PaddedLayers() {}

  static List<Case> all() {
    PaddedLayers table = new PaddedLayers();
    table.steps();
    table.scaled();
    table.neighbours();
    table.whole();
    table.recurrences();
    table.merges();
    table.cases.addAll(PaddedKinds.all());
    return table.cases;
  }

  private void steps(String word, Function<Stage<Sequence, Sequence>, Stage<Sequence, ?>> layer) {
    Stage<Sequence, Sequence> input = network("n", sequence(ANY, 4).withLengths());
    cases.add(new Case(word, () -> layer.apply(input).build(), ""));
    cases.add(new Case(word, () -> layer.apply(input.then(conv1d(4, 2))).build(), ""));
  }

  private void refused(
      String word, Function<Stage<Sequence, Sequence>, Stage<Sequence, ?>> layer, String text) {
    Stage<Sequence, Sequence> input = network("n", sequence(ANY, 4).withLengths());
    cases.add(new Case(word, () -> layer.apply(input).build(), text));
  }

  private void steps() {
    steps("dense", x -> x.then(dense(3).activation(Activation.TANH)));
    steps("dense", x -> x.then(dense(3).activation(Activation.SOFTMAX)));
    steps("activation", x -> x.then(activation(Activation.SIGMOID)));
    steps("relu", x -> x.then(relu()));
    steps("leakyRelu", x -> x.then(leakyRelu()));
    steps("elu", x -> x.then(elu()));
    steps("softmax", x -> x.then(softmax()));
    steps("softmax", x -> x.then(softmax().axes(1)));
    steps("softmax", x -> x.then(softmax().axes(1, 2)));
    steps("softmax", x -> x.then(permute(2, 1)).then(softmax()).then(permute(2, 1)));
    steps("glu", x -> x.then(glu()));
    refused(
        "glu",
        x -> x.then(glu().axis(1)),
        "n/glu (glu().axis(1)): expected an even time to halve, got [batch, time(lengths), features=4]. Make it even, or choose another axis.");
    steps("threshold", x -> x.then(threshold(0.1, -1)));
    steps("pRelu", x -> x.then(pRelu().shared(1)));
    refused(
        "pRelu",
        x -> x.then(pRelu()),
        "n/p_re_lu (pRelu()): expected a fixed time for a slope of its own at each, got [batch, time(lengths), features=4]. Share it: shared(1).");
    steps("rescaling", x -> x.then(rescaling(0.5, 1)));
    steps("dropout", x -> x.then(dropout(0.2)));
    steps("spatialDropout1d", x -> x.then(spatialDropout1d(0.2)));
    steps("alphaDropout", x -> x.then(alphaDropout(0.2)));
    steps("gaussianNoise", x -> x.then(gaussianNoise(0.2)));
    steps("gaussianDropout", x -> x.then(gaussianDropout(0.2)));
  }

  private void scaled() {
    steps("standardScaler", x -> x.then(standardScaler("s")).then(standardScaler("s").inverse()));
    steps("minMaxScaler", x -> x.then(minMaxScaler("s")));
    steps("layerNormalization", x -> x.then(layerNormalization()));
    steps("layerNormalization", x -> x.then(layerNormalization().axes(1).noScale().noCenter()));
    refused(
        "layerNormalization",
        x -> x.then(layerNormalization().axes(1)),
        "n/layer_normalization (layerNormalization().axes(1)): expected a fixed time, got [batch, time(lengths), features=4]. Declare it: weights need it.");
    steps("rmsNormalization", x -> x.then(rmsNormalization()));
    refused(
        "rmsNormalization",
        x -> x.then(rmsNormalization().axes(1)),
        "n/rms_normalization (rmsNormalization().axes(1)): expected a fixed time, got [batch, time(lengths), features=4]. Declare it: weights need it.");
    steps("unitNormalization", x -> x.then(unitNormalization()));
    steps("unitNormalization", x -> x.then(unitNormalization().axes(1)));
    steps("unitNormalization", x -> x.then(unitNormalization().axes(1, 2)));
    refused(
        "groupNormalization",
        x -> x.then(groupNormalization(2)),
        "n/group_normalization (groupNormalization(2)): expected fixed lengths after batch, got [batch, time(lengths), features=4], whose time is free. Declare its length, or reduce it first.");
    refused(
        "batchNormalization",
        x -> x.then(batchNormalization()),
        "n/batch_normalization (batchNormalization()): expected rows without padding, which would count in mean and variance, got [batch, features=4, time(lengths)]. Use layerNormalization(), or a part that is frozen().");
    Network<Sequence, Sequence> frozen =
        network("part", sequence(ANY, 4)).then(batchNormalization()).build().frozen();
    steps("batchNormalization", x -> x.then(frozen));
  }

  private void neighbours() {
    steps("conv1d", x -> x.then(conv1d(3, 3)));
    steps("conv1d", x -> x.then(conv1d(3, 4).same()));
    steps("conv1d", x -> x.then(conv1d(4, 2).same().dilation(2).groups(2)));
    steps("conv1d", x -> x.then(conv1d(3, 3).causal()));
    steps("conv1d", x -> x.then(conv1d(3, 2).stride(2)));
    refused(
        "conv1d",
        x -> x.then(conv1d(3, 3).same().stride(2)),
        "n/conv1d (conv1d(3, 3).stride(2).same()): expected a fixed time for same padding with stride 2, got time(lengths), on which the padding depends. Declare its length, or use valid or causal padding.");
    steps("conv1dTranspose", x -> x.then(conv1dTranspose(3, 3).stride(2)));
    steps("conv1dTranspose", x -> x.then(conv1dTranspose(3, 4).stride(2).same()));
    steps("conv1dTranspose", x -> x.then(conv1dTranspose(3, 2).stride(3).outputPadding(1)));
    steps("depthwiseConv1d", x -> x.then(depthwiseConv1d(3).same()));
    steps("depthwiseConv1d", x -> x.then(depthwiseConv1d(2).multiplier(2)));
    steps("separableConv1d", x -> x.then(separableConv1d(3, 3).same()));
    steps("maxPool1d", x -> x.then(maxPool1d(2)));
    steps("maxPool1d", x -> x.then(maxPool1d(3).stride(1).same()));
    steps("averagePool1d", x -> x.then(averagePool1d(2)));
    refused(
        "averagePool1d",
        x -> x.then(averagePool1d(3).stride(1).same()),
        "n/average_pooling1d (averagePool1d(3).stride(1).same()): expected rows without padding, which would count in the means at their ends, got [batch, features=4, time(lengths)]. Use valid padding.");
    steps("upSampling1d", x -> x.then(upSampling1d(3)));
    refused(
        "upSampling1d",
        x -> x.then(upSampling1d(2).bilinear()),
        "n/up_sampling1d (upSampling1d(2).bilinear()): expected rows without padding, which would be mixed in where they end, got [batch, features=4, time(lengths)]. Repeat the numbers (nearest).");
    steps("zeroPadding1d", x -> x.then(zeroPadding1d(2, 1)));
    steps("zeroPadding1d", x -> x.then(zeroPadding1d(0, 3)));
    steps("cropping1d", x -> x.then(cropping1d(1, 2)));
    steps("cropping1d", x -> x.then(cropping1d(2, 0)));
  }

  private void whole() {
    steps("globalMaxPool1d", x -> x.then(globalMaxPool1d()));
    steps("globalMaxPool1d", x -> x.then(globalMaxPool1d().keepDims()));
    steps("globalAveragePool1d", x -> x.then(globalAveragePool1d()));
    steps("globalAveragePool1d", x -> x.then(globalAveragePool1d().keepDims()));
    steps("globalAveragePool1d", x -> x.then(permute(2, 1)).then(globalAveragePool1d()));
    steps("permute", x -> x.then(permute(2, 1)));
    steps("repeatVector", x -> x.then(globalMaxPool1d()).then(repeatVector(3)));
    refused(
        "flatten",
        x -> x.then(flatten()),
        "n/flatten (flatten()): expected fixed lengths after batch, got [batch, time(lengths), features=4], whose time is free. Declare its length, or reduce it first.");
    refused(
        "reshape",
        x -> x.then(reshape(2, 2)),
        "n/reshape (reshape(2, 2)): expected fixed lengths after batch, got [batch, time(lengths), features=4], whose time is free. Declare its length, or reduce it first.");
  }

  private void recurrences() {
    steps("simpleRnn", x -> x.then(simpleRnn(3)));
    steps("simpleRnn", x -> x.then(simpleRnn(3).goBackwards()));
    steps("lstm", x -> x.then(lstm(3).returnSequences()));
    steps("lstm", x -> x.then(lstm(3).returnState()).states().get(1));
    steps("lstm", x -> x.then(lstm(3).goBackwards().returnState()).states().get(0));
    steps("gru", x -> x.then(gru(3).resetAfter(false).returnSequences()));
    steps("gru", x -> x.then(gru(3).goBackwards()));
    refused(
        "gru",
        x -> x.then(gru(3).goBackwards().returnSequences()),
        "n/gru (gru(3).returnSequences().goBackwards()): expected rows without padding to put out the last step first, got [batch, time(lengths), features=3]. Say bidirectional(...), which keeps the steps in their order, or leave out goBackwards() or returnSequences().");
    steps("rnn", x -> x.then(rnn(new Cells.MinimalGated(3)).returnSequences()));
    steps("attention", x -> x.then(attention().over(x.then(dense(4)))));
    steps("additiveAttention", x -> x.then(additiveAttention().over(x.then(dense(4)))));
    steps("multiHeadAttention", x -> x.then(multiHeadAttention(2, 3).over(x.then(dense(4)))));
    steps("bidirectional", x -> x.then(bidirectional(gru(2))));
    steps("bidirectional", x -> x.then(bidirectional(lstm(2).returnSequences()).mul()));
  }

  private void merges() {
    steps("add", x -> add(x, x.then(dense(4))));
    steps("subtract", x -> subtract(x, x.then(dense(4))));
    steps("multiply", x -> multiply(x, x.then(dense(4))));
    steps("average", x -> average(x, x.then(lstm(4).returnSequences())));
    steps("maximum", x -> maximum(x, x.then(dense(4))));
    steps("minimum", x -> minimum(x, x.then(dense(4))));
    steps("concat", x -> concat(x, x.then(dense(2))));
    refused(
        "concat",
        x -> concat(1, List.of(x, x.then(dense(4)))),
        "n/concatenate (concat(1, ...)): expected shapes that differ in axis 1 only, with a fixed length there, got [[batch, time(lengths), features=4], [batch, time(lengths), features=4]]. Make the others equal.");
    steps("dot", x -> dot(x, x.then(dense(3)), 1, 1));
    steps("dot", x -> dot(dot(x, x, 2, 2).then(softmax()), x, 2, 1));
    steps("dot", x -> dot(x, x.then(globalMaxPool1d()), 2));
    steps("dot", x -> dot(x.then(gru(3)), x.then(lstm(3))));
    steps("cosine", x -> cosine(x, x.then(dense(3)), 1, 1));
    steps("cosine", x -> cosine(x, x.then(dense(4)), 2, 2));
    refused(
        "add",
        x -> add(x, x.then(conv1d(4, 2))),
        "n/add (add(...)): expected shapes that broadcast, got [batch, time(lengths), features=4] and [batch, time=time(lengths) - 1, features=4] (time(lengths) against time=time(lengths) - 1). Give both the same length there, or one of them length 1.");
  }
}

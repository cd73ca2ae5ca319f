package dev.hebb.network;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.averagePool1d;
import static dev.hebb.network.Layers.batchNormalization;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.conv1dTranspose;
import static dev.hebb.network.Layers.cropping1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dot;
import static dev.hebb.network.Layers.flatten;
import static dev.hebb.network.Layers.globalAveragePool1d;
import static dev.hebb.network.Layers.globalMaxPool1d;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.maxPool1d;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.permute;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.network.Layers.softmax;
import static dev.hebb.network.Layers.upSampling1d;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.network.Layers.zeroPadding1d;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Streaming;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What looks ahead, or makes one thing of all steps, cannot be streamed: the layer and why. */
class StreamingRefusalsTest {
  private final Stage<Sequence, Sequence> x = network("n", sequence(ANY, 3));
  private final Stage<Sequence, Sequence> fixed = network("n", sequence(5, 3));

  private static void refused(GraphSource source, String message) {
    assertThatThrownBy(() -> Streaming.of(source.graph()))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }

  @Test
  void whatReadsFromTheEnd() {
    refused(
        x.then(bidirectional(lstm(4).returnSequences())).then(dense(1)).build(),
        "n/bidirectional (bidirectional(lstm(4).returnSequences())): cannot be streamed: it reads the last step first,"
            + " and the last one has not come. Use a layer that reads forwards, or predict whole windows.");
    refused(
        x.then(dense(2)).then(gru(4).goBackwards()).build(),
        "n/gru (gru(4).goBackwards()): cannot be streamed: it reads the last step first,"
            + " and the last one has not come. Use a layer that reads forwards, or predict whole windows.");
    refused(
        x.then("back", simpleRnn(4).returnSequences().goBackwards()).build(),
        "n/back (simpleRnn(4).returnSequences().goBackwards()): cannot be streamed: it reads the last step first,"
            + " and the last one has not come. Use a layer that reads forwards, or predict whole windows.");
  }

  @Test
  void aLayerInAPartIsNamedToo() {
    Network<Sequence, Vector> part =
        network("part", sequence(ANY, 3)).then(dense(2)).then(lstm(4).goBackwards()).build();
    refused(
        x.then(part).then(dense(1)).build(),
        "n/part/lstm (network \"part\"): cannot be streamed: it reads the last step first,"
            + " and the last one has not come. Use a layer that reads forwards, or predict whole windows.");
  }

  @Test
  void convolutionsThatAreNotCausal() {
    refused(
        x.then(conv1d(4, 3).same()).build(),
        "n/conv1d (conv1d(4, 3).same()): cannot be streamed: it looks one step ahead."
            + " Use causal(), or predict whole windows.");
    refused(
        x.then(conv1d(4, 5).dilation(2).same()).build(),
        "n/conv1d (conv1d(4, 5).dilation(2).same()): cannot be streamed: it looks 4 steps ahead."
            + " Use causal(), or predict whole windows.");
    refused(
        x.then(conv1d(4, 3)).build(),
        "n/conv1d (conv1d(4, 3)): cannot be streamed: it reads 3 steps before its first output, and puts out fewer"
            + " steps than come. Use causal(), or predict whole windows.");
    refused(
        x.then(conv1d(4, 3).stride(2).causal()).build(),
        "n/conv1d (conv1d(4, 3).stride(2).causal()): cannot be streamed: it moves 2 steps at a time, so that not every"
            + " step has an output. Use a stride of 1, or predict whole windows.");
    refused(
        fixed.then(permute(2, 1)).then(conv1d(4, 1)).build(),
        "n/conv1d (conv1d(4, 1)): cannot be streamed: it makes one sum of all steps, and not all of them have come."
            + " Use a layer that remembers, such as lstm, or predict whole windows.");
    refused(
        x.then(conv1dTranspose(4, 3)).build(),
        "n/conv1d_transpose (conv1dTranspose(4, 3)): cannot be streamed: it spreads each step over later ones, and puts"
            + " out more steps than come. Use conv1d(...).causal(), or predict whole windows.");
  }

  @Test
  void whatMakesOneThingOfAllSteps() {
    refused(
        x.then(globalAveragePool1d()).then(dense(1)).build(),
        "n/global_average_pooling1d (globalAveragePool1d()): cannot be streamed: it takes the mean of all steps, and"
            + " not all of them have come. Use the last state of a recurrent layer, or predict whole windows.");
    refused(
        x.then(globalMaxPool1d()).build(),
        "n/global_max_pooling1d (globalMaxPool1d()): cannot be streamed: it takes the max of all steps, and"
            + " not all of them have come. Use the last state of a recurrent layer, or predict whole windows.");
    refused(
        fixed.then(flatten()).then(dense(1)).build(),
        "n/flatten (flatten()): cannot be streamed: it puts all 5 steps side by side, and not all of them have come."
            + " Use the last state of a recurrent layer, or predict whole windows.");
    refused(
        x.then(softmax().axes(1)).build(),
        "n/softmax (softmax().axes(1)): cannot be streamed: it takes the max of all steps, and"
            + " not all of them have come. Use the last state of a recurrent layer, or predict whole windows.");
  }

  @Test
  void poolsOverTime() {
    refused(
        x.then(maxPool1d(2)).build(),
        "n/max_pooling1d (maxPool1d(2)): cannot be streamed: it moves 2 steps at a time, so that not every step has an"
            + " output. Use a stride of 1, or predict whole windows.");
    refused(
        x.then(averagePool1d(3).stride(1).same()).build(),
        "n/average_pooling1d (averagePool1d(3).stride(1).same()): cannot be streamed: it makes one number of 3 steps."
            + " Use conv1d(...).causal(), or predict whole windows.");
  }

  @Test
  void whatChangesHowManyStepsThereAre() {
    refused(
        x.then(zeroPadding1d(2, 0)).build(),
        "n/zero_padding1d (zeroPadding1d([2], [0])): cannot be streamed: it puts out more steps than come."
            + " Use conv1d(...).causal(), or predict whole windows.");
    refused(
        x.then(cropping1d(1, 0)).build(),
        "n/cropping1d (cropping1d([1], [0])): cannot be streamed: it takes some of the steps, and a tick does not know"
            + " which step it is. Take all of them, or the last one, or predict whole windows.");
    refused(
        x.then(upSampling1d(2)).build(),
        "n/up_sampling1d (upSampling1d(2)): cannot be streamed: it puts out another number of steps than come."
            + " Leave it out, or predict whole windows.");
  }

  @Test
  void attentionOverAllSteps() {
    refused(
        dot(x, x.then(dense(3)), 2, 2).build(),
        "n/dot (dot(..., 2, 2)): cannot be streamed: it brings each step together with all others, and not all of them"
            + " have come. Use a layer that remembers, such as lstm, or predict whole windows.");
    refused(
        dot(x, x.then(lstm(3)), 2).build(),
        "n/dot (dot(..., 2, 1)): cannot be streamed: it brings each step together with what is known after the last"
            + " one. Use every step of that too: returnSequences(), or predict whole windows.");
  }

  @Test
  void somethingElseAtEachStep() {
    Stage<Rank.Several, Sequence> series = branch("n", sequence(5, 3).named("series"));
    Stage<Rank.Several, Sequence> table =
        branch("n", vector(15).named("table")).then(Layers.reshape(5, 3));
    refused(
        add(series, table).build(),
        "n/add (add(...)): cannot be streamed: it does something else at each step, and a tick does not know which step"
            + " it is. Do the same at all of them, or predict whole windows.");
    refused(
        Layers.concat(2, List.of(series, table)).build(),
        "n/concatenate (concat(2, ...)): cannot be streamed: it joins each step with something else, and a tick does"
            + " not know which step it is. Join what has the same at all of them, or predict whole windows.");
    refused(
        Layers.concat(1, List.of(fixed, fixed.then(dense(3)))).build(),
        "n/concatenate (concat(1, ...)): cannot be streamed: it puts steps behind others that have not all come."
            + " Join along the features, or predict whole windows.");
  }

  @Test
  void whatHasNoTimeAxisOrSeveral() {
    refused(
        network("n", vector(3)).then(dense(1)).build(),
        "n: cannot be streamed: expected one time axis, got [[batch, features=3]]. Feed it a sequence.");
    refused(
        network("n", image(ANY, ANY, 3)).then(batchNormalization()).build(),
        "n: cannot be streamed: expected one time axis, got [height, width]. Say which: over(\"height\").");
    assertThatThrownBy(() -> Streaming.of(x.then(dense(1)).build().graph(), "width"))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "n: cannot be streamed over \"width\": expected a time axis of its inputs, got [[batch, time, features=3]]."
                + " Choose one of theirs.");
  }
}

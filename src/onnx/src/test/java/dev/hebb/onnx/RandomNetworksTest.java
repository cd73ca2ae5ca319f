package dev.hebb.onnx;

import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.activation;
import static dev.hebb.network.Layers.additiveAttention;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.dropout;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.lstm;
import static dev.hebb.network.Layers.minMaxScaler;
import static dev.hebb.network.Layers.multiHeadAttention;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Engine;
import dev.hebb.graph.GraphSource;
import dev.hebb.graph.Model;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Function;
import dev.hebb.network.Layers;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Stage;
import dev.hebb.network.layer.Attends;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Networks that nobody thought of: both prints say the same. */
class RandomNetworksTest {
  // They grow without bound, jump, or are not defined everywhere.
  private static final Set<Function> WILD =
      EnumSet.of(
          Function.SQUARE,
          Function.EXPONENTIAL,
          Function.SQRT,
          Function.LOG,
          Function.FLOOR,
          Function.STEP,
          Function.HARD_SHRINK,
          Function.THRESHOLDED_RELU);

  @Property(tries = 100, seed = "80", shrinking = ShrinkingMode.OFF)
  void bothPrintsAgree(@ForAll long seed) {
    Model model = Models.of(declared(new Random(seed)));
    ModelPrinter printer = new ModelPrinter(model, Opset.DEFAULT);
    Proof proof =
        Verification.of(
                model,
                printer,
                Engine.find().orElseThrow(),
                Path.of(model.graph().sections().toString()))
            .prove(List.of());
    assertThat(proof.maxDeviation()).isLessThanOrEqualTo(proof.tolerance());
    OpContractTest.checker(printer.model(Metadata.of(model, proof)));
  }

  private static GraphSource declared(Random random) {
    Stage<Sequence, Sequence> stage = network("random", sequence(ANY, 1 + random.nextInt(3)));
    if (random.nextBoolean()) {
      stage = stage.then(minMaxScaler("scaler"));
    }
    int layers = random.nextInt(4);
    for (int i = 0; i < layers; i++) {
      stage = grown(stage, random);
    }
    return random.nextBoolean()
        ? stage.build()
        : stage
            .then(gru(1 + random.nextInt(4)).resetAfter(random.nextBoolean()))
            .then(dense(2))
            .build();
  }

  private static Stage<Sequence, Sequence> grown(Stage<Sequence, Sequence> stage, Random random) {
    int units = 2 * (1 + random.nextInt(3));
    return switch (random.nextInt(10)) {
      case 0 -> stage.then(simpleRnn(units).activation(bounded(random)).returnSequences());
      case 1 -> stage.then(lstm(units).goBackwards().noBias().returnSequences());
      case 2 ->
          stage.then(
              lstm(units)
                  .activation(bounded(random))
                  .recurrentActivation(Activation.HARD_SIGMOID)
                  .returnSequences());
      case 3 ->
          stage.then(
              conv1d(units, 1 + random.nextInt(3))
                  .stride(1 + random.nextInt(2))
                  .activation(anything(random)));
      case 4 -> stage.then(conv1d(units, 1 + random.nextInt(3)).dilation(2).causal());
      case 6 -> {
        Attends attention = attention(units, random);
        yield random.nextBoolean() ? stage.then(attention) : beside(stage, attention, units);
      }
      case 7 -> {
        var read = stage.then(lstm(units).returnState());
        yield stage.then(dense(units)).then(lstm(units).returnSequences().from(read.states()));
      }
      case 8 -> {
        var read = stage.then(bidirectional(gru(units)).returnState());
        yield stage.then(
            gru(units).goBackwards().returnSequences().from(read.states().subList(1, 2)));
      }
      case 5 -> stage.then(dropout(0.4)).then(dense(units).activation(anything(random)));
      default -> stage.then(dense(units).noBias()).then(activation(bounded(random)));
    };
  }

  // A query of as many features as the keys have, and the values beside them.
  private static Stage<Sequence, Sequence> beside(
      Stage<Sequence, Sequence> stage, Attends attention, int units) {
    Stage<Sequence, Sequence> values = stage.then(dense(units));
    Stage<Sequence, Sequence> keys = stage.then(dense(2));
    return stage.then(dense(2)).then(attention.over(values, keys));
  }

  private static Attends attention(int units, Random random) {
    boolean causal = random.nextBoolean();
    return switch (random.nextInt(3)) {
      case 0 -> causal ? Layers.attention().useScale().useCausalMask() : Layers.attention();
      case 1 -> causal ? additiveAttention().useCausalMask() : additiveAttention().dropout(0.2);
      default -> {
        var heads = multiHeadAttention(1 + random.nextInt(3), 2).valueDim(units);
        yield causal ? heads.useCausalMask() : heads;
      }
    };
  }

  private static Activation bounded(Random random) {
    return List.of(
            Activation.TANH, Activation.SIGMOID, Activation.SOFTSIGN, Activation.HARD_SIGMOID)
        .get(random.nextInt(4));
  }

  // Not those that grow without bound when stacked, have no value below zero, or jump, where the
  // last digit decides.
  private static Activation anything(Random random) {
    Function[] all = Function.values();
    Function function = all[random.nextInt(all.length)];
    return new Activation(WILD.contains(function) ? Function.GELU : function, 0.3);
  }
}

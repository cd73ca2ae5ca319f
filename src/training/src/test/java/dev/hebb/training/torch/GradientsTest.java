package dev.hebb.training.torch;

import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.graph.op.Activation.SIGMOID;
import static dev.hebb.graph.op.Activation.TANH;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.add;
import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.simpleRnn;
import static dev.hebb.training.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.graph.Graph;
import dev.hebb.graph.GraphBuilder;
import dev.hebb.graph.Model;
import dev.hebb.graph.Port;
import dev.hebb.graph.Scope;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.Value;
import dev.hebb.graph.Weights;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reduction;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Sequence;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.Stage;
import dev.hebb.training.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A step of plain descent goes down the slope that the loss is seen to have, weight by weight. */
class GradientsTest {
  private static final int ROWS = 5;
  private static final int TIME = 4;
  private static final int FEATURES = 64;
  private static final int LOOKED_AT = 9; // weights of each parameter

  /** How far a weight is moved; its square is what is left out, and float32 limits it below. */
  private static final double SHIFT = 2e-3;

  private static final double TOLERANCE = 3e-4;

  static List<Network<Sequence, Vector>> networks() {
    Stage<Sequence, Sequence> start = network("n", sequence(ANY, FEATURES));
    Network<Sequence, Sequence> core =
        network("core", sequence(ANY, 3)).then(simpleRnn(3).returnSequences()).build();
    Stage<Sequence, Sequence> first = start.then(simpleRnn(3).returnSequences());
    return List.of(
        first.then(simpleRnn(2)).then(dense(1)).build(),
        add(first, first.then(simpleRnn(3).returnSequences().goBackwards()))
            .then(simpleRnn(2).activation(SIGMOID).noBias())
            .then(dense(1))
            .build(),
        start.then(bidirectional(simpleRnn(2).activation(TANH))).then(dense(1)).build(),
        first.then(core).then(core).then(simpleRnn(1)).then(dense(1)).build(),
        start
            .then(gru(3).returnSequences())
            .then(gru(2).activation(SIGMOID).goBackwards())
            .then(dense(1))
            .build(),
        start.then(gru(3).activation(RELU).noBias()).then(dense(1)).build(),
        // Large enough for a product of its own.
        start
            .then(simpleRnn(2).returnSequences())
            .then(simpleRnn(FEATURES))
            .then(dense(128).activation(TANH))
            .then(dense(64).activation(TANH))
            .then(dense(1))
            .build());
  }

  private static Model model(Graph network) {
    GraphBuilder builder = GraphBuilder.of(network);
    Value output = network.outputs().get(0).value();
    Value target = builder.input("target", output.shape(), output.type(), "");
    Scope scope = new Scope(builder, "loss");
    Value errors = new MeanSquaredError().lower(output, target, scope);
    Value loss = scope.op(Reduce.all(Reduction.MEAN), errors);
    Graph graph = builder.build(List.of(Port.of(loss)));
    return new Model(graph, Weights.initial(graph, 5));
  }

  private static Tensor random(long seed, double scale, long... dims) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[(int) Tensor.elements(dims)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (scale * random.nextDouble(-1, 1));
    }
    return Tensor.of(values, dims);
  }

  private static Weights shifted(Weights weights, String name, int at, double by) {
    float[] values = weights.get(name).toFloats();
    values[at] += (float) by;
    return weights.with(name, Tensor.of(values, weights.get(name).dims()));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void goesDown(Network<Sequence, Vector> network) {
    Model model = model(network.graph());
    int[] all = {0, 1, 2, 3, 4};
    try (TrainingModule module =
        new TrainingModule(model, sgd().learningRate(1), 7, Placement.cpu(1))) {
      TrainingModule.Data data =
          module.put(List.of(random(1, 0.3, ROWS, TIME, FEATURES), random(2, 1, ROWS, 1)));
      Weights before = module.weights();
      module.step(data, all, 1);
      Weights after = module.weights();
      Map<String, double[]> wanted = new LinkedHashMap<>();
      Map<String, double[]> got = new LinkedHashMap<>();
      for (String name : before.tensors().keySet()) {
        float[] from = before.get(name).toFloats();
        float[] to = after.get(name).toFloats();
        int count = Math.min(LOOKED_AT, from.length);
        int[] places = new int[count];
        Arrays.setAll(places, i -> (int) ((long) i * from.length / count));
        wanted.put(
            name,
            Arrays.stream(places)
                .mapToDouble(
                    at -> {
                      module.restore(shifted(before, name, at, SHIFT), module.state());
                      double up = module.evaluate(data, all)[0];
                      module.restore(shifted(before, name, at, -SHIFT), module.state());
                      return (up - module.evaluate(data, all)[0]) / (2 * SHIFT);
                    })
                .toArray());
        got.put(name, Arrays.stream(places).mapToDouble(at -> from[at] - to[at]).toArray());
      }
      assertThat(got.values().stream().flatMapToDouble(Arrays::stream).map(Math::abs).sum())
          .isGreaterThan(0.1);
      got.forEach(
          (name, slopes) ->
              assertThat(slopes).as(name).containsExactly(wanted.get(name), within(TOLERANCE)));
    }
  }
}

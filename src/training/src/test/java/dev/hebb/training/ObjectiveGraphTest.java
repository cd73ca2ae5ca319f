package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Graph;
import dev.hebb.graph.Node;
import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.GatherElements;
import dev.hebb.graph.op.MatMul;
import dev.hebb.graph.op.OneHot;
import dev.hebb.training.metric.Curve;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a network's graph is grown by: no more than is needed. */
class ObjectiveGraphTest {
  private static final Graph CLASSES =
      network("n", vector(2)).then(dense(5).activation(Activation.SOFTMAX)).build().graph();
  private static final Graph SWITCH =
      network("n", vector(2)).then(dense(1).activation(Activation.SIGMOID)).build().graph();

  private static Graph grown(Graph network, Goal goal) {
    return Objective.of(network, goal, List.of()).graph().phase(true);
  }

  private static long count(Graph graph, Class<?> op) {
    return graph.nodes().stream().map(Node::op).filter(op::isInstance).count();
  }

  @Test
  void behindASoftmaxClassesAreWeighedByWhatItWasGiven() {
    Graph graph = grown(CLASSES, Goal.of(Losses.sparseCategoricalCrossentropy()));
    assertThat(count(graph, OneHot.class)).isZero();
    assertThat(count(graph, GatherElements.class)).isOne();
    assertThat(graph.nodes())
        .filteredOn(node -> node.op() instanceof Activate)
        .extracting(node -> node.op().type())
        .containsExactly("log_softmax");
  }

  @Test
  void accuracyMakesNoRowsOfZeros() {
    Goal goal = Goal.of(Losses.sparseCategoricalCrossentropy());
    Graph graph = grown(CLASSES, goal.metrics(List.of(Metrics.accuracy())));
    assertThat(count(graph, OneHot.class)).isZero();
  }

  @Test
  void whatSeveralMetricsNeedIsWorkedOutOnce() {
    Goal goal = Goal.of(Losses.binaryCrossentropy());
    Graph one = grown(SWITCH, goal.metrics(List.of(Metrics.auc())));
    Graph two =
        grown(SWITCH, goal.metrics(List.of(Metrics.auc(), Metrics.auc(Curve.PRECISION_RECALL))));
    assertThat(count(one, MatMul.class)).isOne();
    assertThat(two.nodes()).hasSameSizeAs(one.nodes());
    Graph answers =
        grown(
            SWITCH,
            goal.metrics(
                List.of(
                    Metrics.precision(),
                    Metrics.recall(),
                    Metrics.truePositives(),
                    Metrics.falseNegatives())));
    assertThat(count(answers, MatMul.class)).isOne();
  }
}

package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.zoo.Zoo.denseNet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Model;
import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.op.Activation;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.network.zoo.DenseNet;
import dev.hebb.training.data.Dataset;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From one task to another: trained weights as a part, frozen, then thawed. */
class TransferTest {
  private static final DenseNet EYES =
      denseNet(4, 8, 2, 2).input(12, 12, 1).classes(4).named("eyes");

  private static Dataset pictures(int rows, int classes, long seed) {
    Random random = new Random(seed);
    float[] x = new float[rows * 144];
    float[] y = new float[rows * classes];
    for (int row = 0; row < rows; row++) {
      int kind = row % classes;
      y[row * classes + kind] = 1;
      for (int i = 0; i < 144; i++) {
        x[row * 144 + i] = random.nextFloat() + (i / 12 % classes == kind ? 1 : 0);
      }
    }
    return Dataset.of(Tensor.of(x, rows, 12, 12, 1), Tensor.of(y, rows, classes));
  }

  private static Trainer trainer(Model model, double learningRate) {
    return Trainer.of(model)
        .batchSize(8)
        .epochs(2)
        .optimizer(Adam.adam().learningRate(learningRate))
        .progress(Progress.silent());
  }

  private static Network<Image, Vector> around(Network<Image, Image> eyes) {
    return network("three", image(12, 12, 1))
        .then(eyes)
        .then(globalAveragePool2d())
        .then(dense(3).activation(Activation.SOFTMAX))
        .build();
  }

  private static boolean eyes(Param param) {
    return param.name().startsWith("eyes/");
  }

  @Test
  void aPartKeepsItsWeightsWhileItIsFrozenAndLearnsOnceItIsThawed() {
    Model four = trainer(Model.initial(EYES, 1), 0.01).fit(pictures(32, 4, 1)).model();
    Network<Image, Vector> frozen = around(EYES.withoutTop().frozen());
    Model start = Model.initial(frozen, 2).with(four);
    Trained head = trainer(start, 0.01).fit(pictures(24, 3, 2));
    assertThat(head.history().last().figures().get("loss"))
        .isLessThan(head.history().of("loss").get(0));
    for (Param param : frozen.graph().params()) {
      Tensor trained = head.model().weights().get(param.name());
      if (eyes(param)) {
        // The moving means and variances too.
        assertThat(trained)
            .as(param.name())
            .isEqualTo(four.weights().get(param.name().substring("eyes/".length())));
      } else {
        assertThat(trained).as(param.name()).isNotEqualTo(start.weights().get(param.name()));
      }
    }
    Network<Image, Vector> thawed = around(EYES.withoutTop());
    Model further = head.model().in(thawed);
    assertThat(further.weights()).isEqualTo(head.model().weights());
    Trained whole = trainer(further, 1e-4).fit(pictures(24, 3, 2));
    for (Param param : thawed.graph().params()) {
      float[] before = further.weights().get(param.name()).toFloats();
      float[] after = whole.model().weights().get(param.name()).toFloats();
      assertThat(after).as(param.name()).isNotEqualTo(before);
      if (param.trainable()) {
        for (int i = 0; i < after.length; i++) {
          // Six steps of Adam, each of about its learning rate at most.
          assertThat(after[i]).as(param.name()).isBetween(before[i] - 1e-3f, before[i] + 1e-3f);
        }
      }
    }
  }

  @Test
  void oneStepChangesEveryWeightOfASmallDenseNet() {
    Model start = Model.initial(EYES, 3);
    Trained trained = trainer(start, 0.01).epochs(1).batchSize(32).fit(pictures(32, 4, 3));
    for (Param param : start.graph().params()) {
      assertThat(trained.model().weights().get(param.name()))
          .as(param.name())
          .isNotEqualTo(start.weights().get(param.name()));
    }
  }
}

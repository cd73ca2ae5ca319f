package dev.hebb.training;

import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.Tensor;
import dev.hebb.network.Rank;
import dev.hebb.network.SameRank;
import dev.hebb.network.layer.Scaler;
import dev.hebb.training.data.Dataset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A scaler measures and scales as Keras's Normalization does after {@code adapt}. */
class KerasScalerTest {
  @Test
  void whatIsMeasuredScalesAsInKeras() {
    Goldens goldens = Goldens.read("images");
    int compared = 0;
    List<KerasCase> cases =
        goldens.cases().getAsJsonArray().asList().stream()
            .map(element -> new KerasCase(element.getAsJsonObject(), goldens))
            .filter(golden -> golden.name().endsWith("_adapted") && golden.is("axis", "-1"))
            .toList();
    for (KerasCase golden : cases) {
      Tensor data = goldens.tensors().get(golden.name() + "/data");
      Scaler scaler = standardScaler("s");
      // The inverse stands behind a scaler whose work it undoes: once more, and it is alone.
      List<SameRank<Rank>> layers =
          golden.on("invert")
              ? List.of(scaler, scaler.inverse(), scaler.inverse())
              : List.of(scaler);
      Tensor x = golden.inputs().get(0);
      Tensor got = fitted(layers, data).predict(x);
      KerasLayersTest.assertClose(golden.name(), got, goldens.tensors().get(golden.name() + "/y"));
      compared++;
    }
    assertThat(compared).isEqualTo(5);
  }

  // A dense layer that is the identity, and stays it, gives training something to train.
  private static Trained fitted(List<SameRank<Rank>> layers, Tensor data) {
    long[] dims = data.dims();
    var plan =
        dims.length == 2
            ? behind(network("n", vector(dims[1])), layers)
            : behind(network("n", sequence(dims[1], dims[2])), layers);
    return Trainer.of(plan.build())
        .optimizer(Sgd.sgd().learningRate(0))
        .batchSize((int) dims[0])
        .progress(Progress.silent())
        .fit(Dataset.of(data, data));
  }

  private static <R extends Rank.Features> dev.hebb.network.Stage<R, R> behind(
      dev.hebb.network.Stage<R, R> stage, List<SameRank<Rank>> layers) {
    var last = stage;
    for (SameRank<Rank> layer : layers) {
      last = last.then(layer);
    }
    int features = Math.toIntExact(last.shape().last().size().fixed().orElseThrow());
    return last.then(
        dense(features)
            .with(
                dev.hebb.graph.WeightOptions.kernel()
                    .initializer(dev.hebb.graph.Initializer.identity())));
  }
}

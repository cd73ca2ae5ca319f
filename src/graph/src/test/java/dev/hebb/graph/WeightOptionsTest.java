package dev.hebb.graph;

import static dev.hebb.graph.Initializer.heNormal;
import static dev.hebb.graph.Initializer.ones;
import static dev.hebb.graph.Regularizer.l1;
import static dev.hebb.graph.Regularizer.l2;
import static dev.hebb.graph.WeightOptions.bias;
import static dev.hebb.graph.WeightOptions.kernel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightOptionsTest {
  @TempDir Path folder;

  private static Param kernelWith(WeightOptions... options) {
    GraphBuilder builder = new GraphBuilder("net");
    Example.kernel(new Scope(builder, "dense").with(Arrays.asList(options)), 2);
    return builder.build(List.of()).params().get(0);
  }

  @Test
  void whatIsSaidIsInTheParameter() {
    Param param =
        kernelWith(
            kernel()
                .initializer(heNormal())
                .regularizer(l1(0.5))
                .regularizer(l2(0.25))
                .constraint(Constraint.maxNorm(2))
                .constraint(Constraint.nonNegative()),
            bias().initializer(ones()));
    assertThat(param)
        .isEqualTo(
            new Param(
                "dense/kernel",
                List.of(3L, 2L),
                heNormal(),
                new Fans(3, 2),
                true,
                List.of(l1(0.5), l2(0.25)),
                List.of(Constraint.maxNorm(2), Constraint.nonNegative())));
  }

  @Test
  void whatIsSaidTwiceAddsUp() {
    Param param =
        kernelWith(
            kernel().initializer(heNormal()).regularizer(l1(0.5)),
            kernel().initializer(ones()).constraint(Constraint.unitNorm()),
            kernel().regularizer(l2(0.25)));
    assertThat(param.initializer()).as("the last").isEqualTo(ones());
    assertThat(param.regularizers()).containsExactly(l1(0.5), l2(0.25));
    assertThat(param.constraints()).containsExactly(Constraint.unitNorm());
  }

  @Test
  void whatIsFrozenOrMovedKeepsIt() {
    Param param = kernelWith(kernel().regularizer(l1(0.5)).constraint(Constraint.unitNorm()));
    assertThat(param.frozen().trainable()).isFalse();
    assertThat(param.frozen().regularizers()).isEqualTo(param.regularizers());
    assertThat(param.frozen().constraints()).isEqualTo(param.constraints());
    Param moved = param.moved("a/kernel", ones());
    assertThat(moved.name()).isEqualTo("a/kernel");
    assertThat(moved.regularizers()).isEqualTo(param.regularizers());
    assertThat(moved.constraints()).isEqualTo(param.constraints());
  }

  @Test
  void aModelFileKeepsAllOfIt() {
    List<Initializer> initializers =
        List.of(
            Initializer.zeros(),
            Initializer.constant(-0.25),
            Initializer.identity(),
            new Initializer.Identity(2.5),
            Initializer.orthogonal(),
            Initializer.randomNormal(),
            Initializer.randomUniform(),
            Initializer.truncatedNormal(),
            Initializer.glorotNormal(),
            Initializer.heUniform(),
            Initializer.lecunNormal(),
            new VarianceScaling(
                3, VarianceScaling.Mode.FAN_OUT, VarianceScaling.Distribution.UNTRUNCATED_NORMAL),
            new Initializer.GateBias(2, 1),
            new Initializer.Fitted(Statistic.MEAN, "input"));
    List<Constraint> constraints =
        List.of(
            Constraint.nonNegative(),
            Constraint.unitNorm(),
            Constraint.maxNorm(3),
            Constraint.minMaxNorm(0.5, Double.POSITIVE_INFINITY),
            new Constraint.Norm(0.5, 2, 0.25));
    GraphBuilder builder = new GraphBuilder("net");
    for (int i = 0; i < initializers.size(); i++) {
      builder.param(
          new Param(
              "layer" + i + "/kernel",
              List.of(3L, 2L),
              initializers.get(i),
              new Fans(3, 2, i % 2),
              i % 3 != 0,
              i % 4 == 0 ? List.of() : List.of(l1(0.5 + i), l2(0.25)),
              i % 5 == 0 ? List.of() : constraints));
    }
    builder.param(
        new Param(
            "stft/kernel",
            List.of(3L, 1L, 4L),
            new Stft(true, Stft.Window.HAMMING, Stft.Scaling.SPECTRUM, true),
            Fans.NONE,
            false));
    Model model = Model.initial(builder.build(List.of()), 3);
    model.save(folder.resolve("a.hebb"));
    Model read = Model.load(folder.resolve("a.hebb"));
    assertThat(read.graph().params()).hasSize(15).isEqualTo(model.graph().params());
    assertThat(read).isEqualTo(model);
  }

  @Test
  void theIdentityIsAMatrix() {
    assertThatThrownBy(
            () ->
                Initializer.identity()
                    .draw(new SplittableRandom(1), new long[] {16, 8, 3, 3}, Fans.NONE))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a weight of 2 axes for the identity, got [16, 8, 3, 3]. Use another"
                + " initializer.");
    assertThatThrownBy(
            () ->
                new Stft(false, Stft.Window.HANN, Stft.Scaling.DENSITY, false)
                    .draw(new SplittableRandom(1), new long[] {16, 8, 3}, Fans.NONE))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected a kernel [filters, 1, frame] for the Fourier transform, got [16, 8, 3]. Use it"
                + " for conv1d over one channel.");
  }

  @Test
  void twoParametersOfOneNameAreToldApart() {
    GraphBuilder builder = new GraphBuilder("net");
    Scope scope = new Scope(builder, "dense");
    Example.kernel(scope, 2);
    assertThatThrownBy(() -> Example.kernel(scope.with(List.of(kernel().regularizer(l1(0.5)))), 2))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(
            "expected one parameter \"dense/kernel\", got [3, 2] VarianceScaling[scale=1.0,"
                + " mode=FAN_AVG, distribution=UNIFORM], trained and [3, 2] VarianceScaling[scale=1.0,"
                + " mode=FAN_AVG, distribution=UNIFORM], trained [L1[factor=0.5]]. Give one of the"
                + " layers another name.");
  }

  @Test
  void numbersThatCannotBe() {
    for (double factor : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      String text = ": expected a factor of at least 0, got %s. Give a small one, such as 1e-4.";
      refused(() -> l1(factor), "l1" + text.formatted(factor));
      refused(() -> l2(factor), "l2" + text.formatted(factor));
    }
    String norm =
        "norm: expected 0 <= least <= most and a rate from 0 to 1, got %s. Change one of them.";
    refused(() -> Constraint.maxNorm(-1), norm.formatted("0.0, -1.0 and 1.0"));
    refused(() -> Constraint.minMaxNorm(2, 1), norm.formatted("2.0, 1.0 and 1.0"));
    refused(() -> new Constraint.Norm(0, 1, 1.5), norm.formatted("0.0, 1.0 and 1.5"));
    for (double scale : new double[] {0, -1, Double.NaN}) {
      refused(
          () ->
              new VarianceScaling(
                  scale, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.UNIFORM),
          "variance scaling: expected a scale above 0, got %s. Give a positive number."
              .formatted(scale));
    }
  }

  private static void refused(ThrowingCallable declaration, String message) {
    assertThatThrownBy(declaration).isInstanceOf(DeclarationException.class).hasMessage(message);
  }
}

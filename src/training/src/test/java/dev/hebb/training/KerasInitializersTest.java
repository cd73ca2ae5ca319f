package dev.hebb.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hebb.graph.DeclarationException;
import dev.hebb.graph.Fans;
import dev.hebb.graph.Initializer;
import dev.hebb.graph.Stft;
import dev.hebb.graph.Tensor;
import dev.hebb.graph.VarianceScaling;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Keras's 16 initialisers: numbers where they are fixed, statistics of many where drawn. */
class KerasInitializersTest {
  private static final double EXACT = 1e-6; // the file has seven digits
  // Keras takes the sine of a float32 angle of up to 7·π, which is off by half an ulp of it.
  private static final double ANGLE = 1.5e-6;

  @Test
  void firstNumbersLieAsThoseOfKeras() {
    Map<String, Integer> compared = new TreeMap<>();
    for (JsonElement element : Goldens.json("initializers").getAsJsonArray()) {
      JsonObject golden = element.getAsJsonObject();
      String name = golden.get("initializer").getAsString();
      Initializer initializer = initializer(name, golden.getAsJsonObject("config"));
      long[] shape = dims(golden.getAsJsonArray("shape"));
      if (golden.has("error")) {
        assertThatThrownBy(() -> draw(initializer, shape, 1))
            .as(golden.toString())
            .isInstanceOf(DeclarationException.class);
      } else if (golden.get("distribution").getAsString().equals("constant")) {
        fixed(golden, Tensor.of(draw(initializer, shape, 1), ours(shape)));
      } else {
        drawn(golden, initializer, shape);
      }
      compared.merge(name, 1, Integer::sum);
    }
    // How many cases Keras computed of each initialiser.
    assertThat(compared)
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("zeros", 2),
                    Map.entry("ones", 2),
                    Map.entry("constant", 4),
                    Map.entry("identity", 7),
                    Map.entry("stft", 18),
                    Map.entry("random_normal", 4),
                    Map.entry("random_uniform", 4),
                    Map.entry("truncated_normal", 4),
                    Map.entry("orthogonal", 4),
                    Map.entry("variance_scaling", 20),
                    Map.entry("glorot_normal", 2),
                    Map.entry("glorot_uniform", 2),
                    Map.entry("he_normal", 2),
                    Map.entry("he_uniform", 2),
                    Map.entry("lecun_normal", 2),
                    Map.entry("lecun_uniform", 2))));
  }

  private static void fixed(JsonObject golden, Tensor got) {
    float[] values = got.toFloats();
    Statistics seen = new Statistics(values);
    assertThat(values.length).isEqualTo(golden.get("samples").getAsInt());
    for (String each : new String[] {"mean", "std", "min", "max"}) {
      assertThat(seen.of(each))
          .as("%s of %s", each, golden)
          .isCloseTo(golden.get(each).getAsDouble(), within(EXACT));
    }
    if (golden.has("values")) {
      double tolerance = golden.get("initializer").getAsString().equals("stft") ? ANGLE : EXACT;
      JsonArray listed = golden.getAsJsonArray("values");
      float[] expected = new float[listed.size()];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = listed.get(i).getAsFloat();
      }
      long[] shape = dims(golden.getAsJsonArray("shape"));
      Tensor wanted = Tensor.of(expected, shape);
      assertThat((shape.length > 2 ? Goldens.reversed(wanted) : wanted).toFloats())
          .as(golden.toString())
          .containsExactly(values, within((float) tolerance));
    }
  }

  // Five standard errors of a mean, of a deviation and of a share; Keras's own figures have some
  // too.
  private static void drawn(JsonObject golden, Initializer initializer, long[] shape) {
    int count = golden.get("samples").getAsInt();
    int size = Math.toIntExact(Tensor.elements(shape));
    float[] values = new float[count];
    for (int sample = 0; sample < count / size; sample++) {
      float[] part = draw(initializer, shape, sample);
      System.arraycopy(part, 0, values, sample * size, size);
      if (golden.get("distribution").getAsString().equals("orthogonal")) {
        JsonObject config = golden.getAsJsonObject("config");
        orthogonal(part, ours(shape), config.has("gain") ? config.get("gain").getAsDouble() : 1);
      }
    }
    Statistics seen = new Statistics(values);
    double center = golden.get("center").getAsDouble();
    double deviation = golden.get("deviation").getAsDouble();
    double mean = 5 * deviation / Math.sqrt(count);
    double spread = 5 * deviation / Math.sqrt(2.0 * count);
    assertThat(seen.of("mean")).as(golden.toString()).isCloseTo(center, within(mean));
    assertThat(seen.of("mean"))
        .isCloseTo(golden.get("mean").getAsDouble(), within(mean * Math.sqrt(2)));
    assertThat(seen.of("std")).as(golden.toString()).isCloseTo(deviation, within(spread));
    assertThat(seen.of("std"))
        .isCloseTo(golden.get("std").getAsDouble(), within(spread * Math.sqrt(2)));
    if (!golden.get("bound").isJsonNull()) {
      double bound = golden.get("bound").getAsDouble();
      for (String end : new String[] {"min", "max"}) {
        assertThat(Math.abs(seen.of(end) - center))
            .as("%s of %s", end, golden)
            .isBetween(0.99 * bound, bound * (1 + EXACT));
      }
    }
    if (golden.get("distribution").getAsString().equals("orthogonal")) {
      return; // Seen above, vector by vector.
    }
    double near = nearShare(golden.get("distribution").getAsString());
    assertThat(seen.within(center, deviation))
        .as("share within one deviation of %s", golden)
        .isCloseTo(near, within(5 * Math.sqrt(near * (1 - near) / count)));
  }

  // How much of a distribution lies within one deviation of its mean: 1/√3 of a uniform one,
  // erf(1/√2)
  // of a normal one, erf(d/√2)/erf(√2) of one cut at 2, whose
  // deviation d is 0.87962566.
  private static double nearShare(String distribution) {
    return switch (distribution) {
      case "uniform" -> 1 / Math.sqrt(3);
      case "truncated_normal" -> 0.620934 / 0.954500;
      default -> 0.682689;
    };
  }

  private static void orthogonal(float[] matrix, long[] dims, double gain) {
    int rows = (int) dims[0];
    int columns = matrix.length / rows;
    boolean tall = rows >= columns;
    for (int a = 0; a < Math.min(rows, columns); a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int i = 0; i < Math.max(rows, columns); i++) {
          dot +=
              tall
                  ? (double) matrix[i * columns + a] * matrix[i * columns + b]
                  : (double) matrix[a * columns + i] * matrix[b * columns + i];
        }
        assertThat(dot).isCloseTo(a == b ? gain * gain : 0, within(1e-5));
      }
    }
  }

  private static float[] draw(Initializer initializer, long[] shape, int seed) {
    int rank = shape.length;
    long field = 1;
    for (int axis = 0; axis < rank - 2; axis++) {
      field *= shape[axis];
    }
    Fans fans = new Fans(shape[rank - 2] * field, shape[rank - 1] * field, rank == 2 ? 1 : 0);
    return initializer.draw(new SplittableRandom(seed), ours(shape), fans);
  }

  // Keras's [axes..., in, out] is [out, in, axes...] here, but for a matrix.
  private static long[] ours(long[] shape) {
    int rank = shape.length;
    if (rank == 2) {
      return shape;
    }
    long[] dims = new long[rank];
    dims[0] = shape[rank - 1];
    dims[1] = shape[rank - 2];
    System.arraycopy(shape, 0, dims, 2, rank - 2);
    return dims;
  }

  private static long[] dims(JsonArray shape) {
    return shape.asList().stream().mapToLong(JsonElement::getAsLong).toArray();
  }

  private static double number(JsonObject config, String key, double other) {
    return config.has(key) ? config.get(key).getAsDouble() : other;
  }

  private static Initializer initializer(String name, JsonObject config) {
    boolean plain = config.isEmpty();
    return switch (name) {
      case "zeros" -> Initializer.zeros();
      case "ones" -> Initializer.ones();
      case "constant" -> Initializer.constant(number(config, "value", 0));
      case "identity" ->
          plain ? Initializer.identity() : new Initializer.Identity(number(config, "gain", 1));
      case "orthogonal" ->
          plain ? Initializer.orthogonal() : new Initializer.Orthogonal(number(config, "gain", 1));
      case "random_normal", "truncated_normal" -> normal(name.startsWith("truncated"), config);
      case "random_uniform" ->
          plain
              ? Initializer.randomUniform()
              : new Initializer.Uniform(number(config, "minval", 0), number(config, "maxval", 0));
      case "glorot_normal" -> Initializer.glorotNormal();
      case "glorot_uniform" -> Initializer.glorotUniform();
      case "he_normal" -> Initializer.heNormal();
      case "he_uniform" -> Initializer.heUniform();
      case "lecun_normal" -> Initializer.lecunNormal();
      case "lecun_uniform" -> Initializer.lecunUniform();
      case "variance_scaling" ->
          new VarianceScaling(
              number(config, "scale", 1),
              VarianceScaling.Mode.valueOf(upper(config, "mode", "FAN_IN")),
              VarianceScaling.Distribution.valueOf(
                  upper(config, "distribution", "TRUNCATED_NORMAL")));
      case "stft" ->
          new Stft(
              upper(config, "side", "REAL").equals("IMAG"),
              Stft.Window.valueOf(upper(config, "window", "HANN")),
              Stft.Scaling.valueOf(upper(config, "scaling", "DENSITY")),
              config.has("periodic") && config.get("periodic").getAsBoolean());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Initializer normal(boolean truncated, JsonObject config) {
    if (config.isEmpty()) {
      return truncated ? Initializer.truncatedNormal() : Initializer.randomNormal();
    }
    return new Initializer.Normal(
        number(config, "mean", 0), number(config, "stddev", 0), truncated);
  }

  private static String upper(JsonObject config, String key, String other) {
    JsonElement value = config.get(key);
    return value == null
        ? other
        : value.isJsonNull() ? "NONE" : value.getAsString().toUpperCase(Locale.ROOT);
  }
}

package dev.hebb.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DeclarationException;
import dev.hebb.network.Layers;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No layer sees what pads the rows: a row is what it is alone, or the layer says that it is not.
 */
class PaddedLayersTest {
  // They begin a network, or are for what has no axis that may be free.
  private static final Set<String> OTHERS =
      Set.of(
          "network",
          "branch",
          "vector",
          "sequence",
          "tokens",
          "frames",
          "image",
          "volume",
          "conv3d",
          "conv3dTranspose",
          "maxPool3d",
          "averagePool3d",
          "globalMaxPool3d",
          "globalAveragePool3d",
          "upSampling3d",
          "zeroPadding3d",
          "cropping3d",
          "spatialDropout3d");

  @TestFactory
  Stream<DynamicTest> rowsAreWhatTheyAreAloneOrRefused() {
    List<PaddedLayers.Case> cases = PaddedLayers.all();
    return IntStream.range(0, cases.size())
        .mapToObj(
            i -> DynamicTest.dynamicTest(cases.get(i).word() + " " + i, () -> check(cases.get(i))));
  }

  private static void check(PaddedLayers.Case each) {
    if (each.refusal().isEmpty()) {
      PaddedTest.check(Models.of(each.network().get()));
    } else {
      assertThatThrownBy(() -> each.network().get())
          .isInstanceOf(DeclarationException.class)
          .hasMessage(each.refusal());
    }
  }

  @Test
  void noWordIsForgotten() {
    Set<String> words = new TreeSet<>();
    for (Method method : Layers.class.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())) {
        words.add(method.getName());
      }
    }
    words.removeAll(OTHERS);
    Set<String> covered = new HashSet<>();
    PaddedLayers.all().forEach(each -> covered.add(each.word()));
    assertThat(words).isEqualTo(new TreeSet<>(covered));
  }
}

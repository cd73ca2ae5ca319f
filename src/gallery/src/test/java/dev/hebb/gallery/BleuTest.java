package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.Gson;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** By numbers of sacrebleu, which {@code scripts/goldens/golden_bleu.py} computed. */
class BleuTest {
  private record Case(
      String name,
      int order,
      List<List<String>> said,
      List<List<String>> references,
      double score,
      List<Long> matches,
      List<Long> totals,
      double brevity) {}

  @TestFactory
  Stream<DynamicTest> asSacrebleu() throws Exception {
    try (Reader json =
        new InputStreamReader(
            BleuTest.class.getResourceAsStream("bleu.json"), StandardCharsets.UTF_8)) {
      List<Case> cases = Arrays.asList(new Gson().fromJson(json, Case[].class));
      assertThat(cases).hasSizeGreaterThan(5);
      return cases.stream().map(each -> DynamicTest.dynamicTest(each.name, () -> check(each)));
    }
  }

  private static void check(Case each) {
    Bleu bleu = Bleu.of(each.said, each.references, each.order);
    assertThat(bleu.matches()).isEqualTo(each.matches);
    assertThat(bleu.totals()).isEqualTo(each.totals);
    assertThat(bleu.brevity()).isCloseTo(each.brevity, within(1e-12));
    assertThat(bleu.score()).isCloseTo(each.score, within(1e-9));
  }
}

package dev.hebb.cli;

import dev.hebb.cli.report.Fact;
import dev.hebb.onnx.Judged;
import dev.hebb.onnx.Quantized;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What smaller numbers brought and cost, told. */
final class SmallerFacts {
  private SmallerFacts() {}

  static List<Fact> of(Quantized smaller) {
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of("precision", smaller.precision()));
    facts.add(
        new Fact(
            "bytes_before",
            smaller.bytesBefore(),
            "in float32",
            "%s, %s a call; now %s"
                .formatted(
                    Sizes.bytes(smaller.bytesBefore()),
                    micros(smaller.microsBefore()),
                    micros(smaller.microsAfter()))));
    facts.add(Fact.silent("p50_us_before", smaller.microsBefore()));
    facts.add(Fact.silent("p50_us", smaller.microsAfter()));
    List<Object> judged = new ArrayList<>();
    for (Judged each : smaller.judged()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("metric", each.name());
      json.put("before", each.before());
      json.put("after", each.after());
      json.put("most", each.most());
      judged.add(json);
      facts.add(
          Fact.aside(
              each.name(),
              String.format(
                  Locale.ROOT,
                  "%.4f, in float32 %.4f; may be worse by %s",
                  each.after(),
                  each.before(),
                  each.most())));
    }
    facts.add(Fact.silent("judged", judged));
    facts.add(Fact.silent("kept", smaller.kept()));
    smaller.kept().forEach(each -> facts.add(Fact.aside("left as it was", each)));
    return facts;
  }

  private static String micros(double micros) {
    return String.format(Locale.ROOT, "%,.1f us", micros);
  }
}

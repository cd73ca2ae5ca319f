package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class SizeArithmeticTest {
  private static final int STEPS = 3;

  @Property
  void aChainOfStepsBoundLateIsTheChainOfTheirNumbers(
      @ForAll @LongRange(min = 0, max = 1000) long time,
      @ForAll @Size(STEPS) List<@IntRange(min = 1, max = 3) Integer> factors,
      @ForAll @Size(STEPS) List<@IntRange(min = -9, max = 9) Integer> offsets,
      @ForAll @Size(STEPS) List<@IntRange(min = 1, max = 4) Integer> divisors) {
    dev.hebb.graph.Size size = dev.hebb.graph.Size.symbol("time");
    long expected = time;
    for (int i = 0; i < STEPS; i++) {
      size = size.affine(factors.get(i), offsets.get(i), divisors.get(i));
      expected = Math.floorDiv(expected * factors.get(i) + offsets.get(i), divisors.get(i));
    }
    assertThat(size.at(Map.of("time", time))).isEqualTo(expected);
  }
}

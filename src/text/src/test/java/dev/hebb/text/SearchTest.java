package dev.hebb.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.runtime.PredictorException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The searches over a network whose every probability is written down. */
class SearchTest {
  private static final int WORDS = 5;
  private static final long START = 1;
  private static final long END = 2;
  private static final int MOST = 5;

  /** What comes next depends on all that was said, at random but always alike. */
  private static final class Book implements NextToken {
    private final long seed;
    private final Map<Integer, List<Long>> rows = new HashMap<>();

    Book(long seed) {
      this.seed = seed;
    }

    @Override
    public double[][] after(int[] from, long[] tokens) {
      Map<Integer, List<Long>> before = new HashMap<>(rows);
      double[][] next = new double[tokens.length][];
      for (int row = 0; row < tokens.length; row++) {
        List<Long> said = new ArrayList<>(before.getOrDefault(from[row], List.of()));
        said.add(tokens[row]);
        rows.put(row, said);
        next[row] = logarithms(said);
      }
      return next;
    }

    double[] logarithms(List<Long> said) {
      SplittableRandom random = new SplittableRandom(seed * 31 + said.hashCode());
      double[] weights = new double[WORDS];
      double sum = 0;
      for (int i = 0; i < WORDS; i++) {
        weights[i] = Math.exp(3 * random.nextDouble());
        sum += weights[i];
      }
      for (int i = 0; i < WORDS; i++) {
        weights[i] = Math.log(weights[i] / sum);
      }
      return weights;
    }
  }

  // Every row there is, ended or as long as it may be.
  private static List<Decoded> all(Book book, List<Long> said, double logarithm, double alpha) {
    List<Long> heard = new ArrayList<>(List.of(START));
    heard.addAll(said);
    if (said.size() == MOST) {
      return List.of(new Decoded(said, logarithm, logarithm / penalty(MOST, alpha)));
    }
    List<Decoded> rows = new ArrayList<>();
    double[] next = book.logarithms(heard);
    for (int token = 0; token < WORDS; token++) {
      double sum = logarithm + next[token];
      if (token == END) {
        rows.add(new Decoded(said, sum, sum / penalty(said.size() + 1, alpha)));
      } else {
        List<Long> longer = new ArrayList<>(said);
        longer.add((long) token);
        rows.addAll(all(book, longer, sum, alpha));
      }
    }
    return rows;
  }

  private static double penalty(int length, double alpha) {
    return Math.pow((5.0 + length) / 6, alpha);
  }

  private static List<Decoded> beam(long seed, Decoding how) {
    return new BeamSearch(new Book(seed), how, START, END, MOST).run();
  }

  @Test
  void aWideBeamFindsTheBestOfAllRows() {
    for (long seed = 0; seed < 20; seed++) {
      for (double alpha : new double[] {0, 0.6, 1}) {
        Decoded best =
            all(new Book(seed), List.of(), 0, alpha).stream()
                .max(Comparator.comparingDouble(Decoded::score))
                .orElseThrow();
        Decoded found = beam(seed, Decoding.beam(1000).lengthPenalty(alpha)).get(0);
        assertThat(found.tokens()).as("seed %d, α %s", seed, alpha).isEqualTo(best.tokens());
        assertThat(found.score()).isCloseTo(best.score(), within(1e-9));
        assertThat(found.logarithm()).isCloseTo(best.logarithm(), within(1e-9));
      }
    }
  }

  @Test
  void aBeamOfOneIsGreedyAndAWiderOneIsMostlyBetter() {
    int better = 0;
    for (long seed = 0; seed < 50; seed++) {
      Decoded greedy = new SingleSearch(new Book(seed), Decoding.greedy(), START, END, MOST).run();
      assertThat(beam(seed, Decoding.beam(1)).get(0)).isEqualTo(greedy);
      Decoded wide = beam(seed, Decoding.beam(4)).get(0);
      better += wide.logarithm() > greedy.logarithm() + 1e-9 ? 1 : 0;
    }
    assertThat(better).isBetween(10, 49);
  }

  @Test
  void rowsOfABeamComeBestFirstAndOnceEach() {
    List<Decoded> rows = beam(3, Decoding.beam(6).lengthPenalty(0.6));
    assertThat(rows).hasSize(6).doesNotHaveDuplicates();
    assertThat(rows).isSortedAccordingTo(Comparator.comparingDouble(row -> -row.score()));
  }

  private static Decoded sampled(Decoding how) {
    return new SingleSearch(new Book(9), how, START, END, MOST).run();
  }

  @Test
  void samplesComeAsOftenAsTheNetworkSays() {
    double[] expected = new Book(9).logarithms(List.of(START));
    int[] counts = new int[WORDS];
    int draws = 20_000;
    for (int seed = 0; seed < draws; seed++) {
      List<Long> tokens = sampled(Decoding.sampling(seed)).tokens();
      counts[tokens.isEmpty() ? (int) END : tokens.get(0).intValue()]++;
    }
    for (int i = 0; i < WORDS; i++) {
      assertThat(counts[i] / (double) draws).isCloseTo(Math.exp(expected[i]), within(0.012));
    }
    assertThat(sampled(Decoding.sampling(7))).isEqualTo(sampled(Decoding.sampling(7)));
  }

  @Test
  void topKAndTemperatureNarrowTheDraw() {
    Decoded greedy = sampled(Decoding.greedy());
    for (int seed = 0; seed < 200; seed++) {
      assertThat(sampled(Decoding.sampling(seed).topK(1))).isEqualTo(greedy);
      assertThat(sampled(Decoding.sampling(seed).temperature(1e-3))).isEqualTo(greedy);
    }
    long different =
        IntStream.range(0, 200)
            .filter(seed -> !sampled(Decoding.sampling(seed).temperature(3)).equals(greedy))
            .count();
    assertThat(different).isGreaterThan(150);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(PredictorException.class).hasMessage(message);
  }

  @Test
  void numbersThatCannotBe() {
    refused(() -> Decoding.beam(0), "beam(0): expected at least 1 row.");
    refused(
        () -> Decoding.beam(4).lengthPenalty(-0.1),
        "lengthPenalty(-0.1): expected a number from 0 on, such as 0.6.");
    refused(
        () -> Decoding.sampling(1).topK(-3), "topK(-3): expected at least 1 token, or 0 for all.");
    refused(
        () -> Decoding.sampling(1).temperature(0), "temperature(0.0): expected a number above 0.");
    refused(() -> Decoder.with().most(0), "most(0): expected at least 1.");
  }

  @Test
  void scoresBecomeLogarithms() {
    double[] logits = {1, 2, 3};
    Scores.LOGITS.toLogarithms(logits);
    assertThat(Math.exp(logits[0]) + Math.exp(logits[1]) + Math.exp(logits[2]))
        .isCloseTo(1, within(1e-12));
    assertThat(logits[2] - logits[0]).isCloseTo(2, within(1e-12));
    double[] shares = {0.25, 0, 0.75};
    Scores.PROBABILITIES.toLogarithms(shares);
    assertThat(shares[0]).isCloseTo(Math.log(0.25), within(1e-12));
    assertThat(shares[1]).isLessThan(-100);
    double[] logarithms = {-1, -2};
    Scores.LOGARITHMS.toLogarithms(logarithms);
    assertThat(logarithms).containsExactly(-1, -2);
  }
}

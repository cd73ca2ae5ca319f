package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongMemoryTest {
  @TempDir Path folder;

  @Test
  void gatesRememberWhatThePlainOneForgets() {
    LongMemory exhibit = new LongMemory(5, 60, 4000, 12, 1);
    Show show = new Show(folder, System.out);
    exhibit.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held())
        .hasSize(14)
        .anyMatch(
            claim ->
                claim.startsWith(
                    "60 steps, LSTM, 32 units (4,513 parameters), step size 0.02: learnt; squared"));
    show.card(exhibit).write(folder);
    assertThat(folder.resolve("memory.md"))
        .content()
        .contains("`memory-rnn.onnx`", "`memory-lstm.onnx`", "`memory-gru.onnx`")
        .contains("memory-gru.onnx on 120 steps, twice as many as it has seen: squared error");
    assertThat(folder.resolve("memory.png")).isNotEmptyFile();
  }

  @Test
  void whoHasNotLearntIsNotSaidToHave() {
    Show show = new Show(folder, System.out);
    new LongMemory(4, 8, 100, 1, 1).run(show);
    for (String claim : List.of("4 steps, RNN", "4 steps, GRU", "8 steps, LSTM", "8 steps, GRU")) {
      assertThat(show.broken()).anyMatch(broken -> broken.startsWith(claim + ", 32 units"));
    }
    assertThat(show.broken())
        .anyMatch(
            broken ->
                broken.startsWith(
                    "memory-gru.onnx: of a change of the number marked first, 4 to 7 steps"));
  }

  @Test
  void theMarkedNumbersAreAdded() {
    Dataset examples = new AddingProblem(7).examples(300, 4);
    float[] inputs = examples.inputs().get(0).toFloats();
    float[] other = AddingProblem.otherFirst(examples).inputs().get(0).toFloats();
    int[] marked = new int[7];
    for (int row = 0; row < 300; row++) {
      float sum = 0;
      float otherSum = 0;
      int changed = 0;
      int marks = 0;
      for (int step = 0; step < 7; step++) {
        int at = (row * 7 + step) * 2;
        assertThat(inputs[at]).isBetween(0f, 1f);
        assertThat(other[at]).isBetween(0f, 1f);
        assertThat(other[at + 1]).isEqualTo(inputs[at + 1]);
        sum += inputs[at] * inputs[at + 1];
        otherSum += other[at] * other[at + 1];
        marks += (int) inputs[at + 1];
        marked[step] += (int) inputs[at + 1];
        if (other[at] != inputs[at]) {
          assertThat(step).isLessThan(3);
          assertThat(Math.abs(other[at] - inputs[at])).isCloseTo(0.5f, within(1e-6f));
          changed++;
        }
      }
      assertThat(marks).isEqualTo(2);
      assertThat(changed).isEqualTo(1);
      assertThat(sum).isEqualTo(examples.targets().get(0).toFloats()[row]);
      assertThat(otherSum)
          .isCloseTo(
              AddingProblem.otherFirst(examples).targets().get(0).toFloats()[row], within(1e-6f));
    }
    // A third of the rows each of the first three steps, a quarter each of the others.
    assertThat(Arrays.stream(marked).boxed()).allMatch(count -> count > 50 && count < 130);
    assertThat(AddingProblem.baseline(new AddingProblem(2).examples(20_000, 1)))
        .isCloseTo(1 / 6.0, within(3e-3));
  }

  @Test
  void whatIsDoneAtOnceComesInOrder() {
    List<Integer> all = List.of(5, 1, 4, 2, 3, 9, 8);
    assertThat(AtOnce.each(all, number -> 10 * number)).containsExactly(50, 10, 40, 20, 30, 90, 80);
    assertThatThrownBy(() -> AtOnce.each(all, number -> 1 / (number - 9)))
        .hasRootCauseInstanceOf(ArithmeticException.class);
  }
}

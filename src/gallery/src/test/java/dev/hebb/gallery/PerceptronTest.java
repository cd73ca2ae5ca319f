package dev.hebb.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerceptronTest {
  @TempDir Path folder;

  @Test
  void learnsWhatHasALine() {
    Perceptron perceptron = new Perceptron(50);
    Show show = new Show(folder, System.out);
    perceptron.run(show);
    assertThat(show.broken()).isEmpty();
    assertThat(show.held()).hasSize(15);
    show.card(perceptron).write(folder);
    assertThat(folder.resolve("perceptron.md"))
        .content()
        .contains("AND: learnt after 5 epochs: w = (2, 1), T = 2")
        .contains("OR: learnt after 3 epochs: w = (1, 1), T = 0")
        .contains("`perceptron-and.onnx`", "`perceptron-or.onnx`", "![AND and OR");
    assertThat(folder.resolve("perceptron.png")).isNotEmptyFile();
    // By hand: x1 = 1 and x2 = 0 is on AND's line, and a sum that is T is not above it.
    Path and = folder.resolve("perceptron-and.onnx");
    assertThat(Predictions.first(and, TruthTable.AND.dataset().inputs().get(0)))
        .containsExactly(0, 0, 0, 1);
  }

  @Test
  void theLoopIsRosenblatts() {
    // 00 is 0 and stays; 01 is wanted as 1 and is not; 10 then is 1 by the bias alone.
    ThresholdUnit unit = ThresholdUnit.ZERO.rosenblatt(new float[] {0, 0}, 0);
    assertThat(unit).isEqualTo(ThresholdUnit.ZERO);
    unit = unit.rosenblatt(new float[] {0, 1}, 1);
    assertThat(unit).isEqualTo(new ThresholdUnit(0, 1, 1));
    unit = unit.rosenblatt(new float[] {1, 0}, 0);
    assertThat(unit).isEqualTo(new ThresholdUnit(-1, 1, 0));
    assertThat(unit.hebb(new float[] {1, -1}, -1)).isEqualTo(new ThresholdUnit(-2, 2, -1));
    assertThat(new ThresholdUnit(3, 4, -2).margin()).isEqualTo(1 / 5.0);
    assertThat(new ThresholdUnit(3, 4, -2)).hasToString("w = (3, 4), T = 2");
  }

  @Test
  void onlyTwoFunctionsContradictThemselves() {
    assertThat(TruthTable.all())
        .filteredOn(table -> !table.contradiction().isEmpty())
        .extracting(TruthTable::bits)
        .containsExactly(0b0110, 0b1001);
    assertThat(TruthTable.XOR.contradiction()).containsExactly(0, 1, 2, 3);
    assertThat(TruthTable.XOR.bipolar().inputs().get(0).toFloats())
        .containsExactly(-1, -1, -1, 1, 1, -1, 1, 1);
    assertThat(TruthTable.XOR.bipolar().targets().get(0).toFloats()).containsExactly(-1, 1, 1, -1);
  }

  @Test
  void aLineEndsAtTheEdges() {
    List<double[]> ends = Segment.within(new ThresholdUnit(2, 1, -2), -0.5, 1.5);
    assertThat(ends).hasSize(2);
    assertThat(ends.get(0)).containsExactly(1.25, -0.5);
    assertThat(ends.get(1)).containsExactly(0.25, 1.5);
    assertThat(Segment.within(new ThresholdUnit(1, 1, 1), -0.5, 1.5)).hasSize(1); // a corner
    assertThat(Segment.within(ThresholdUnit.ZERO, -0.5, 1.5)).isEmpty();
  }
}

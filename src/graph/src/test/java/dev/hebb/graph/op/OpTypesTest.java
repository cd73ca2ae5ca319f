package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpTypesTest {
  @Test
  void operatorsHaveTheNamesOfOnnxOrOfKerasActivations() {
    assertThat(OpRows.all().stream().map(row -> row.op().type()).distinct())
        .containsExactlyInAnyOrder(
            "relu",
            "Random",
            "Range",
            "WhenTraining",
            "AffineSample",
            "MergeBatch",
            "SplitBatch",
            "Gather",
            "GatherElements",
            "OneHot",
            "Cast",
            "Ragged",
            "SequenceMask",
            "Fill",
            "ArgMax",
            "TopK",
            "Constant",
            "MaxPool",
            "AveragePool",
            "ConvTranspose",
            "Pad",
            "Resize",
            "BatchNormalization",
            "LRN",
            "Concat",
            "ReduceMax",
            "ReduceSum",
            "ReduceMean",
            "Add",
            "MatMul",
            "Gemm",
            "Conv",
            "Reshape",
            "Transpose",
            "Slice",
            "View",
            "Expand",
            "Where",
            "RNN",
            "LSTM",
            "GRU",
            "Generate",
            "Scan");
    assertThat(Stream.of(Operator.values()).map(operator -> new Arithmetic(operator).type()))
        .containsExactly("Add", "Sub", "Mul", "Div", "Max", "Min", "Pow", "Equal", "Greater");
    assertThat(new Activate(Activation.HARD_SIGMOID).type()).isEqualTo("hard_sigmoid");
  }

  @Test
  void aGatedUnitHasTwoBiasesOnlyIfItResetsAfterTheProduct() {
    assertThat(gru(true, true).biases()).isEqualTo(2);
    assertThat(gru(true, false).biases()).isEqualTo(1);
    assertThat(gru(false, true).biases()).isZero();
  }

  private static Gru gru(boolean bias, boolean resetAfter) {
    return new Gru(
        2, Activation.TANH, Activation.SIGMOID, bias, resetAfter, false, Direction.FORWARD);
  }

  @Test
  void activationsWithAConstantHaveThatOfKeras() {
    assertThat(Activation.LEAKY_RELU).isEqualTo(Activation.leakyRelu(0.2));
    assertThat(Activation.ELU).isEqualTo(Activation.elu(1));
    assertThat(Activation.LEAKY_RELU.keras()).isEqualTo("leaky_relu");
  }
}

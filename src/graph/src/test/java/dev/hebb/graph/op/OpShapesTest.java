package dev.hebb.graph.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OpShapesTest {
  static List<OpRows> rows() {
    return OpRows.all();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void whatComesOutHasTheShapeOfTheRow(OpRows row) {
    List<Output> outputs = row.op().infer(row.inputs());
    assertThat(outputs).extracting(output -> output.shape().toString()).isEqualTo(row.outputs());
    if (row.op() instanceof TopK) {
      assertThat(outputs)
          .extracting(Output::type)
          .containsExactly(DataType.FLOAT32, DataType.INT64);
    } else {
      assertThat(outputs).extracting(Output::type).containsOnly(type(row.op()));
    }
  }

  private static DataType type(Op op) {
    if (op instanceof SequenceMask) {
      return DataType.BOOL;
    }
    boolean whole =
        op instanceof ArgMax || op instanceof Cast || op instanceof Generate || op instanceof Range;
    return whole ? DataType.INT64 : DataType.FLOAT32;
  }

  @Test
  void everyOperatorHasARow() {
    Set<Class<?>> covered = new HashSet<>();
    rows().forEach(row -> covered.add(row.op().getClass()));
    assertThat(covered).containsExactlyInAnyOrder(Op.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aVisitorIsCalledByTheMethodOfTheOperatorsName(OpRows row) {
    String name = row.op().getClass().getSimpleName();
    assertThat(row.op().accept(recorder()))
        .isEqualTo(name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1));
  }

  @Test
  void aVisitorHasOneMethodForEachOperator() {
    assertThat(OpVisitor.class.getMethods()).hasSameSizeAs(Op.class.getPermittedSubclasses());
  }

  @SuppressWarnings("unchecked")
  private static OpVisitor<String> recorder() {
    return (OpVisitor<String>)
        Proxy.newProxyInstance(
            OpVisitor.class.getClassLoader(),
            new Class<?>[] {OpVisitor.class},
            (proxy, method, arguments) -> method.getName());
  }
}

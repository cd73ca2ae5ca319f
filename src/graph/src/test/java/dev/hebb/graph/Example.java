package dev.hebb.graph;

import dev.hebb.graph.op.Activation;
import dev.hebb.graph.op.Gemm;
import java.util.List;

/** A dense layer of three features and two units, the smallest graph worth its name. */
final class Example {
  private Example() {}

  static Graph dense() {
    GraphBuilder builder = new GraphBuilder("net");
    Value x = builder.input("input", ShapeText.shape("batch, features=3"), DataType.FLOAT32, "USD");
    Scope scope = new Scope(builder, "dense");
    Value product = scope.op(new Gemm(), x, kernel(scope, 2), bias(scope, 2));
    Value y = scope.activate(Activation.RELU, product);
    builder.section(
        new Section(
            "dense",
            "dense",
            "dense(2).activation(RELU)",
            List.of("input"),
            y.shape(),
            List.of("dense/kernel", "dense/bias")));
    return builder.build(List.of(new Port("price", y, "EUR")));
  }

  static Value kernel(Scope scope, long units) {
    return scope.param(
        "kernel", List.of(3L, units), Initializer.glorotUniform(), new Fans(3, units));
  }

  static Value bias(Scope scope, long units) {
    return scope.param("bias", List.of(units), Initializer.zeros(), Fans.NONE);
  }
}

package dev.hebb.training.torch;

import dev.hebb.graph.op.Concat;
import dev.hebb.graph.op.Expand;
import dev.hebb.graph.op.Fill;
import dev.hebb.graph.op.Pad;
import dev.hebb.graph.op.Ragged;
import dev.hebb.graph.op.Range;
import dev.hebb.graph.op.Reduce;
import dev.hebb.graph.op.Reshape;
import dev.hebb.graph.op.SequenceMask;
import dev.hebb.graph.op.Slice;
import dev.hebb.graph.op.Transpose;
import dev.hebb.graph.op.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Prints what changes or reduces axes, or looks where rows end. */
record AxisPrinter(Place at) {
  Void concat(Concat op) {
    return at.set("torch.cat([" + String.join(", ", at.inputs()) + "], " + op.axis() + ")");
  }

  Void mergeBatch() {
    return at.set("torch.flatten(" + at.in(0) + ", 0, 1)");
  }

  Void pad(Pad op) {
    String number = PointwisePrinter.number(op.number());
    return at.set(SpatialPrinter.pad(at.in(0), op.begin(), op.end(), number));
  }

  Void reduce(Reduce op) {
    String axes = op.axes().isEmpty() ? allAxes() : op.axes().toString();
    String keep = op.keep() ? "True" : "False";
    String function =
        switch (op.reduction()) {
          case MEAN -> "mean";
          case SUM -> "sum";
          case MAX -> "amax";
          case MIN -> "amin";
        };
    return at.set("torch.%s(%s, %s, %s)".formatted(function, at.in(0), axes, keep));
  }

  Void range(Range op) {
    return at.set(places(op.axis()));
  }

  Void reshape(Reshape op) {
    List<String> dims = new ArrayList<>(List.of(size(0)));
    for (int i = 0; i < op.dims().size(); i++) {
      long dim = op.dims().get(i);
      dims.add(dim == Reshape.KEEP ? size(i + 1) : Long.toString(dim));
    }
    return at.set("torch.reshape(%s, %s)".formatted(at.in(0), dims));
  }

  Void view(View op) {
    return at.set(
        "torch.reshape(%s, %s)".formatted(at.in(0), lengths(op.dims(), View.REST, at.in(0))));
  }

  Void expand(Expand op) {
    String like = at.inputs().size() > 1 ? at.in(1) : at.in(0);
    return at.set(
        "torch.expand(%s, %s, implicit=False)"
            .formatted(at.in(0), lengths(op.dims(), Expand.KEEP, like)));
  }

  // Lengths, and those of axes of a value; the one that is special goes as it is.
  private static List<String> lengths(List<Long> dims, long special, String like) {
    return dims.stream()
        .map(
            dim ->
                dim < special
                    ? "torch.size(%s, %d)".formatted(like, View.axisOf(dim).orElseThrow())
                    : Long.toString(dim))
        .toList();
  }

  private String size(int axis) {
    return "torch.size(%s, %d)".formatted(at.in(0), axis);
  }

  private String places(int axis) {
    return "torch.arange(%s, dtype=4, layout=0, device=ops.prim.device(%s), pin_memory=False)"
        .formatted(size(axis), at.in(0));
  }

  Void slice(Slice op) {
    return at.set(
        op.reversed()
            ? "torch.flip(" + at.in(0) + ", [" + op.axis() + "])"
            : "torch.slice("
                + at.in(0)
                + ", "
                + op.axis()
                + ", "
                + op.start()
                + ", "
                + op.end()
                + ", 1)");
  }

  Void splitBatch() {
    return at.set(
        "torch.unflatten(%s, 0, [torch.size(%s, 0), torch.size(%s, 1)])"
            .formatted(at.in(0), at.in(1), at.in(1)));
  }

  Void transpose(Transpose op) {
    return at.set("torch.permute(" + at.in(0) + ", " + op.permutation() + ")");
  }

  private String allAxes() {
    int rank = at.shape(0).rank();
    return IntStream.range(0, rank).boxed().toList().toString();
  }

  Void fill(Fill op) {
    return at.set(filled(at.in(0), op.axis(), at.in(1), op.number()));
  }

  // [batch, axis] beside a value that has axes between and behind. A whole number goes with whole
  // numbers too.
  String filled(String x, int axis, String mask, double number) {
    List<String> dims = new ArrayList<>(Collections.nCopies(at.shape(0).rank(), "1"));
    dims.set(0, "torch.size(%s, 0)".formatted(mask));
    dims.set(axis, "torch.size(%s, 1)".formatted(mask));
    return "torch.masked_fill(%s, torch.logical_not(torch.reshape(%s, %s)), %s)"
        .formatted(x, mask, dims, number == 0 ? "0" : number);
  }

  // Whatever is fed beyond a row's end: no number so large that it reaches a gradient, no token
  // that there is not.
  Void ragged(Ragged op) {
    if (!at.graph().areFed(at.node().inputs())) {
      return at.set(at.in(0));
    }
    String mask = at.names().fresh("m");
    at.body().set(mask, mask(op.axis(), at.in(1)));
    return at.set(filled(at.in(0), op.axis(), mask, 0));
  }

  Void sequenceMask(SequenceMask op) {
    return at.set(mask(op.axis(), at.in(1)));
  }

  private String mask(int axis, String lengths) {
    return "torch.lt(%s, torch.unsqueeze(%s, 1))".formatted(places(axis), lengths);
  }
}

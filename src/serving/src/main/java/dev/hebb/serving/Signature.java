package dev.hebb.serving;

import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Predictors;
import dev.hebb.runtime.engine.Declared;
import dev.hebb.runtime.engine.Dim;
import java.util.List;
import java.util.stream.Collectors;

/** What a file takes and gives, which callers rely on. */
record Signature(String file, List<Declared> inputs, List<Declared> outputs) {
  static Signature of(Predictors predictors) {
    return new Signature(
        predictors.loaded().file(),
        predictors.loaded().engine().inputs(),
        predictors.loaded().engine().outputs());
  }

  /** An error when callers of the version before could tell. */
  void check(Signature before) {
    for (Declared input : inputs) {
      known(input, before.inputs);
    }
    for (Declared input : before.inputs) {
      same(input, inputs);
    }
    for (Declared output : before.outputs) {
      same(output, outputs);
    }
  }

  private void known(Declared input, List<Declared> before) {
    if (before.stream().noneMatch(each -> each.name().equals(input.name()))) {
      throw error("no input \"%s\", got %s".formatted(input.name(), text(input)));
    }
  }

  private void same(Declared was, List<Declared> now) {
    String got =
        now.stream()
            .filter(each -> each.name().equals(was.name()))
            .map(Signature::text)
            .findFirst()
            .orElse("none");
    if (!got.equals(text(was))) {
      throw error(
          "%s \"%s\" %s as before, got %s".formatted(was.role(), was.name(), text(was), got));
    }
  }

  private PredictorException error(String what) {
    return new PredictorException(
        file, "expected %s. The version before stays; open this one beside it.".formatted(what));
  }

  private static String text(Declared declared) {
    return declared.dims().stream()
        .map(Signature::text)
        .collect(Collectors.joining(", ", declared.type() + " [", "]"));
  }

  private static String text(Dim dim) {
    return dim.isFixed() ? Long.toString(dim.size()) : dim.symbol();
  }
}

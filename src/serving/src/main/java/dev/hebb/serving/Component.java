package dev.hebb.serving;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Port;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A component of a record and the input or output it stands for.
 *
 * @param depth how deep an array it is; 0 for one element
 * @param element the type of one element
 */
record Component(Class<?> owner, RecordComponent declared, Port port, int depth, Class<?> element) {

  /** Those of a record, in its order. */
  static List<Component> of(Predictor predictor, Class<?> owner, List<? extends Port> ports) {
    List<Component> all = new ArrayList<>();
    for (RecordComponent declared : owner.getRecordComponents()) {
      Named named = declared.getAnnotation(Named.class);
      String name = named == null ? declared.getName() : named.value();
      Port port =
          ports.stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow(() -> unknown(predictor, owner, declared, name, ports));
      Class<?> element = declared.getType();
      int depth = 0;
      while (element.isArray()) {
        element = element.getComponentType();
        depth++;
      }
      Component component = new Component(owner, declared, port, depth, element);
      component.check(predictor);
      all.add(component);
    }
    return all;
  }

  private static PredictorException unknown(
      Predictor predictor,
      Class<?> owner,
      RecordComponent declared,
      String name,
      List<? extends Port> ports) {
    String there = ports.stream().map(p -> '"' + p.name() + '"').collect(Collectors.joining(", "));
    return new PredictorException(
        predictor.loaded().file(),
        "component \"%s\" of %s: expected one of %s, got \"%s\". Rename it, or put @Named before it."
            .formatted(declared.getName(), owner.getSimpleName(), there, name));
  }

  private void check(Predictor predictor) {
    boolean one = depth == 0 && port.rowLength() == 1;
    boolean right = one || depth == 1 || (depth > 1 && depth == rowDims().length);
    if (!right || !element.getSimpleName().equals(port.type().javaName())) {
      String name = port.type().javaName();
      String wanted = name + (port.rowLength() == 1 ? "" : "[]");
      String deep = rowDims().length > 1 ? " or " + name + "[]".repeat(rowDims().length) : "";
      throw new PredictorException(
          predictor.loaded().file(),
          "component \"%s\" of %s: expected %s%s for %s %s, got %s. Change its type."
              .formatted(
                  declared.getName(),
                  owner.getSimpleName(),
                  wanted,
                  deep,
                  port instanceof Input ? "input" : "output",
                  port.describe(),
                  declared.getType().getSimpleName()));
    }
  }

  /** The sizes of one row. */
  int[] rowDims() {
    long[] dims = port.dims();
    int[] row = new int[Math.max(0, dims.length - 1)];
    for (int axis = 0; axis < row.length; axis++) {
      row[axis] = (int) dims[axis + 1];
    }
    return row;
  }

  /** What reads it, of the type {@code (owner) -> component}. */
  MethodHandle accessor(MethodHandles.Lookup lookup) {
    try {
      return lookup(lookup).unreflect(declared.getAccessor());
    } catch (IllegalAccessException e) {
      throw invisible(owner, e);
    }
  }

  /** What makes the record of its components. */
  static MethodHandle constructor(Class<?> owner, MethodHandles.Lookup lookup) {
    try {
      Class<?>[] types =
          Stream.of(owner.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      Constructor<?> canonical = owner.getDeclaredConstructor(types);
      return MethodHandles.privateLookupIn(owner, lookup).unreflectConstructor(canonical);
    } catch (IllegalAccessException e) {
      throw invisible(owner, e);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every record has its canonical constructor", e);
    }
  }

  private MethodHandles.Lookup lookup(MethodHandles.Lookup lookup) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(owner, lookup);
  }

  private static PredictorException invisible(Class<?> owner, IllegalAccessException e) {
    return new PredictorException(
        owner.getSimpleName(),
        "is not visible to Hebb (%s). Give Typed.of the MethodHandles.lookup() of its module."
            .formatted(e.getMessage()),
        e);
  }
}

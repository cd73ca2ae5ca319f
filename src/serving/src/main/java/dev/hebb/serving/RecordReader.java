package dev.hebb.serving;

import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Makes a record of the rows of outputs. */
final class RecordReader<O> {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private final Class<O> type;
  private final MethodHandle make;

  private RecordReader(Class<O> type, MethodHandle make) {
    this.type = type;
    this.make = make;
  }

  static <O> RecordReader<O> of(Predictor predictor, Class<O> type, MethodHandles.Lookup lookup) {
    List<Component> components = Component.of(predictor, type, predictor.outputs());
    MethodHandle make = Component.constructor(type, lookup);
    // One component after the other becomes what it is read from: (Predictor, row, ...).
    for (int i = components.size() - 1; i >= 0; i--) {
      make = MethodHandles.collectArguments(make, i, get(components.get(i)));
    }
    int[] order = new int[2 * components.size()];
    for (int i = 0; i < order.length; i++) {
      order[i] = i % 2;
    }
    MethodType both = MethodType.methodType(type, Predictor.class, int.class);
    MethodHandle of = MethodHandles.permuteArguments(make, both, order);
    return new RecordReader<>(type, of.asType(both.changeReturnType(Object.class)));
  }

  // (Predictor, row) -> the component.
  private static MethodHandle get(Component component) {
    try {
      MethodHandle named =
          HERE.findVirtual(
              Predictor.class, "output", MethodType.methodType(Output.class, String.class));
      Class<?> type = component.declared().getType();
      MethodHandle get = read(component, type);
      return MethodHandles.filterArguments(
          get.asType(get.type().changeReturnType(type)),
          0,
          MethodHandles.insertArguments(named, 1, component.port().name()));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every element has its get", e);
    }
  }

  // (Output, row) -> what is in it.
  private static MethodHandle read(Component component, Class<?> type)
      throws ReflectiveOperationException {
    if (component.depth() == 0) {
      String name = type.getSimpleName();
      String getter =
          type == float.class
              ? "get"
              : "get" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
      MethodHandle get =
          HERE.findVirtual(Output.class, getter, MethodType.methodType(type, int.class));
      return get.asType(get.type().changeParameterType(0, Output.class));
    }
    MethodType array = MethodType.methodType(Object.class, Output.class, int.class);
    if (component.depth() == 1) {
      return HERE.findStatic(Rows.class, "get", array);
    }
    MethodHandle nested =
        HERE.findStatic(RecordReader.class, "nested", array.insertParameterTypes(0, int[].class));
    return MethodHandles.insertArguments(nested, 0, (Object) component.rowDims());
  }

  static Object nested(int[] dims, Output output, int row) {
    return Nested.get(output, row * output.rowLength(), dims, 0);
  }

  O read(Predictor predictor, int row) {
    try {
      return type.cast((Object) make.invokeExact(predictor, row));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

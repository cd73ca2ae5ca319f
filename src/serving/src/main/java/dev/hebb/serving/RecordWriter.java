package dev.hebb.serving;

import dev.hebb.runtime.Input;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Puts the components of a record into the rows of inputs. */
final class RecordWriter<I> {
  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();
  private static final MethodType PUT =
      MethodType.methodType(void.class, Input.class, int.class, Object.class);

  private final String[] names;
  private final MethodHandle[] puts;

  private RecordWriter(String[] names, MethodHandle[] puts) {
    this.names = names;
    this.puts = puts;
  }

  static <I> RecordWriter<I> of(Predictor predictor, Class<I> type, MethodHandles.Lookup lookup) {
    List<Component> components = Component.of(predictor, type, predictor.inputs());
    for (Input input : predictor.inputs()) {
      if (components.stream().noneMatch(each -> each.port().name().equals(input.name()))) {
        throw new PredictorException(
            predictor.loaded().file(),
            "input %s has no component in %s. Add one."
                .formatted(input.describe(), type.getSimpleName()));
      }
    }
    MethodHandle[] puts = new MethodHandle[components.size()];
    String[] names = new String[puts.length];
    for (int i = 0; i < puts.length; i++) {
      Component component = components.get(i);
      names[i] = component.port().name();
      puts[i] = put(component, component.accessor(lookup));
    }
    return new RecordWriter<>(names, puts);
  }

  // (Input, row, record): the value goes from the record to the memory without a box.
  private static MethodHandle put(Component component, MethodHandle accessor) {
    try {
      Class<?> type = component.depth() > 1 ? Object.class : component.declared().getType();
      MethodHandle put =
          component.depth() > 1
              ? MethodHandles.insertArguments(
                  HERE.findStatic(
                      RecordWriter.class,
                      "nested",
                      MethodType.methodType(
                          void.class, int[].class, Input.class, int.class, Object.class)),
                  0,
                  (Object) component.rowDims())
              : component.depth() == 1
                  ? HERE.findVirtual(
                      Input.class, "put", MethodType.methodType(void.class, int.class, type))
                  : HERE.findVirtual(
                      Input.class,
                      setter(type),
                      MethodType.methodType(void.class, int.class, type));
      return MethodHandles.filterArguments(
              put, 2, accessor.asType(accessor.type().changeReturnType(type)))
          .asType(PUT);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("every element has its put and set", e);
    }
  }

  private static String setter(Class<?> type) {
    String name = type.getSimpleName();
    return type == float.class
        ? "set"
        : "set" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  static void nested(int[] dims, Input input, int row, Object array) {
    Nested.put(input, row * input.rowLength(), dims, 0, array);
  }

  void write(Predictor predictor, int row, I in) {
    try {
      for (int i = 0; i < puts.length; i++) {
        puts[i].invokeExact(predictor.input(names[i]), row, (Object) in);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}

package dev.hebb.graph;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.hebb.graph.op.Op;
import dev.hebb.graph.op.Pad;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A graph as JSON and back. Walks the components of the graph's own records; where a record is one
 * of a sealed set, its simple name goes before its components. Only records of these closed sets
 * can come out of a file, whatever it says.
 */
final class GraphJson {
  private static final String KIND = "is";

  private GraphJson() {}

  static String write(Graph graph) {
    return encode(graph, Graph.class).toString();
  }

  static Graph read(String json) {
    return (Graph) decode(Json.parse(json), Graph.class);
  }

  private static JsonElement encode(Object value, Class<?> declared) {
    if (value instanceof Double number && number.isInfinite()) {
      return new JsonPrimitive(number.toString()); // JSON has no number for it
    } else if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Boolean flag) {
      return new JsonPrimitive(flag);
    } else if (value instanceof String || value instanceof Enum<?>) {
      return new JsonPrimitive(
          value instanceof Enum<?> constant ? constant.name() : value.toString());
    } else if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(encode(item, sealedParent(item.getClass()))));
      return array;
    }
    JsonObject object = new JsonObject();
    if (declared.isSealed()) {
      object.addProperty(KIND, value.getClass().getSimpleName());
    }
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      object.add(component.getName(), encode(get(value, component), component.getType()));
    }
    return object;
  }

  // The items of a list are written as their sealed interface if they have one, so that the reader,
  // which knows the list's element type, finds the kind.
  private static Class<?> sealedParent(Class<?> type) {
    for (Class<?> parent : type.getInterfaces()) {
      if (parent.isSealed()) {
        return parent;
      }
    }
    return type;
  }

  private static Object get(Object value, RecordComponent component) {
    try {
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Object decode(JsonElement json, Type type) {
    if (type instanceof ParameterizedType list) {
      List<Object> items = new ArrayList<>();
      for (JsonElement item : json.getAsJsonArray()) {
        items.add(decode(item, list.getActualTypeArguments()[0]));
      }
      return items;
    }
    Class<?> declared = (Class<?>) type;
    if (declared == String.class) {
      return json.getAsString();
    } else if (declared == long.class || declared == Long.class) {
      return json.getAsLong();
    } else if (declared == int.class || declared == Integer.class) {
      return json.getAsInt();
    } else if (declared == double.class || declared == Double.class) {
      return json.getAsDouble();
    } else if (declared == boolean.class || declared == Boolean.class) {
      return json.getAsBoolean();
    } else if (declared.isEnum()) {
      return constant(declared, json.getAsString());
    }
    JsonObject object = json.getAsJsonObject();
    return declared.isSealed()
        ? record(
            object,
            permitted(declared, Json.in(object, declared.getSimpleName(), KIND).getAsString()))
        : record(object, declared);
  }

  private static Object constant(Class<?> type, String name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("there is no " + type.getSimpleName() + " \"" + name + "\"");
  }

  private static Class<?> permitted(Class<?> sealed, String name) {
    for (Class<?> type : sealed.getPermittedSubclasses()) {
      if (type.getSimpleName().equals(name)) {
        return type;
      }
    }
    String what = sealed == Op.class ? "operator" : sealed.getSimpleName();
    throw new IllegalArgumentException("there is no " + what + " \"" + name + "\"");
  }

  // What a record can say by now and could not say once was not so then.
  private static Object unsaid(Class<?> type, RecordComponent component) {
    if (component.getType() == boolean.class) {
      return false;
    } else if (component.getType() == int.class) {
      return 0;
    } else if (type == Pad.class) {
      return 0.0; // All were of zeros.
    } else if (component.getType() == String.class) {
      return "";
    }
    throw new IllegalArgumentException(
        type.getSimpleName() + " has no \"" + component.getName() + "\"");
  }

  private static Object record(JsonObject object, Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      JsonElement json = object.get(components[i].getName());
      types[i] = components[i].getType();
      values[i] =
          json == null ? unsaid(type, components[i]) : decode(json, components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException refused) {
      throw refused.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalArgumentException(refused.getCause());
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

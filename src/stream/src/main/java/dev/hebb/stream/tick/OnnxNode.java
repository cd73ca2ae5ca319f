package dev.hebb.stream.tick;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A node of an ONNX graph.
 *
 * @param inputs names; one that is left out is empty
 * @param outputs names; one that nobody reads may be empty
 */
record OnnxNode(
    String op, List<String> inputs, List<String> outputs, Map<String, Attribute> attributes) {
  /** Its value is in the component of its type. */
  record Attribute(
      long integer, float number, List<Long> integers, List<Float> numbers, List<String> texts) {}

  static OnnxNode of(ByteBuffer message) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    Map<String, Attribute> attributes = new HashMap<>();
    String op = "";
    Fields fields = new Fields(message);
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> inputs.add(fields.text());
        case 2 -> outputs.add(fields.text());
        case 4 -> op = fields.text();
        case 5 -> attribute(fields.bytes(), attributes);
        default -> {}
      }
    }
    return new OnnxNode(op, inputs, outputs, attributes);
  }

  private static void attribute(ByteBuffer message, Map<String, Attribute> attributes) {
    String name = "";
    long integer = 0;
    float number = 0;
    List<Long> integers = new ArrayList<>();
    List<Float> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    Fields fields = new Fields(message);
    while (fields.next()) {
      switch (fields.number()) {
        case 1 -> name = fields.text();
        case 2 -> number = fields.floatValue();
        case 3 -> integer = fields.value();
        case 4, 9 -> texts.add(fields.text());
        case 7 -> numbers.add(fields.floatValue());
        case 8 -> integers.add(fields.value());
        default -> {}
      }
    }
    attributes.put(name, new Attribute(integer, number, integers, numbers, texts));
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  long integer(String attribute, long otherwise) {
    return has(attribute) ? attributes.get(attribute).integer() : otherwise;
  }

  float number(String attribute, float otherwise) {
    return has(attribute) ? attributes.get(attribute).number() : otherwise;
  }

  List<Long> integers(String attribute) {
    return has(attribute) ? attributes.get(attribute).integers() : List.of();
  }

  List<Float> numbers(String attribute) {
    return has(attribute) ? attributes.get(attribute).numbers() : List.of();
  }

  List<String> texts(String attribute) {
    return has(attribute) ? attributes.get(attribute).texts() : List.of();
  }

  /** The name of an input; empty if it is left out. */
  String input(int index) {
    return index < inputs.size() ? inputs.get(index) : "";
  }

  /** The name of an output; empty if nobody reads it. */
  String output(int index) {
    return index < outputs.size() ? outputs.get(index) : "";
  }
}

package dev.hebb.bytepair;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.hebb.text.TokenizerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads Hugging Face's {@code tokenizer.json}, and refuses what it would encode otherwise. */
final class TokenizerJson {
  private static final long LARGEST = 1L << 27;

  private final String file;
  private final JsonObject json;
  private final JsonObject model;

  private TokenizerJson(String file, JsonObject json) {
    this.file = file;
    this.json = json;
    this.model = object(json, "model");
  }

  static BytePair read(Path path) {
    String file = path.toString();
    try {
      if (Files.size(path) > LARGEST) {
        throw new TokenizerException(
            "%s: expected at most %s bytes, got %s. It is no tokenizer.json."
                .formatted(file, LARGEST, Files.size(path)));
      }
      JsonElement root = JsonParser.parseString(Files.readString(path, StandardCharsets.UTF_8));
      return new TokenizerJson(file, root.getAsJsonObject()).tokenizer();
    } catch (TokenizerException e) {
      throw e.getMessage().startsWith(file)
          ? e
          : new TokenizerException(file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new TokenizerException(
          "%s: cannot be read (%s). Check the path.".formatted(file, e), e);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | ClassCastException
        | NumberFormatException e) {
      throw new TokenizerException(
          "%s: expected a tokenizer.json, got something else (%s). Check the file."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private BytePair tokenizer() {
    expect("model.type", text(model, "type"), "BPE");
    for (String option : List.of("dropout", "continuing_subword_prefix", "end_of_word_suffix")) {
      String value = text(model, option);
      expect("model." + option, value.isEmpty() ? "none" : value, "none");
    }
    expect("model.byte_fallback", truth(model, "byte_fallback", false), false);
    boolean normalized = normalized();
    Splitting splitting = splitting();
    Merges merges = merges();
    new MergeOrder(merges).check(file);
    return BytePair.of(merges, splitting.pieces(), normalized, splitting.spaced());
  }

  /** How text is cut, and whether a space is put before it. */
  private record Splitting(Pieces pieces, boolean spaced) {}

  private boolean normalized() {
    JsonObject normalizer = object(json, "normalizer");
    if (normalizer.size() > 0) {
      expect("normalizer.type", text(normalizer, "type"), "NFC");
    }
    return normalizer.size() > 0;
  }

  private Splitting splitting() {
    JsonObject cut = object(json, "pre_tokenizer");
    JsonObject bytes = cut;
    Pieces pieces = Pieces.GPT2;
    boolean split = text(cut, "type").equals("Sequence");
    if (split) {
      JsonArray both = array(cut, "pretokenizers");
      expect("pre_tokenizer.pretokenizers", both.size(), 2);
      pieces = pieces(both.get(0).getAsJsonObject());
      bytes = both.get(1).getAsJsonObject();
    }
    expect("pre_tokenizer.type", text(bytes, "type"), "ByteLevel");
    expect("pre_tokenizer.use_regex", truth(bytes, "use_regex", true), !split);
    return new Splitting(pieces, truth(bytes, "add_prefix_space", true));
  }

  private Pieces pieces(JsonObject cut) {
    expect("pre_tokenizer.type", text(cut, "type"), "Split");
    expect("pre_tokenizer.behavior", text(cut, "behavior"), "Isolated");
    expect("pre_tokenizer.invert", truth(cut, "invert", false), false);
    String expression = text(object(cut, "pattern"), "Regex");
    for (Pieces pieces : Pieces.values()) {
      if (pieces.expression().equals(expression)) {
        return pieces;
      }
    }
    throw wrong("pre_tokenizer.pattern", expression, "that of GPT-2 or GPT-4");
  }

  private Merges merges() {
    Map<String, Integer> vocabulary = new HashMap<>();
    object(model, "vocab")
        .entrySet()
        .forEach(e -> vocabulary.put(e.getKey(), e.getValue().getAsInt()));
    special().forEach(vocabulary::remove);
    Map<String, String[]> parts = new HashMap<>();
    int last = -1;
    for (JsonElement merge : array(model, "merges")) {
      String[] pair = pair(merge);
      String token = pair[0] + pair[1];
      int number = vocabulary.getOrDefault(token, -1);
      if (number <= last) {
        throw wrong("model.merges", "\"" + token + "\" out of turn", "tokens in their order");
      }
      last = number;
      parts.put(token, pair);
    }
    List<String> ordered = new ArrayList<>(vocabulary.keySet());
    ordered.sort(Comparator.comparing(vocabulary::get));
    Merges merges = new Merges();
    Map<String, Integer> ranks = new HashMap<>();
    for (String token : ordered) {
      add(merges, ranks, token, parts.remove(token));
      ranks.put(token, merges.size() - 1);
    }
    return merges.complete();
  }

  private void add(Merges merges, Map<String, Integer> ranks, String token, String[] pair) {
    try {
      if (pair == null) {
        merges.add(token.length() == 1 ? ByteCharacters.value(token.charAt(0)) : -1);
      } else {
        merges.add(ranks.getOrDefault(pair[0], -1), ranks.getOrDefault(pair[1], -1));
      }
    } catch (TokenizerException e) {
      throw wrong(
          "model.vocab", "\"" + token + "\"", "a byte, or two tokens before it, joined by a merge");
    }
  }

  private Set<String> special() {
    Set<String> special = new HashSet<>();
    for (JsonElement added : array(json, "added_tokens")) {
      JsonObject token = added.getAsJsonObject();
      expect("added_tokens.special", truth(token, "special", false), true);
      special.add(text(token, "content"));
    }
    return special;
  }

  // "a b", or since 0.20 ["a", "b"].
  private String[] pair(JsonElement merge) {
    if (merge.isJsonArray() && merge.getAsJsonArray().size() == 2) {
      JsonArray both = merge.getAsJsonArray();
      return new String[] {both.get(0).getAsString(), both.get(1).getAsString()};
    }
    String[] parts = merge.getAsString().split(" ", -1);
    if (parts.length != 2) {
      throw wrong("model.merges", "\"" + merge.getAsString() + "\"", "two tokens");
    }
    return parts;
  }

  private static JsonObject object(JsonObject in, String name) {
    JsonElement element = in.get(name);
    boolean missing = element == null || element.isJsonNull();
    return missing ? new JsonObject() : element.getAsJsonObject();
  }

  private static JsonArray array(JsonObject in, String name) {
    JsonElement element = in.get(name);
    boolean missing = element == null || element.isJsonNull();
    return missing ? new JsonArray() : element.getAsJsonArray();
  }

  private static String text(JsonObject in, String name) {
    JsonElement element = in.get(name);
    boolean missing = element == null || element.isJsonNull();
    return missing ? "" : element.getAsString();
  }

  private static boolean truth(JsonObject in, String name, boolean usual) {
    JsonElement element = in.get(name);
    boolean missing = element == null || element.isJsonNull();
    return missing ? usual : element.getAsBoolean();
  }

  private void expect(String where, Object got, Object expected) {
    if (!got.equals(expected)) {
      throw wrong(where, got.toString(), expected.toString());
    }
  }

  private TokenizerException wrong(String where, String got, String expected) {
    return new TokenizerException(
        "%s: %s: expected %s, got %s. Only byte-level byte-pair tokenizers are read."
            .formatted(file, where, expected, got));
  }
}

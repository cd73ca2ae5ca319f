package dev.hebb.text;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/** Which kinds of tokenizer there are, here and in other libraries. */
final class TokenizerKinds {
  // By kind, what to add to the classpath.
  private static final Map<String, String> LIBRARIES =
      Map.of("byte-pair", "dev.hebb:hebb-bytepair");

  private TokenizerKinds() {}

  static Tokenizer read(TokenizerNote note) {
    if (note.kind().equals(Words.KIND)) {
      return Words.read(note).with(vocabulary(note));
    }
    if (note.kind().equals(Characters.KIND)) {
      return Characters.read(note).with(vocabulary(note));
    }
    for (TokenizerProvider provider : ServiceLoader.load(TokenizerProvider.class)) {
      if (provider.kind().equals(note.kind())) {
        return provider.read(note);
      }
    }
    throw missing(note.kind());
  }

  private static Vocabulary vocabulary(TokenizerNote note) {
    Vocabulary vocabulary = Vocabulary.of(note.tokens());
    return note.marked() ? vocabulary.withMarks() : vocabulary;
  }

  private static TokenizerException missing(String kind) {
    String library = LIBRARIES.get(kind);
    if (library != null) {
      return new TokenizerException(
          "tokenizer: expected a library for the kind \"%s\" on the classpath, got none. Add %s."
              .formatted(kind, library));
    }
    TreeSet<String> known = new TreeSet<>(LIBRARIES.keySet());
    known.add(Words.KIND);
    known.add(Characters.KIND);
    return new TokenizerException(
        "tokenizer: expected one of the kinds %s, got \"%s\". Use a newer hebb-text."
            .formatted(String.join(", ", known), Escapes.escape(kind)));
  }
}

package dev.hebb.text;

import java.util.List;
import java.util.stream.Stream;

/** How text is cut into tokens and put together again, before there is a vocabulary. */
public sealed interface Splitter permits Words, Characters {
  /** The tokens of a text. */
  List<String> split(String text);

  /** The text of tokens. */
  String join(List<String> tokens);

  /** What a file holds of it and its vocabulary. */
  TokenizerNote note(Vocabulary vocabulary);

  /** A tokenizer with every token of these texts. */
  default Tokenizer fit(List<String> texts) {
    return fit(texts, Vocabulary.with());
  }

  /** A tokenizer with those tokens of these texts that the options let in. */
  default Tokenizer fit(List<String> texts, VocabularyOptions options) {
    return fit(texts.stream(), options);
  }

  /** As {@link #fit(List, VocabularyOptions)}, for texts that are read one by one. */
  default Tokenizer fit(Stream<String> texts, VocabularyOptions options) {
    return with(options.fit(texts.map(this::split)));
  }

  /** A tokenizer with this vocabulary. */
  default Tokenizer with(Vocabulary vocabulary) {
    return new SplitTokenizer(this, vocabulary);
  }
}

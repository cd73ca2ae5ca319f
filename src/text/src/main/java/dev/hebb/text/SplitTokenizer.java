package dev.hebb.text;

import java.util.ArrayList;
import java.util.List;

/** A way to cut text, and numbers for what it cuts. */
record SplitTokenizer(Splitter splitter, Vocabulary vocabulary) implements Tokenizer {
  @Override
  public int size() {
    return vocabulary.size();
  }

  @Override
  public boolean marked() {
    return vocabulary.marked();
  }

  @Override
  public List<String> split(String text) {
    return splitter.split(text);
  }

  @Override
  public long[] numbers(String text) {
    return splitter.split(text).stream().mapToLong(vocabulary::number).toArray();
  }

  @Override
  public String decode(long... numbers) {
    List<String> tokens = new ArrayList<>();
    for (long number : numbers) {
      String token = vocabulary.token(number);
      if (marked() && number == Vocabulary.END) {
        break;
      }
      if (number == Vocabulary.UNKNOWN) {
        tokens.add(Unicode.REPLACEMENT);
      } else if (number >= Vocabulary.special(marked())) {
        tokens.add(token);
      }
    }
    return splitter.join(tokens);
  }

  @Override
  public String note() {
    return splitter.note(vocabulary).write();
  }

  /** "Words[lower=true, ...], vocabulary of 1000". */
  @Override
  public String toString() {
    return splitter + ", " + vocabulary;
  }
}

package dev.hebb.text;

import dev.hebb.runtime.text.Tokenizer;
import dev.hebb.runtime.text.TokenizerNote;
import dev.hebb.runtime.text.TokenizerProvider;

/** Reads byte-pair tokenizers for the runtime. */
public final class BytePairProvider implements TokenizerProvider {
  @Override
  public String kind() {
    return BytePair.KIND;
  }

  @Override
  public Tokenizer read(TokenizerNote note) {
    return BytePair.read(note);
  }
}

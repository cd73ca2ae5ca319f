package dev.hebb.bytepair;

import dev.hebb.text.Tokenizer;
import dev.hebb.text.TokenizerNote;
import dev.hebb.text.TokenizerProvider;

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

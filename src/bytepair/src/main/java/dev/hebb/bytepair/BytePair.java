package dev.hebb.bytepair;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.GptBytePairEncodingParams;
import com.knuddels.jtokkit.api.IntArrayList;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.TokenizerException;
import dev.hebb.text.TokenizerNote;
import dev.hebb.text.Vocabulary;
import dev.hebb.text.VocabularyOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Byte-pair encoding on the bytes of UTF-8, as GPT-2 has it: common words are one token, rare ones
 * several, and no text is unknown, as each byte is a token at last.
 *
 * <p>The numbers are 0 for padding, 1 for unknown (which no text is), 2 and 3 for the marks if
 * asked for, then the tokens by rank. A text of emoji, accents or any script comes back exactly as
 * it was.
 *
 * <p>JTokkit encodes, in Java, with nothing to unpack. Immutable, to be shared between threads.
 */
public final class BytePair implements Tokenizer {
  static final String KIND = "byte-pair";
  private static final String PIECES = "pieces";
  private static final String NORMALIZED = "normalized";
  private static final String SPACED = "space-first";
  private static final String REPLACEMENT = "\uFFFD";

  private final Merges merges;
  private final Pieces pieces;
  private final boolean normalized;
  private final boolean spaced;
  private final boolean marked;
  private final Encoding encoding;

  private BytePair(
      Merges merges, Pieces pieces, boolean normalized, boolean spaced, boolean marked) {
    if (merges.size() > Vocabulary.LARGEST - 4) {
      throw new TokenizerException(
          "byte-pair: expected at most %s tokens, got %s. Fit a smaller one."
              .formatted(Vocabulary.LARGEST - 4, merges.size()));
    }
    this.merges = merges;
    this.pieces = pieces;
    this.normalized = normalized;
    this.spaced = spaced;
    this.marked = marked;
    this.encoding =
        Encodings.newLazyEncodingRegistry()
            .registerGptBytePairEncoding(
                new GptBytePairEncodingParams(KIND, pieces.pattern(), merges.byBytes(), Map.of()))
            .getEncoding(KIND)
            .orElseThrow();
  }

  /** Of tokens that were read from a file. */
  static BytePair of(Merges merges, Pieces pieces, boolean normalized, boolean spaced) {
    return new BytePair(merges, pieces, normalized, spaced, false);
  }

  /**
   * Learns which bytes belong together from texts.
   *
   * @param options how many numbers there are at most, special ones counted, how common a pair must
   *     be (once is enough, but for its own text only: 2 is usual), and whether texts have marks
   * @throws TokenizerException when that is no room for the 256 bytes
   */
  public static BytePair fit(List<String> texts, VocabularyOptions options) {
    int room = options.maximumSize() - (options.marked() ? 4 : 2);
    if (room < 256) {
      throw new TokenizerException(
          "byte-pair: expected a maximum size of at least %s, the bytes and the special ones, got %s. Allow more."
              .formatted(256 + options.maximumSize() - room, options.maximumSize()));
    }
    Map<String, Long> counted = new HashMap<>();
    for (String text : texts) {
      Pieces.GPT2.of(whole(text)).forEach(piece -> counted.merge(piece, 1L, Long::sum));
    }
    Merges merges = new MergeLearner(counted).learn(room, options.minimumCount());
    return new BytePair(merges, Pieces.GPT2, false, false, options.marked());
  }

  /**
   * Reads a {@code tokenizer.json} of Hugging Face's tokenizers whose model is byte-level
   * byte-pair, such as those of GPT-2 and Llama 3. Its special tokens are left out, and its others
   * keep their order behind padding and unknown: with {@code <pad>} and {@code <unk>} as its first
   * two, the numbers are its own. What text looks like a special token is read as text.
   *
   * @throws TokenizerException when it is missing, or another kind of tokenizer
   */
  public static BytePair read(Path tokenizerJson) {
    return TokenizerJson.read(tokenizerJson);
  }

  static BytePair read(TokenizerNote note) {
    note.expect(PIECES, NORMALIZED, SPACED);
    return new BytePair(
        Merges.read(note.tokens()),
        Pieces.named(note.options().get(PIECES)),
        note.flag(NORMALIZED),
        note.flag(SPACED),
        note.marked());
  }

  /** The same tokens two numbers on, behind the marks of a text's start and end. */
  public BytePair withMarks() {
    return new BytePair(merges, pieces, normalized, spaced, true);
  }

  @Override
  public int size() {
    return first() + merges.size();
  }

  @Override
  public boolean marked() {
    return marked;
  }

  /** The tokens as text; where one is a part of a character, U+FFFD. */
  @Override
  public List<String> split(String text) {
    List<String> tokens = new ArrayList<>();
    IntArrayList ranks = ranks(text);
    for (int i = 0; i < ranks.size(); i++) {
      tokens.add(new String(merges.token(ranks.get(i)), StandardCharsets.UTF_8));
    }
    return tokens;
  }

  @Override
  public long[] numbers(String text) {
    IntArrayList ranks = ranks(text);
    long[] numbers = new long[ranks.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = ranks.get(i) + (long) first();
    }
    return numbers;
  }

  @Override
  public String decode(long... numbers) {
    List<byte[]> parts = new ArrayList<>();
    for (long number : numbers) {
      if (number < 0 || number >= size()) {
        throw new TokenizerException(
            "byte-pair: expected a number from 0 to %s, got %s. It is a number of another vocabulary."
                .formatted(size() - 1, number));
      }
      if (marked && number == Vocabulary.END) {
        break;
      }
      if (number == Vocabulary.UNKNOWN) {
        parts.add(REPLACEMENT.getBytes(StandardCharsets.UTF_8));
      } else if (number >= first()) {
        parts.add(merges.token((int) number - first()));
      }
    }
    String text = new String(Merges.joined(parts), StandardCharsets.UTF_8);
    return spaced && text.startsWith(" ") ? text.substring(1) : text;
  }

  @Override
  public String note() {
    return TokenizerNote.of(KIND)
        .with(PIECES, pieces.name())
        .with(NORMALIZED, normalized)
        .with(SPACED, spaced)
        .with(marked, merges.lines())
        .write();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BytePair that && note().equals(that.note());
  }

  @Override
  public int hashCode() {
    return merges.lines().hashCode();
  }

  /** "byte-pair, vocabulary of 1000". */
  @Override
  public String toString() {
    return KIND + ", vocabulary of " + size();
  }

  private int first() {
    return marked ? 4 : 2;
  }

  private IntArrayList ranks(String text) {
    String whole = whole(text);
    String form = normalized ? Normalizer.normalize(whole, Normalizer.Form.NFC) : whole;
    boolean space = spaced && !form.isEmpty() && !form.startsWith(" ");
    return encoding.encodeOrdinary(space ? " " + form : form);
  }

  // With U+FFFD for each half of a surrogate pair that lacks the other.
  private static String whole(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
  }
}

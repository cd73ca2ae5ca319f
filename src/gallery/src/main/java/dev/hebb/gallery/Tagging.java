package dev.hebb.gallery;

import static dev.hebb.network.Layers.bidirectional;
import static dev.hebb.network.Layers.lstm;

import dev.hebb.onnx.Onnx;
import dev.hebb.text.Tag;
import dev.hebb.text.TextPredictor;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Many to many, step by step: a phoneme for each letter of a word.
 *
 * @param most words that are trained on, at most
 * @param epochs of each of the two networks
 */
record Tagging(int most, int epochs) implements Exhibit {
  private static final long SEED = 42;
  private static final int SHOWN = 20;
  // One direction of 142 units has about as many parameters as two of 96.
  private static final int UNITS = 96;
  private static final int UNITS_OF_ONE = 142;

  /** As it is kept. */
  static Tagging whole() {
    return new Tagging(Integer.MAX_VALUE, 11);
  }

  @Override
  public String name() {
    return "tagging";
  }

  @Override
  public String line() {
    return "Many to many: a bidirectional LSTM says a phoneme for each letter of an English word.";
  }

  @Override
  public void run(Show show) {
    List<Pronunciation> all = Pronunciation.shuffled(SEED);
    List<Pronunciation> held = all.subList(0, all.size() / 10);
    List<Pronunciation> rest = all.subList(held.size(), all.size());
    List<Pronunciation> training = rest.subList(0, Math.min(most, rest.size()));
    show.data(
        "%,d words of the CMU dictionary that have as many phonemes as letters, which mostly, not always, belong together one by one (\"x\" is two, \"th\" is one). Kept for the test: %,d words (seed %d). Trained on: %,d others, but those of more than %d letters; %d epochs, a number that was chosen, as dropout and the number of units were, by a tenth of the words trained on."
            .formatted(
                all.size(), held.size(), SEED, training.size(), PhonemeTagger.LONGEST, epochs));
    List<String> words = held.stream().map(Pronunciation::word).toList();
    TagScore letter = table(training, held, 0, "the commonest phoneme of each letter", show);
    TagScore three = table(training, held, 1, "the same, given the letter's neighbours", show);
    TagScore seven = table(training, held, 3, "the same, given three letters on each side", show);
    PhonemeTagger one =
        PhonemeTagger.of(training, lstm(UNITS_OF_ONE).returnSequences(), epochs, SEED);
    TagScore forward = TagScore.of(held, one.said(words));
    figure("an LSTM of %d units, from left to right".formatted(UNITS_OF_ONE), one, forward, show);
    PhonemeTagger both =
        PhonemeTagger.of(training, bidirectional(lstm(UNITS).returnSequences()), epochs, SEED);
    List<List<String>> byTrainer = both.said(words);
    Path file =
        show.export(
            name(),
            Onnx.export(both.trained().model())
                .text("letters", both.letters())
                .labels("phonemes", both.phonemes()));
    List<List<String>> said = asked(file, words);
    TagScore score = TagScore.of(held, said);
    figure("an LSTM of %d units in each direction".formatted(UNITS), both, score, show);
    show.claim(
        said.equals(byTrainer),
        "asked for its tags, the exported file says what the trainer says to each letter of all %,d held words",
        words.size());
    show.claim(
        score.above(letter) && score.above(three) && score.above(seven),
        "it says more phonemes and more words rightly than each of the tables, by %.1f and %.1f points against the best",
        score.ofTags() - Math.max(three.ofTags(), seven.ofTags()),
        score.ofWords() - Math.max(three.ofWords(), seven.ofWords()));
    show.claim(
        score.above(forward),
        "both directions say more rightly than one with about as many parameters: what a letter sounds like depends on those behind it");
    gains(forward, score, show);
    confusions(PhonemePairs.of(held, said), three, forward, score, show);
    examples(held, said, file, show);
  }

  private static TagScore table(
      List<Pronunciation> training,
      List<Pronunciation> held,
      int neighbours,
      String what,
      Show show) {
    LetterTable table = LetterTable.of(training, neighbours);
    TagScore score =
        TagScore.of(held, held.stream().map(word -> table.phonemes(word.word())).toList());
    show.figure("%s: %s", what, score);
    return score;
  }

  private static void figure(String what, PhonemeTagger tagger, TagScore score, Show show) {
    show.figure(
        "%s: %s (%,d parameters, trained in %.0f s)",
        what, score, tagger.trained().graph().parameterCount(), Clock.seconds(tagger.trained()));
  }

  /** What a file says to each letter, by the runtime. */
  static List<List<String>> asked(Path file, List<String> words) {
    try (TextPredictor predictor = TextPredictor.open(file)) {
      return predictor.tags(words).stream()
          .map(tags -> tags.stream().map(Tag::label).toList())
          .toList();
    }
  }

  // Letters that are frequent enough for a share to mean something.
  private static void gains(TagScore forward, TagScore both, Show show) {
    List<String> most =
        both.letters().entrySet().stream()
            .filter(each -> each.getValue().all() >= 100)
            .map(each -> each.getKey())
            .sorted(
                Comparator.comparingDouble(
                    letter ->
                        forward.letters().get(letter).value() - both.letters().get(letter).value()))
            .limit(5)
            .map(
                letter ->
                    String.format(
                        Locale.ROOT,
                        "%s %.1f %% instead of %.1f %%",
                        letter,
                        100 * both.letters().get(letter).value(),
                        100 * forward.letters().get(letter).value()))
            .toList();
    show.figure("letters that gain most by the second direction: %s", String.join(", ", most));
  }

  private static void confusions(
      PhonemePairs pairs, TagScore three, TagScore forward, TagScore both, Show show) {
    show.figure("mixed up most often: %s", String.join(", ", pairs.worst(6)));
    show.claim(
        pairs.amongVowels() > 0.5,
        "most mistakes take a vowel for another vowel: %.0f %%",
        100 * pairs.amongVowels());
    List<String> vowels = pairs.vowels();
    Heat heat = new Heat("How vowels were said, in %", vowels, pairs.shares(vowels));
    new Strip(List.of(chart(three, forward, both), heat.image())).write(show.file("tagging.png"));
    show.picture(
        "tagging.png",
        "Share of phonemes said rightly, letter by letter; and which vowels were taken for which");
  }

  private static BufferedImage chart(TagScore three, TagScore forward, TagScore both) {
    List<String> letters = both.letters().keySet().stream().map(String::valueOf).toList();
    return new Bars(
            "Phonemes said rightly, by letter",
            Bars.PER_CENT,
            0,
            letters,
            List.of(
                new Bars.Series("table of three letters", heights(three, letters)),
                new Bars.Series("left to right", heights(forward, letters)),
                new Bars.Series("both directions", heights(both, letters))))
        .image(800, 420);
  }

  private static List<Double> heights(TagScore score, List<String> letters) {
    return letters.stream()
        .map(letter -> 100 * score.letters().get(letter.charAt(0)).value())
        .toList();
  }

  private static void examples(
      List<Pronunciation> held, List<List<String>> said, Path file, Show show) {
    show.figure("tags(\"hebb\"): %s", String.join(" ", asked(file, List.of("hebb")).get(0)));
    List<String> shown = new ArrayList<>();
    for (int row = 0; row < SHOWN; row++) {
      Pronunciation word = held.get(row);
      String right = String.join(" ", word.phonemes());
      String heard = String.join(" ", said.get(row));
      shown.add(
          heard.equals(right)
              ? "%s: %s".formatted(word.word(), heard)
              : "**%s**: %s (is %s)".formatted(word.word(), heard, right));
    }
    show.figure("the first %d held words, wrong ones in bold: %s", SHOWN, String.join("; ", shown));
  }
}

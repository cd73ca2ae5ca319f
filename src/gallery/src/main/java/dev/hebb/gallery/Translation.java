package dev.hebb.gallery;

import dev.hebb.graph.Generation;
import dev.hebb.graph.Model;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Onnx;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import dev.hebb.text.TextPredictor;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * English into French: many to many, not aligned. All that is said is said by the exported files.
 *
 * @param held sentences to be judged by
 * @param most pairs to learn from
 * @param words of French at most
 * @param units of the decoder
 * @param plainEpochs of the translator without attention
 * @param gain by how much attention is better, in BLEU
 */
record Translation(
    int held, int most, int words, int units, int plainEpochs, int epochs, double gain)
    implements Exhibit {
  private static final int SHOWN = 10;
  private static final int LONGEST = 30;

  /** As it is shown. */
  static Translation whole() {
    return new Translation(800, Integer.MAX_VALUE, 3_000, 128, 6, 12, 8);
  }

  @Override
  public String name() {
    return "translation";
  }

  @Override
  public String line() {
    return "An encoder and a decoder translate a user interface into French, without attention and with it.";
  }

  @Override
  public void run(Show show) {
    EnglishFrench data = EnglishFrench.all(held).first(most);
    List<EnglishFrench.Pair> training = data.training();
    Translator translator = Translator.of(training, 2_500, words, units);
    show.data(
        "LibreOffice's interface, English and French (MPL-2.0; see"
            + " `src/gallery/src/main/resources/dev/hebb/gallery/SOURCE.md`): %,d pairs to learn from, %d held. No English sentence is on both sides, not even in other case or with other punctuation. BLEU is of up to four words (Papineni et al. 2002; agrees with sacrebleu 2.6.0), case and punctuation counted, words that are not in the vocabulary wrong."
                .formatted(training.size(), held));
    NearestSentence nearest = new NearestSentence(training);
    TextScore remembered = score(data.held(), nearest::translate);
    show.figure("the nearest training sentence's French: %s", remembered);
    long began = System.nanoTime();
    TextScore plain = plain(translator, data, show);
    Model model = translator.learnt(translator.attentive(), training, epochs);
    Export export = Onnx.export(model);
    Export told = export.text("english", translator.english()).text("french", translator.french());
    Path begin = show.file("translation-begin.onnx");
    Path step = show.file("translation-step.onnx");
    told.streaming().over("french_time").begin(begin).to(step);
    Path file = show.export("translation", generating(export, translator));
    show.figure(
        "%,d parameters with attention; %.0f s for both trainings, %d and %d epochs, on busy cores",
        model.graph().parameterCount(), (System.nanoTime() - began) / 1e9, plainEpochs, epochs);
    try (Decoder decoder = Decoder.with().most(LONGEST).open(begin, step);
        TextPredictor whole = TextPredictor.open(file)) {
      TextScore greedy = score(data.held(), text -> decoder.text(text, Decoding.greedy()));
      TextScore beam =
          score(data.held(), text -> decoder.text(text, Decoding.beam(4).lengthPenalty(0.6)));
      TextScore loop = score(data.held(), whole::text);
      show.figure("with attention, the likeliest word each time: %s", greedy);
      show.figure("with attention, a beam of 4 (length penalty 0.6): %s", beam);
      show.claim(
          greedy.bleu() >= plain.bleu() + gain,
          "attention is worth at least %.0f BLEU: %.1f, without it %.1f",
          gain,
          greedy.bleu(),
          plain.bleu());
      show.claim(
          greedy.exact() >= remembered.exact(),
          "at least as many held sentences are translated word for word as in the reference as by the nearest sentence: %d, %d",
          greedy.exact(),
          remembered.exact());
      show.claim(
          loop.said().equals(greedy.said()),
          "the one file with the loop in it says what the decoder says step by step, of %d sentences",
          held);
      examples(data, beam, show);
      chart(
              List.of(remembered.bleu(), plain.bleu(), greedy.bleu(), beam.bleu()),
              "BLEU of %d held sentences".formatted(held))
          .write(show.file("translation.png"));
      show.picture(
          "translation.png",
          "BLEU of the nearest training sentence, without attention, with it, and with a beam of 4");
    }
  }

  static Strip chart(List<Double> bleu, String title) {
    List<String> names =
        List.of("nearest sentence", "no attention", "attention", "attention, beam of 4");
    List<Bars.Series> series = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      series.add(new Bars.Series(names.get(i), List.of(bleu.get(i))));
    }
    return new Strip(List.of(new Bars(title, "BLEU", 0, List.of(" "), series).image(560, 400)));
  }

  private static Export generating(Export export, Translator translator) {
    return export
        .generating(
            Generation.greedy(Vocabulary.START, Vocabulary.END).over("french_time").most(LONGEST))
        .text("english", translator.english())
        .text("tokens", translator.french());
  }

  private TextScore plain(Translator translator, EnglishFrench data, Show show) {
    Model model = translator.learnt(translator.plain(), data.training(), plainEpochs);
    Path file = show.file("translation-plain.onnx");
    generating(Onnx.export(model), translator).to(file);
    try (TextPredictor whole = TextPredictor.open(file)) {
      TextScore plain = score(data.held(), whole::text);
      show.figure(
          "without attention, %,d parameters, %d epochs: %s",
          model.graph().parameterCount(), plainEpochs, plain);
      return plain;
    }
  }

  private static TextScore score(List<EnglishFrench.Pair> held, UnaryOperator<String> translator) {
    return TextScore.of(
        held.stream().map(pair -> translator.apply(pair.english())).toList(),
        held.stream().map(EnglishFrench.Pair::french).toList(),
        Tokenizer.words().french(),
        4);
  }

  // The held ones are in a shuffled order: nobody chose these.
  private static void examples(EnglishFrench data, TextScore beam, Show show) {
    for (int i = 0; i < Math.min(SHOWN, data.held().size()); i++) {
      EnglishFrench.Pair pair = data.held().get(i);
      show.figure("%s → %s (reference: %s)", pair.english(), beam.said().get(i), pair.french());
    }
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.Generation;
import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Export;
import dev.hebb.onnx.Onnx;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import dev.hebb.text.Tokenizer;
import dev.hebb.text.Vocabulary;
import dev.hebb.training.Trained;
import dev.hebb.training.data.Dataset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pictures and what they are called: one to many. Learnt from one drawing style, judged by another;
 * all that is said is said by the exported files.
 *
 * @param things how many
 * @param units of the decoder
 * @param training of the captioner with attention
 * @param plain of the one without
 * @param seen share of the pictures learnt from that is named word for word, at least
 * @param held share of the others that is, at least
 * @param gain by how much attention is better, in BLEU
 */
record Captioning(
    int things,
    int units,
    CaptionTraining training,
    CaptionTraining plain,
    double seen,
    double held,
    double gain)
    implements Exhibit {
  private static final int BEAM = 4;
  private static final int LONGEST = 14;
  private static final int SHOWN = 24;
  private static final int ON_PAGE = 120;
  private static final int WIDEST = 16; // letters below a picture
  private static final double TOLERANCE = 1e-5; // Its numbers go through many layers.
  private static final int WORDS = 2; // in a row that BLEU counts: most names are short

  /** As it is shown. */
  static Captioning whole() {
    return new Captioning(
        Integer.MAX_VALUE,
        144,
        new CaptionTraining(100, 60, 15, 64),
        new CaptionTraining(0, 60, 15, 64),
        0.75,
        0.15,
        0);
  }

  @Override
  public String name() {
    return "captioning";
  }

  @Override
  public String line() {
    return "A convolutional eye and a decoder write what a picture is called; learnt from one drawing style, judged by another.";
  }

  @Override
  public void run(Show show) {
    Drawings data = Drawings.all().some(things);
    int count = data.names().size();
    show.data(
        "%,d things that both Google (Noto Emoji, Apache-2.0) and Twitter (Twemoji, CC BY 4.0) have drawn, 32 x 32 pixels, and their English names; see `src/gallery/src/main/resources/dev/hebb/gallery/SOURCE.md`. Learnt from Google's pictures, one of each thing, drawn anew each time (bent, in other colours, blurred; never mirrored); judged by Twitter's. BLEU is of up to two words, as most names are short."
            .formatted(count));
    List<String> remembered = nearest(data);
    TextScore nearest = score(remembered, data);
    show.figure(
        "the name of the nearest of Google's pictures (8 x 8 pixels, squared distance): %s",
        nearest);
    long began = System.nanoTime();
    Captioner captioner = Captioner.of(data.names(), units);
    Model seeing = seeing(data, show);
    TextScore without = plain(captioner, seeing, data, show);
    Model model =
        training.learnt(captioner::attentive, seeing, data.google(), rows(captioner, data));
    show.figure(
        "with attention, %,d parameters; %.0f s for all trainings, on busy cores",
        model.graph().parameterCount(), (System.nanoTime() - began) / 1e9);
    Path begin = show.file("captioning-begin.onnx");
    Path step = show.file("captioning-step.onnx");
    Export export = proven(model);
    export
        .text("caption", captioner.words())
        .streaming()
        .over("caption_time")
        .begin(begin)
        .to(step);
    Path file = show.export("captioning", generating(export, captioner.words()));
    try (Decoder decoder = Decoder.with().most(LONGEST).open(begin, step)) {
      TextScore greedy = score(Captions.of(decoder, data.twitter(), Decoding.greedy()), data);
      TextScore beam = score(Captions.of(decoder, data.twitter(), Decoding.beam(BEAM)), data);
      show.figure("with attention, the likeliest word each time: %s", greedy);
      show.figure("with attention, a beam of %d: %s", BEAM, beam);
      show.figure(
          "named word for word: %d by the captioner, %d by the nearest picture; %s",
          beam.exact(),
          nearest.exact(),
          beam.exact() < nearest.exact()
              ? "comparing pictures names more of them"
              : "the captioner is the better one");
      TextScore known = score(Captions.of(file, data.google()), data);
      show.claim(
          known.exact() >= seen * count,
          "of the pictures it has learnt from at least %.0f %% are named word for word: %s",
          100 * seen,
          known);
      show.claim(
          beam.exact() >= held * count,
          "of the pictures in a style it has never seen at least %.0f %% are named word for word: %d of %,d, where a guess is right once",
          100 * held,
          beam.exact(),
          count);
      show.claim(
          greedy.bleu() >= without.bleu() + gain,
          "attention is worth at least %.0f BLEU: %.1f, without it %.1f",
          gain,
          greedy.bleu(),
          without.bleu());
      show.claim(
          Captions.of(file, data.twitter()).equals(greedy.said()),
          "the one file with the loop in it says what the decoder says word by word, of %,d pictures",
          count);
      pictures(captioner, model, data, beam.said(), remembered, show);
    }
  }

  private static List<String> nearest(Drawings data) {
    Tensor coarse = Baselines.reduced(data.google(), 4);
    Dataset seen = Dataset.of(coarse, CaptionTraining.classes(data.names().size()));
    long[] things = NearestCentroid.of(seen, false).classes(Baselines.reduced(data.twitter(), 4));
    return Arrays.stream(things).mapToObj(thing -> data.names().get((int) thing)).toList();
  }

  private Model seeing(Drawings data, Show show) {
    Trained named = training.named(data.google());
    Tensor classes = CaptionTraining.classes(data.names().size());
    show.figure(
        "what it sees with has learnt to tell the %,d things apart: %.1f %% of Twitter's are taken for the right one",
        data.names().size(),
        100 * named.evaluate(Dataset.of(data.twitter(), classes)).get("accuracy"));
    return named.model();
  }

  private TextScore plain(Captioner captioner, Model seeing, Drawings data, Show show) {
    Model model = plain.learnt(captioner::plain, seeing, data.google(), rows(captioner, data));
    Path file = show.file("captioning-plain.onnx");
    generating(proven(model), captioner.words()).to(file);
    TextScore score = score(Captions.of(file, data.twitter()), data);
    show.figure("without attention, %,d parameters: %s", model.graph().parameterCount(), score);
    return score;
  }

  private static Export proven(Model model) {
    return Onnx.export(model).tolerance(TOLERANCE);
  }

  private static Export generating(Export export, Tokenizer words) {
    return export
        .generating(
            Generation.greedy(Vocabulary.START, Vocabulary.END).over("caption_time").most(LONGEST))
        .text("tokens", words);
  }

  private static List<long[]> rows(Captioner captioner, Drawings data) {
    return data.names().stream().map(captioner.words()::encode).toList();
  }

  private static TextScore score(List<String> said, Drawings data) {
    return TextScore.of(said, data.names(), Tokenizer.words().lowerCase(), WORDS);
  }

  private static void pictures(
      Captioner captioner,
      Model model,
      Drawings data,
      List<String> said,
      List<String> nearest,
      Show show) {
    Path looking = show.file("captioning-looking.onnx");
    proven(model.in(captioner.attentive(false).explained())).to(looking);
    CaptionPage page =
        CaptionPage.of(
            data,
            nearest,
            said,
            Looked.of(looking, data.twitter(), said, captioner.words()),
            ON_PAGE);
    page.write(show.file("captioning.html"));
    show.figure(
        "`captioning.html` has %d of the held pictures, and where it looked for each word",
        page.rows().size());
    new Sheet("Twitter's pictures, named by one who knows Google's", 8, 3, cells(data, said))
        .write(show.file("captioning.png"));
    show.picture("captioning.png", "Held pictures and what they are called; wrong ones in red");
  }

  private static List<Sheet.Cell> cells(Drawings data, List<String> said) {
    return Drawings.spread(SHOWN, said.size())
        .mapToObj(
            thing -> {
              String name = data.names().get(thing);
              boolean wrong = !said.get(thing).equalsIgnoreCase(name);
              List<String> lines = new ArrayList<>(wrapped(said.get(thing)));
              if (wrong) {
                lines.addAll(wrapped("is: " + name));
              }
              return new Sheet.Cell(Drawings.picture(data.twitter(), thing), wrong, lines);
            })
        .toList();
  }

  // Between words, to the width of a picture.
  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      int last = lines.size() - 1;
      if (last >= 0 && lines.get(last).length() + word.length() < WIDEST) {
        lines.set(last, lines.get(last) + " " + word);
      } else {
        lines.add(word);
      }
    }
    return lines;
  }
}

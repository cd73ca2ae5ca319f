package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A word that a captioner said, and where it looked for it.
 *
 * @param shares of each place, row by row of the picture
 */
record Looked(String word, List<Float> shares) {
  Looked {
    shares = List.copyOf(shares);
  }

  /**
   * Every word of each caption.
   *
   * @param file a captioner that puts out where it looks
   * @param captions what it said of each picture
   */
  static List<List<Looked>> of(Path file, Tensor pictures, List<String> captions, Tokenizer words) {
    List<long[]> rows = captions.stream().map(words::encode).toList();
    Tensor fed = Forced.of(rows).fed();
    int longest = (int) fed.dims()[1];
    List<List<Looked>> all = new ArrayList<>();
    try (Predictor predictor = Predictor.with().dim("caption_time", longest).open(file)) {
      for (int row = 0; row < rows.size(); row++) {
        predictor.input("picture").put(pictures.rows(row, row + 1).toFloats());
        predictor.input("caption").put(fed.rows(row, row + 1).toLongs());
        predictor.run();
        all.add(words(predictor.output("looked"), words, rows.get(row)));
      }
    }
    return all;
  }

  // The token at i + 1 is said after the one at i; the last is the end mark.
  private static List<Looked> words(Output looked, Tokenizer words, long[] row) {
    int places = Captioner.PLACES * Captioner.PLACES;
    List<Looked> said = new ArrayList<>();
    for (int i = 0; i + 2 < row.length; i++) {
      List<Float> shares = new ArrayList<>();
      for (int place = 0; place < places; place++) {
        shares.add(looked.get(i * places + place));
      }
      said.add(new Looked(words.decode(row[i + 1]), shares));
    }
    return said;
  }
}

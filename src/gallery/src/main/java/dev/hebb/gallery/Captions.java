package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.runtime.Output;
import dev.hebb.runtime.Predictor;
import dev.hebb.text.Decoder;
import dev.hebb.text.Decoding;
import dev.hebb.text.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What exported captioners say of pictures {@code [rows, height, width, 3]}, by the runtime. */
final class Captions {
  private Captions() {}

  /** By the one file that writes whole rows. */
  static List<String> of(Path file, Tensor pictures) {
    List<String> said = new ArrayList<>();
    try (Predictor predictor = Predictor.open(file)) {
      Tokenizer words = Tokenizer.parse(predictor.metadata().get("hebb.text.tokens"));
      Output output = predictor.output();
      long[] tokens = new long[output.rowLength()];
      for (int row = 0; row < pictures.dims()[0]; row++) {
        predictor.input().put(0, pictures.rows(row, row + 1).toFloats());
        predictor.run();
        output.get(0, tokens);
        said.add(words.decode(tokens));
      }
    }
    return said;
  }

  /** Word by word. */
  static List<String> of(Decoder decoder, Tensor pictures, Decoding how) {
    List<String> said = new ArrayList<>();
    for (int row = 0; row < pictures.dims()[0]; row++) {
      decoder.feed("picture", pictures.rows(row, row + 1).toFloats());
      said.add(decoder.text(how));
    }
    return said;
  }
}

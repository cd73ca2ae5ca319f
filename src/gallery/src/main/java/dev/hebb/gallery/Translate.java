package dev.hebb.gallery;

import dev.hebb.text.TextPredictor;
import java.nio.file.Path;
import java.util.List;

/** Says English in French, by one exported file and the runtime alone. */
public final class Translate {
  private Translate() {}

  /**
   * {@code FILE TEXT ...}.
   *
   * @param arguments the file that {@code scripts/gallery translation FOLDER} writes, and sentences
   */
  public static void main(String[] arguments) {
    List<String> texts = List.of(arguments).subList(1, arguments.length);
    try (TextPredictor translator = TextPredictor.open(Path.of(arguments[0]))) {
      translator.text(texts).forEach(System.out::println);
    }
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.Tensor;
import dev.hebb.training.TrainingException;
import dev.hebb.training.data.ImageOptions;
import dev.hebb.training.data.Images;
import java.nio.file.Path;
import java.util.List;

/** Says what pictures show, by one exported file and the runtime alone. */
public final class Caption {
  private Caption() {}

  /**
   * {@code FILE PICTURE ...}.
   *
   * @param arguments the file that {@code scripts/gallery captioning FOLDER} writes, and pictures
   */
  public static void main(String[] arguments) {
    try {
      said(Path.of(arguments[0]), List.of(arguments).subList(1, arguments.length));
    } catch (TrainingException unreadable) {
      System.err.println(unreadable.getMessage());
      System.exit(1);
    }
  }

  private static void said(Path model, List<String> pictures) {
    ImageOptions small = ImageOptions.rgb().size(Drawings.SIDE, Drawings.SIDE).unit();
    Tensor all =
        Rows.joined(
            pictures.stream()
                .map(
                    picture ->
                        Images.read(Path.of(picture), small)
                            .reshaped(1, Drawings.SIDE, Drawings.SIDE, 3))
                .toList());
    Captions.of(model, all).forEach(System.out::println);
  }
}

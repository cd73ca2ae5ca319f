package dev.hebb.gallery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Photos without human faces: the bundled cat and coffee, turned every way, and the bundled
 * drawings of things, side by side; all as negatives too.
 */
final class NoFaces {
  private static final Set<String> THINGS = Set.of("Objects", "Travel & Places", "Food & Drink");
  private static final int HEIGHT = 60;
  private static final int WIDTH = 80;

  private NoFaces() {}

  /** The cat and the coffee. */
  static List<Photo> photos() {
    List<Photo> photos = new ArrayList<>();
    for (String file : List.of("chelsea.png", "coffee.png")) {
      Photo photo = Photo.bundled(file);
      for (int turn = 0; turn < 4; turn++) {
        photos.add(photo);
        photos.add(photo.negative());
        photo = photo.turned();
      }
    }
    return photos;
  }

  /** And the drawings, {@code columns} in a row. */
  static List<Photo> all(int columns) {
    List<Photo> photos = new ArrayList<>(photos());
    Photo drawings = drawings(columns);
    photos.add(drawings);
    photos.add(drawings.negative());
    return photos;
  }

  private static Photo drawings(int columns) {
    float[] colours = Emoji.pictures().toFloats();
    List<Integer> things = things();
    int rows = things.size() / columns;
    float[] grey = new float[rows * HEIGHT * columns * WIDTH];
    for (int at = 0; at < grey.length; at++) {
      int y = at / (columns * WIDTH);
      int x = at % (columns * WIDTH);
      int drawing = things.get(y / HEIGHT * columns + x / WIDTH);
      int from = ((drawing * HEIGHT + y % HEIGHT) * WIDTH + x % WIDTH) * 3;
      float brightness =
          0.299f * colours[from] + 0.587f * colours[from + 1] + 0.114f * colours[from + 2];
      grey[at] = 255 * brightness;
    }
    return new Photo(rows * HEIGHT, columns * WIDTH, grey);
  }

  // The moon and the sun have one too.
  private static List<Integer> things() {
    try (InputStream bytes = NoFaces.class.getResourceAsStream("emoji/emoji.tsv")) {
      List<String> lines =
          new String(bytes.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1).toList();
      List<Integer> things = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        String[] columns = lines.get(i).split("\t", -1);
        if (THINGS.contains(columns[2]) && !columns[1].contains("face")) {
          things.add(i);
        }
      }
      return things;
    } catch (IOException unreadable) {
      throw new UncheckedIOException("emoji.tsv: could not be read.", unreadable);
    }
  }
}

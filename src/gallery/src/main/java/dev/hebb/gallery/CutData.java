package dev.hebb.gallery;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.ImageOptions;
import dev.hebb.training.data.Images;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the bundled pictures out of the whole sets; SOURCE.md beside them says where those are from.
 */
public final class CutData {
  private static final int HEIGHT = 60;
  private static final int WIDTH = 80;
  private static final int SIDE = 32;
  private static final int LEVELS = 31;

  private CutData() {}

  /**
   * {@code fashion FROM TO}: of Fashion-MNIST's four files, the first 600 and 100 of each class.
   * {@code emoji FROM TO COUNT}: of a folder with {@code captions.tsv} and {@code google/*.png}, so
   * many pictures, evenly spread. {@code drawings FROM TO}: all of both styles, {@code
   * google/*.png} and {@code twitter/*.png}, and what they are called.
   */
  public static void main(String[] arguments) throws IOException {
    Path from = Path.of(arguments[1]);
    Path to = Path.of(arguments[2]);
    if (arguments[0].equals("fashion")) {
      fashion(from, to, "train", 600);
      fashion(from, to, "t10k", 100);
    } else if (arguments[0].equals("drawings")) {
      drawings(from, to);
    } else {
      emoji(from, to, Integer.parseInt(arguments[3]));
    }
  }

  private static void fashion(Path from, Path to, String part, int each) {
    String images = part + "-images-idx3-ubyte.gz";
    String labels = part + "-labels-idx1-ubyte.gz";
    FloatBuffer all = Idx.images(from.resolve(images)).floats();
    long[] classes = Idx.labels(from.resolve(labels)).toLongs();
    int pixels = all.remaining() / classes.length;
    int[] taken = new int[10];
    ByteBuffer pictures = ByteBuffer.allocate(10 * each * pixels);
    ByteBuffer kept = ByteBuffer.allocate(10 * each);
    for (int row = 0; row < classes.length; row++) {
      int label = (int) classes[row];
      if (taken[label]++ < each) {
        kept.put((byte) label);
        for (int i = 0; i < pixels; i++) {
          pictures.put((byte) all.get(row * pixels + i));
        }
      }
    }
    Idx.write(Tensor.wrap(DataType.UINT8, pictures.flip(), 10L * each, 28, 28), to.resolve(images));
    Idx.write(Tensor.wrap(DataType.UINT8, kept.flip(), 10L * each), to.resolve(labels));
  }

  private static void drawings(Path from, Path to) throws IOException {
    List<String> captions = Files.readAllLines(from.resolve("captions.tsv"));
    captions.remove(0);
    for (String style : List.of("google", "twitter")) {
      ByteBuffer pictures = ByteBuffer.allocate(captions.size() * SIDE * SIDE * 3);
      for (String caption : captions) {
        Path file = from.resolve(style).resolve(caption.substring(0, caption.indexOf('\t')));
        FloatBuffer pixels = Images.read(file, ImageOptions.rgb().size(SIDE, SIDE)).floats();
        while (pixels.hasRemaining()) {
          // 32 brightnesses: two thirds of the bytes, and hardly to be seen.
          pictures.put((byte) Math.round(Math.round(pixels.get() * LEVELS / 255) * 255f / LEVELS));
        }
      }
      Tensor all = Tensor.wrap(DataType.UINT8, pictures.flip(), captions.size(), SIDE, SIDE, 3);
      Idx.write(all, to.resolve(style + ".idx.gz"));
    }
    List<String> names = captions.stream().map(caption -> caption.split("\t", -1)[1]).toList();
    Files.writeString(to.resolve("names.txt"), String.join("\n", names) + "\n");
  }

  private static void emoji(Path from, Path to, int count) throws IOException {
    List<String> captions = Files.readAllLines(from.resolve("captions.tsv"));
    List<String> kept = new ArrayList<>(List.of(captions.remove(0)));
    ByteBuffer pictures = ByteBuffer.allocate(count * HEIGHT * WIDTH * 3);
    for (int i = 0; i < count; i++) {
      String caption = captions.get((int) ((long) i * captions.size() / count));
      kept.add(caption);
      String file = caption.substring(0, caption.indexOf('\t'));
      ImageOptions square = ImageOptions.rgb().size(HEIGHT, HEIGHT);
      framed(Images.read(from.resolve("google").resolve(file), square), pictures);
    }
    Tensor all = Tensor.wrap(DataType.UINT8, pictures.flip(), count, HEIGHT, WIDTH, 3);
    Idx.write(all, to.resolve("emoji-60x80.idx.gz"));
    Files.writeString(to.resolve("emoji.tsv"), String.join("\n", kept) + "\n");
  }

  /** In the middle of a wider picture, on white. */
  private static void framed(Tensor square, ByteBuffer into) {
    FloatBuffer pixels = square.floats();
    int margin = (WIDTH - HEIGHT) / 2;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        for (int channel = 0; channel < 3; channel++) {
          boolean inside = x >= margin && x < WIDTH - margin;
          into.put((byte) (inside ? Math.round(pixels.get()) : 255));
        }
      }
    }
  }
}

package dev.hebb.cli.file;

import dev.hebb.cli.report.ToolException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * A file that holds a picture.
 *
 * @param name for people
 */
public record PictureFile(Path path, String name) {
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** By its own name. */
  public static PictureFile of(Path path) {
    return new PictureFile(path, String.valueOf(path.getFileName()));
  }

  /** Whether it is one, by its name. */
  public static boolean is(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Decoded.
   *
   * @throws ToolException when it is not there or is no picture
   */
  public BufferedImage read() {
    if (!Files.exists(path)) {
      throw new ToolException("%s: there is no such file.".formatted(path));
    }
    BufferedImage image;
    try {
      image = ImageIO.read(path.toFile());
    } catch (IOException | RuntimeException broken) {
      throw new ToolException(
          "%s: the picture cannot be read (%s).".formatted(name, broken.getMessage()), broken);
    }
    if (image == null) {
      throw new ToolException(
          "%s: expected a picture (PNG, JPEG, GIF or BMP), got something else. Convert it."
              .formatted(name));
    }
    return image;
  }
}

package dev.hebb.graph;

import dev.hebb.graph.op.Interpolation;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture becomes before a network is fed it: said once, for training, which reads pictures
 * so, and for the exported file, which then takes them as they are.
 *
 * <p>{@code uint8 [batch, height, width, 3] -> [batch, rows, columns, channels]}, of any height and
 * width. Pixel centres are at halves, as in Keras's and torchvision's resizing. Nothing is rounded
 * on the way; torchvision on Pillow's pictures rounds to whole grey levels after each side.
 *
 * @param channels 3 for red, green, blue; 1 for grey: 0.299 red + 0.587 green + 0.114 blue
 * @param size to which it is brought
 * @param scale a factor for each number, from 0 to 255 at first
 * @param mean what is then taken off each channel; none if nothing is
 * @param deviation by what each channel is divided after that; as many
 */
public record PictureInput(
    int channels, PictureSize size, double scale, List<Double> mean, List<Double> deviation) {
  private static final Pattern CALL = Pattern.compile("\\.?([a-z]+)\\(([^()]*)\\)");
  private static final Pattern NUMBER = Pattern.compile("[^\\s,\\[\\]]+");

  public PictureInput {
    mean = List.copyOf(mean);
    deviation = List.copyOf(deviation);
  }

  /** In colour, of the picture's size, from 0 to 255. */
  public static PictureInput rgb() {
    return new PictureInput(3, PictureSize.KEPT, 1, List.of(), List.of());
  }

  /** In one channel, of the picture's size, from 0 to 255. */
  public static PictureInput grey() {
    return new PictureInput(1, PictureSize.KEPT, 1, List.of(), List.of());
  }

  /** With the shorter side of this length, the other in proportion; {@link #cropped} comes next. */
  public PictureInput resized(int shorter) {
    check("resized(%d)".formatted(shorter), shorter);
    return with(new PictureSize(shorter, 0, 0, 0, 0, size.interpolation(), size.antialias()));
  }

  /** Stretched to this height and width. */
  public PictureInput resized(int height, int width) {
    check("resized(%d, %d)".formatted(height, width), height, width);
    return with(new PictureSize(0, height, width, 0, 0, size.interpolation(), size.antialias()));
  }

  /** The square in the middle. */
  public PictureInput cropped(int side) {
    return cropped(side, side);
  }

  /** The middle. */
  public PictureInput cropped(int height, int width) {
    check("cropped(%d, %d)".formatted(height, width), height, width);
    return with(
        new PictureSize(
            size.shorter(),
            size.height(),
            size.width(),
            height,
            width,
            size.interpolation(),
            size.antialias()));
  }

  /** Resized along a cubic (a = -1/2) in place of a line. */
  public PictureInput bicubic() {
    return sampled(Interpolation.CUBIC, size.antialias());
  }

  /** Where a side becomes shorter, all pixels count. */
  public PictureInput antialias() {
    return sampled(size.interpolation(), true);
  }

  private PictureInput sampled(Interpolation interpolation, boolean antialias) {
    return with(
        new PictureSize(
            size.shorter(),
            size.height(),
            size.width(),
            size.cropHeight(),
            size.cropWidth(),
            interpolation,
            antialias));
  }

  /** Each number times this: {@code 1 / 255.0}. */
  public PictureInput scaled(double factor) {
    return new PictureInput(channels, size, factor, mean, deviation);
  }

  /**
   * Each number, once scaled, less its channel's mean, divided by its channel's deviation.
   *
   * @throws DeclarationException when it is not a number for each channel, or a deviation is zero
   */
  public PictureInput normalised(List<Double> means, List<Double> deviations) {
    if (means.size() != channels || deviations.size() != channels || deviations.contains(0.0)) {
      throw new DeclarationException(
          "normalised(%s, %s): expected %d means and as many deviations other than 0, one for each channel. Give as many."
              .formatted(means, deviations, channels));
    }
    return new PictureInput(channels, size, scale, means, deviations);
  }

  private PictureInput with(PictureSize other) {
    return new PictureInput(channels, other, scale, mean, deviation);
  }

  private static void check(String call, int... lengths) {
    for (int length : lengths) {
      if (length < 1) {
        throw new DeclarationException(
            "%s: expected at least 1. Give a number of pixels.".formatted(call));
      }
    }
  }

  /**
   * A model that is fed pictures in place of what the network was declared for.
   *
   * @param input which of its inputs
   * @throws DeclarationException when it takes no pictures, or others than come out of this
   */
  public Model before(Model model, String input) {
    return new PictureFront(this, input).before(model);
  }

  /**
   * What was said, read again from {@link #toString}.
   *
   * @throws FormatException when it is something else
   */
  public static PictureInput parse(String text) {
    Matcher call = CALL.matcher(text);
    PictureInput read = rgb();
    int end = 0;
    try {
      while (call.find() && call.start() == end) {
        read = read.called(call.group(1), numbers(call.group(2)));
        end = call.end();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      throw unreadable(text, broken);
    }
    if (text.isEmpty() || end < text.length()) {
      throw unreadable(text, new IllegalArgumentException(text));
    }
    return read;
  }

  private static FormatException unreadable(String text, RuntimeException broken) {
    return new FormatException(
        "expected what a picture becomes, such as rgb().resized(256).cropped(224, 224), got \"%s\". Write the file again."
            .formatted(text),
        broken);
  }

  private static List<Double> numbers(String arguments) {
    List<Double> numbers = new ArrayList<>();
    Matcher number = NUMBER.matcher(arguments);
    while (number.find()) {
      numbers.add(Double.valueOf(number.group()));
    }
    return numbers;
  }

  private PictureInput called(String name, List<Double> said) {
    int half = said.size() / 2;
    return switch (name) {
      case "rgb" -> rgb();
      case "grey" -> grey();
      case "resized" ->
          said.size() == 1
              ? resized(said.get(0).intValue())
              : resized(said.get(0).intValue(), said.get(1).intValue());
      case "cropped" -> cropped(said.get(0).intValue(), said.get(1).intValue());
      case "bicubic" -> bicubic();
      case "antialias" -> antialias();
      case "scaled" -> scaled(said.get(0));
      case "normalised" -> normalised(said.subList(0, half), said.subList(half, said.size()));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What was said: {@code rgb().resized(256).cropped(224, 224)}. */
  @Override
  public String toString() {
    String sized = size.toString();
    return (channels == 1 ? "grey()" : "rgb()")
        + (sized.isEmpty() ? "" : "." + sized)
        + (scale == 1 ? "" : ".scaled(" + scale + ")")
        + (mean.isEmpty() ? "" : ".normalised(" + mean + ", " + deviation + ")");
  }
}

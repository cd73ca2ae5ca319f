package dev.hebb.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.op.Activate;
import dev.hebb.graph.op.Activation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PictureInputTest {
  private static final PictureInput PHOTO =
      PictureInput.rgb()
          .resized(256)
          .cropped(224)
          .bicubic()
          .antialias()
          .scaled(0.5)
          .normalised(List.of(0.1, 0.2, 0.3), List.of(1.0, 2.0, 4.0));

  private static Model eye(long height, long width, long channels) {
    GraphBuilder graph = new GraphBuilder("eye");
    Shape shape =
        Shape.of(
            Dim.free("batch"),
            height < 0 ? Dim.free("height") : Dim.of("height", height),
            width < 0 ? Dim.free("width") : Dim.of("width", width),
            Dim.of("channels", channels));
    Value picture = graph.input("picture", shape, DataType.FLOAT32, "");
    Value other = graph.input("size", Shape.of(Dim.free("width")), DataType.FLOAT32, "m");
    Value y = graph.add("eye/y", new Activate(Activation.RELU), List.of(picture)).get(0);
    List<Port> outputs = List.of(new Port("y", y, "V"), new Port("z", other, ""));
    return new Model(
        graph.build(outputs),
        new Weights(Map.of()),
        Map.of("range.picture", "0 1", "range.size", "2 3"));
  }

  @Test
  void saysWhatWasSaid() {
    assertThat(PHOTO)
        .hasToString(
            "rgb().resized(256).cropped(224, 224).bicubic().antialias().scaled(0.5)"
                + ".normalised([0.1, 0.2, 0.3], [1.0, 2.0, 4.0])");
    assertThat(PictureInput.grey()).hasToString("grey()");
  }

  @Test
  void whatWasSaidIsReadAgain() {
    List<PictureInput> all =
        List.of(
            PHOTO,
            PictureInput.rgb(),
            PictureInput.grey().resized(7, 9).scaled(1 / 255.0),
            PictureInput.grey()
                .resized(30)
                .cropped(28, 20)
                .normalised(List.of(-1e-7), List.of(3e9)));
    for (PictureInput each : all) {
      assertThat(PictureInput.parse(each.toString())).isEqualTo(each);
    }
    for (String other :
        List.of(
            "",
            "rgb",
            "rgb().resized()",
            "rgb().resized(x)",
            "rgb().turned(3)",
            "rgb() ",
            "rgb().normalised([1.0], [2.0])",
            "rgb().cropped(0, 3)")) {
      assertThatThrownBy(() -> PictureInput.parse(other))
          .isInstanceOf(FormatException.class)
          .hasMessage(
              "expected what a picture becomes, such as rgb().resized(256).cropped(224, 224), got \"%s\". Write the file again."
                  .formatted(other));
    }
  }

  @Test
  void picturesOfAnySizeComeInAndOneSizeComesOut() {
    Model model = PHOTO.before(eye(224, 224, 3), "picture");
    Graph graph = model.graph();
    assertThat(graph.inputs().get(0).value())
        .isEqualTo(
            new Value(
                "picture",
                Shape.of(
                    Dim.free("batch"),
                    new Dim("height", Size.symbol("picture_height")),
                    new Dim("width", Size.symbol("picture_width")),
                    Dim.of("channels", 3)),
                DataType.UINT8));
    assertThat(graph.outputs().get(0).value().shape())
        .hasToString("[batch, height=224, width=224, channels=3]");
    assertThat(graph.outputs().get(0).unit()).isEqualTo("V");
    assertThat(model.notes())
        .containsOnly(
            Map.entry("range.size", "2 3"),
            Map.entry("picture.picture", PHOTO.toString()),
            Map.entry("dim.picture_height", "168"),
            Map.entry("dim.picture_width", "224"));
  }

  @Test
  void sizesStayWhereNoneIsSaid() {
    Model model = PictureInput.grey().before(eye(-1, 20, 1), "picture");
    assertThat(model.graph().inputs().get(0).value().shape())
        .hasToString("[batch, height, width=20, channels=3]");
    assertThat(model.graph().outputs().get(0).value().shape())
        .hasToString("[batch, height, width=20, channels=1]");
  }

  @Test
  void aNetworkOfAnySizeGetsThatSize() {
    Model model = PictureInput.rgb().resized(8, 9).before(eye(-1, -1, 3), "picture");
    assertThat(model.graph().outputs().get(0).value().shape())
        .hasToString("[batch, height=8, width=9, channels=3]");
  }

  @Test
  void theMiddleIsThatOfTorchvision() {
    // Python's round(over / 2), which takes halves to the even side.
    int[] wanted = {0, 0, 1, 2, 2, 2, 3, 4, 4};
    for (int over = 0; over < wanted.length; over++) {
      assertThat(PictureSize.middle(over)).as("%d over", over).isEqualTo(wanted[over]);
    }
    assertThat(PHOTO.size().down(300, 401)).isEqualTo(new PictureSize.Side(300, 256, 16, 224));
    assertThat(PHOTO.size().across(300, 401)).isEqualTo(new PictureSize.Side(401, 342, 59, 224));
  }

  @Test
  void mistakesAreNamed() {
    PictureInput rgb = PictureInput.rgb();
    refused(
        rgb.resized(8),
        "eye/picture (rgb().resized(8)): expected the middle of it, as the longer side is of any"
            + " length, got resized(8) alone. Say cropped(8).");
    refused(
        rgb.cropped(8),
        "eye/picture (rgb().cropped(8, 8)): expected a size before the middle of it is taken, got"
            + " cropped(8, 8). Say resized(8) first.");
    refused(
        rgb.resized(8).cropped(8, 9),
        "eye/picture (rgb().resized(8).cropped(8, 9)): expected a middle within 8 x 8, got 8 x 9."
            + " Take less, or resize to more.");
    refused(
        rgb.resized(8, 8),
        "eye/picture (rgb().resized(8, 8)): expected pictures [batch, height=8, width=9,"
            + " channels=3], which the network takes, got [batch, height=8, width=8, channels=3]."
            + " Say resized(...) and cropped(...) for it, and rgb() or grey().");
    refused(
        PictureInput.grey().resized(8, 9),
        "eye/picture (grey().resized(8, 9)): expected pictures [batch, height=8, width=9,"
            + " channels=3], which the network takes, got [batch, height=8, width=9, channels=1]."
            + " Say resized(...) and cropped(...) for it, and rgb() or grey().");
    assertThatThrownBy(() -> rgb.before(eye(8, 9, 3), "photo"))
        .hasMessage(
            "eye/photo (rgb()): expected an input, of [picture, size], got none. Name one of them.");
    assertThatThrownBy(() -> rgb.before(eye(8, 9, 3), "size"))
        .hasMessage(
            "eye/size (rgb()): expected an input of floats [batch, height, width, channels], got"
                + " FLOAT32 [width]. Name one that takes pictures.");
    assertThatThrownBy(() -> rgb.resized(0, 5))
        .hasMessage("resized(0, 5): expected at least 1. Give a number of pixels.");
    assertThatThrownBy(() -> rgb.normalised(List.of(1.0), List.of(1.0)))
        .hasMessage(
            "normalised([1.0], [1.0]): expected 3 means and as many deviations other than 0, one"
                + " for each channel. Give as many.");
  }

  private static void refused(PictureInput how, String message) {
    assertThatThrownBy(() -> how.before(eye(8, 9, 3), "picture"))
        .isInstanceOf(DeclarationException.class)
        .hasMessage(message);
  }
}

package dev.hebb.network;

import static dev.hebb.graph.op.Activation.HARD_SIGMOID;
import static dev.hebb.graph.op.Activation.RELU;
import static dev.hebb.network.Layers.ANY;
import static dev.hebb.network.Layers.attention;
import static dev.hebb.network.Layers.branch;
import static dev.hebb.network.Layers.concat;
import static dev.hebb.network.Layers.conv1d;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.gru;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.sequence;
import static dev.hebb.network.Layers.standardScaler;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.network.Rank.Sequence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PlotTest {
  private static final double LETTER = 6.7; // pixels, of the wide DejaVu Sans at size 12

  @TempDir Path folder;
  private Document picture;

  @BeforeEach
  void plot() throws Exception {
    Stage<Sequence, Sequence> trunk =
        network("net", sequence(ANY, 2).unit("USD & EUR"))
            .then(standardScaler("<prices>"))
            .then(conv1d(20, 4).stride(2));
    var longest =
        gru(2)
            .activation(RELU)
            .recurrentActivation(HARD_SIGMOID)
            .noBias()
            .resetAfter(false)
            .returnSequences()
            .goBackwards();
    Path file = folder.resolve("net.svg");
    Network.of(List.of(trunk.then(longest), trunk.then("price", dense(1)))).plot(file);
    picture = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  private static List<Element> elements(Document document, String name) {
    NodeList nodes = document.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void everyLayerAndEveryShapeIsThereOnce() {
    assertThat(elements(picture, "text"))
        .extracting(Element::getTextContent)
        .containsExactlyInAnyOrder(
            "input",
            "input, USD & EUR",
            "[batch, time, features=2]",
            "scaler",
            "standardScaler(\"<prices>\")",
            "[batch, time, features=2]",
            "conv1d",
            "conv1d(20, 4).stride(2)",
            "[batch, time=floor((time - 2)/2), features=20]",
            "gru",
            "gru(2).activation(RELU).recurrentActivation(HARD_SIGMOID).noBias().resetAfter(false)"
                + ".returnSequences().goBackwards()",
            "[batch, time=floor((time - 2)/2), features=2]",
            "price",
            "dense(1)",
            "[batch, time=floor((time - 2)/2), features=1]");
  }

  @Test
  void everyTextFitsItsBox() {
    double width = number(elements(picture, "rect").get(1), "width");
    for (Element text : elements(picture, "text")) {
      double end =
          (number(text, "x") - 16) % (width + 30) + text.getTextContent().length() * LETTER;
      assertThat(end).as(text.getTextContent()).isLessThan(width);
    }
  }

  @Test
  void branchesStandSideBySideWithinThePicture() {
    List<Element> boxes = elements(picture, "rect").subList(1, 6);
    assertThat(boxes)
        .extracting(box -> number(box, "y"))
        .containsExactly(16., 100., 184., 268., 268.);
    double right = number(picture.getDocumentElement(), "width");
    Element last = boxes.get(4);
    assertThat(number(last, "x")).isGreaterThan(number(boxes.get(3), "x") + number(last, "width"));
    assertThat(number(last, "x") + number(last, "width")).isLessThan(right);
  }

  @Test
  void arrowsThatGoAroundBoxesDoSoApart() throws Exception {
    var source = branch("net", sequence(ANY, 2).named("source"));
    var encoded = source.then(gru(2).returnSequences().returnState());
    var decoded =
        branch("net", sequence(ANY, 3).named("target"))
            .then(gru(2).returnSequences().from(encoded.states()));
    Path file = folder.resolve("attention.svg");
    concat(decoded, attention(decoded, encoded.output())).build().plot(file);
    Document drawn = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    // Source to encoder, encoder to decoder and to attention, target to decoder, decoder to
    // attention and beside it, and out.
    List<Element> around = elements(drawn, "polyline");
    assertThat(around).hasSize(3);
    assertThat(elements(drawn, "line")).hasSize(5);
    double right = number(drawn.getDocumentElement(), "width");
    assertThat(around)
        .extracting(line -> line.getAttribute("points").split(" ", -1)[2])
        .extracting(point -> Double.valueOf(point.split(",", -1)[0]))
        .doesNotHaveDuplicates()
        .allMatch(lane -> lane < right);
    assertThat(elements(drawn, "text"))
        .extracting(Element::getTextContent)
        .contains("gru(2).returnSequences().from(...)", "attention().over(...)");
  }

  @Test
  void eachBoxButTheInputIsReachedAndEachEndLeadsOut() {
    // scaler, conv1d, gru, dense; and one arrow out of each branch.
    assertThat(elements(picture, "line").size() + elements(picture, "polyline").size())
        .isEqualTo(6);
  }
}

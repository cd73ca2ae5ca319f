package dev.hebb.gallery;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Perceptrons in layers: what one cannot say, several can. */
record Mlp(XorStudy xor, FirstLayer first) implements Exhibit {
  /** On all that is bundled. */
  static Mlp whole() {
    return new Mlp(new XorStudy(20), new FirstLayer(6000, 20, 80));
  }

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String line() {
    return "Perceptrons in layers: XOR, the classes of real tables, and what each unit of a first layer looks at.";
  }

  @Override
  public void run(Show show) {
    show.data(
        "XOR: its four rows. Iris, 150 flowers, and wine, 178: five folds, each with its share of every class. Fashion-MNIST: %,d pictures to train on, 1,000 for the test."
            .formatted(first.rows()));
    List<BufferedImage> panels = new ArrayList<>();
    panels.add(xor.run(show));
    // At most 9 of 150: two of the species overlap.
    new TableStudy("iris", Table.iris(), "cm", 94).run(show);
    // At most 8 of 178: thirteen measurements tell the growers well apart.
    new TableStudy("wine", Table.wine(), "", 95).run(show);
    panels.addAll(first.run(show));
    new Strip(panels).write(show.file("mlp.png"));
    show.picture(
        "mlp.png",
        "XOR as the exported network sees it; the first layer's weights on Fashion-MNIST, a picture a unit, without and with a price on weights");
  }
}

package dev.hebb.gallery;

import static dev.hebb.graph.op.Activation.SOFTMAX;
import static dev.hebb.network.Layers.dense;
import static dev.hebb.network.Layers.globalAveragePool2d;
import static dev.hebb.network.Layers.image;
import static dev.hebb.network.Layers.network;
import static dev.hebb.network.Layers.standardScaler;
import static dev.hebb.network.Layers.vector;
import static dev.hebb.training.Losses.sparseCategoricalCrossentropy;
import static dev.hebb.training.Metrics.accuracy;
import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hebb.graph.DataType;
import dev.hebb.graph.Tensor;
import dev.hebb.network.Network;
import dev.hebb.network.Rank.Image;
import dev.hebb.network.Rank.Vector;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Columns;
import dev.hebb.training.data.Csv;
import dev.hebb.training.data.Example;
import dev.hebb.training.data.Examples;
import dev.hebb.training.data.Idx;
import dev.hebb.training.data.ImageFolder;
import dev.hebb.training.data.Images;
import dev.hebb.training.data.Jdbc;
import dev.hebb.training.data.LabelledImages;
import dev.hebb.training.data.Pixels;
import dev.hebb.training.data.Table;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Arrays;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's pictures and tables. */
class ReadmeDataTest {
  @TempDir Path folder;

  @Test
  void data() {
    for (int i = 0; i < 64; i++) {
      Path file = folder.resolve(i % 2 == 0 ? "cat" : "dog").resolve(i + ".png");
      Images.write(drawn(i), Pixels.UNIT, file);
    }
    Path images = folder.resolve("images.idx");
    Path labels = folder.resolve("labels.idx");
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.allocate(2 * 784), 2, 28, 28), images);
    Idx.write(Tensor.wrap(DataType.UINT8, ByteBuffer.allocate(2), 2), labels);
    Network<Image, Vector> net =
        network("pets", image(64, 64, 3))
            .then(globalAveragePool2d())
            .then(dense(2).activation(SOFTMAX))
            .build();
    // spotless:off
    LabelledImages pets =
        ImageFolder.of(folder).size(64, 64).unit().open(); // one sub-folder a class
    Examples clothes = Idx.mapped(images, labels, Pixels.UNIT); // MNIST's format, left on the disk
    Examples own = Examples.of(1_000, row -> Example.of(drawn(row), row % 2)); // anything

    Trained trained =
        Trainer.of(net)
            .loss(sparseCategoricalCrossentropy())
            .metrics(accuracy())
            .validation(own)
            .fit(pets.map((example, random) -> random.nextBoolean() ? flipped(example) : example));
    // spotless:on
    assertThat(clothes.rows()).isEqualTo(2);
    assertThat(pets.labels()).containsExactly("cat", "dog");
    assertThat(trained.history().last().figures()).containsKey("val_accuracy");
    assertThat(trained.history().last().times().data()).isPositive();
  }

  private static Tensor drawn(int row) {
    float[] values = new float[64 * 64 * 3];
    Arrays.fill(values, row % 2 == 0 ? 0.2f : 0.8f);
    return Tensor.of(values, 64, 64, 3);
  }

  private static Example flipped(Example example) {
    float[] values = example.input().toFloats();
    float[] mirrored = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int pixel = i / 3;
      int from = pixel / 64 * 64 + 63 - pixel % 64;
      mirrored[i] = values[from * 3 + i % 3];
    }
    return example.withInput(Tensor.of(mirrored, 64, 64, 3));
  }

  @Test
  void tables() throws Exception {
    Path file = Files.writeString(folder.resolve("houses.csv"), table("area;city;price\n"));
    Path later = Files.writeString(folder.resolve("later.csv"), "area;city\n90;Oslo\n");
    Path json = folder.resolve("columns.json");
    Network<Vector, Vector> prices =
        network("prices", vector(4)).then(standardScaler("scaler")).then(dense(1)).build();
    // spotless:off
    Columns columns =
        Columns.of(number("area").orMedian(), category("city").orUnknown().oneHot())
            .target(number("price"));
    try (Table houses = Csv.of(file).separator(';').missing("NA").read(columns)) {
      Trained priced = Trainer.of(prices).fit(houses);
      houses.columns().write(json); // medians and categories, as found
      Table asked = Csv.of(later).separator(';').read(Columns.read(json).withoutTargets());
      Tensor answers = priced.predict(asked);
      // spotless:on
      assertThat(answers.dims()).containsExactly(1, 1);
      assertThat(asked.example(0).input().toFloats()).containsExactly(90, 1, 0, 0);
    }
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:houses;DB_CLOSE_DELAY=-1");
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table house as select x area, 'Rome' city, 2 * x price, dateadd(day, x, date '2026-01-01') sold"
              + " from system_range(1, 60)");
    }
    LocalDate day = LocalDate.of(2026, 1, 31);
    // spotless:off
    Jdbc query = Jdbc.query(database, "select area, city, price from house where sold > ?", day);
    try (Table houses = query.read(columns)) {
      // spotless:on
      assertThat(houses.rows()).isEqualTo(30);
    }
  }

  private static String table(String header) {
    StringBuilder rows = new StringBuilder(header);
    for (int i = 0; i < 64; i++) {
      rows.append(i % 9 == 0 ? "NA" : 40 + i)
          .append(i % 2 == 0 ? ";Rome;" : ";Paris;")
          .append(i * 3)
          .append('\n');
    }
    return rows.toString();
  }
}

package dev.hebb.training.data;

import static dev.hebb.training.data.Column.category;
import static dev.hebb.training.data.Column.number;
import static dev.hebb.training.data.Column.others;
import static dev.hebb.training.data.Column.text;
import static dev.hebb.training.data.Column.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hebb.graph.DataType;
import dev.hebb.training.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcTest {
  private static final Columns COLUMNS =
      Columns.of(number("sqft").orMean(), number("garden"), category("city").oneHot())
          .target(category("sold"));

  @TempDir Path folder;
  private JdbcConnectionPool pool;

  @BeforeEach
  void fill() throws SQLException {
    pool = JdbcConnectionPool.create("jdbc:h2:mem:houses", "", "");
    pool.setMaxConnections(1);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table house (id int, sqft decimal(10, 2), garden boolean, city varchar, sold varchar, seen date)");
      statement.execute(
          """
          insert into house values
            (1, 1200, true, 'Paris', 'no', date '2020-01-02'),
            (2, null, false, 'Athens', 'yes', null),
            (3, 2000.25, true, 'Paris', 'yes', date '2021-05-06'),
            (4, 500, null, null, 'no', date '2021-05-06')""");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown");
    }
    pool.dispose();
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(TrainingException.class).hasMessage(message);
  }

  @Test
  void whatAQueryGives() {
    String sql = "select * from house where id < ? order by id";
    try (Table table = Jdbc.query(pool, sql, 4).read(COLUMNS)) {
      assertThat(table).hasToString("3 rows of query \"" + sql + "\"");
      assertThat(table.inputSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32, 4));
      assertThat(table.toDataset().inputs().get(0).toFloats())
          .containsExactly(1200, 1, 0, 1, 1600.125f, 0, 1, 0, 2000.25f, 1, 0, 1);
      assertThat(table.toDataset().targets().get(0).toLongs()).containsExactly(0, 1, 1);
      assertThat(table.labels()).containsExactly("no", "yes");
    }
    assertThat(pool.getActiveConnections()).isZero();
  }

  @Test
  void everyTypeOfColumn() {
    Columns columns =
        Columns.of(number("double"), number("real"), number("big"))
            .input(whole("big"), category("id"), category("day").or("never"))
            .input(text("day", day -> new long[] {day.length()}, 2))
            .target(whole("id"));
    String sql =
        "select id, sqft * cast(1 as double) as \"double\", cast(0.1 as real) as \"real\","
            + " cast(id as bigint) as big, seen as \"day\" from house where sqft is not null and id < 4 order by id";
    try (Table table = Jdbc.query(pool, sql).read(columns)) {
      Dataset all = table.toDataset();
      assertThat(all.inputs().get(0).toFloats()).containsExactly(1200, 0.1f, 1, 2000.25f, 0.1f, 3);
      assertThat(all.inputs().get(1).toLongs()).containsExactly(1, 0, 0, 3, 1, 1);
      assertThat(all.inputs().get(2).toLongs()).containsExactly(10, 0, 10, 0);
      assertThat(table.targetSpecs()).containsExactly(TensorSpec.labels(4));
      assertThat(table.columns().inputs().get(1).get(2))
          .isEqualTo(category("day", "2020-01-02", "2021-05-06", "never").or("never"));
    }
    Columns rest = Columns.of(others().orMean()).target(whole("ID"));
    try (Table table = Jdbc.query(pool, "select id, sqft, garden from house").read(rest)) {
      assertThat(table.inputSpecs()).containsExactly(TensorSpec.of(DataType.FLOAT32, 2));
    }
  }

  @Test
  void aConnectionThatIsGivenStaysAsItIs() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("insert into house values (5, 1, false, 'Rome', 'no', null)");
      String sql = "select * from house where city is not null";
      try (Table table = Jdbc.query(connection, sql).fetchSize(2).read(COLUMNS)) {
        assertThat(table.rows()).isEqualTo(4);
      }
      refused(
          () -> Jdbc.query(connection, "select * from house").read(COLUMNS),
          "query \"select * from house\": row 4, column \"garden\": expected a number, got nothing. Fill such gaps:"
              + " number(\"garden\").orMedian(), orMean() or or(0), or leave the rows out: orDropRow().");
      assertThat(connection.isClosed()).isFalse();
      assertThat(connection.getAutoCommit()).isFalse();
      connection.rollback();
    }
  }

  @Test
  void aConnectionOfItsOwnIsClosedWhateverHappens() throws SQLException {
    String sql = "select * from house order by id";
    refused(
        () -> Jdbc.query(pool, sql).read(Columns.of(number("City"))),
        "query \""
            + sql
            + "\": row 1, column \"City\": expected a number, got \"Paris\". Make a number of it in the"
            + " query.");
    assertThat(pool.getActiveConnections()).isZero();
    refused(
        () -> Jdbc.query(pool, sql).read(Columns.of(number("sqfeet"))),
        "query \""
            + sql
            + "\": expected a column \"sqfeet\", got [ID, SQFT, GARDEN, CITY, SOLD, SEEN]. Did you mean"
            + " \"SQFT\"?");
    refused(
        () -> Jdbc.query(pool, sql + " limit 0").read(COLUMNS),
        "query \"" + sql + " limit 0\": expected rows, got none.");
    assertThatThrownBy(() -> Jdbc.query(pool, "select * from houses").read(COLUMNS))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith(
            "query \"select * from houses\": could not be read: Table \"HOUSES\" not found");
    assertThat(pool.getActiveConnections()).isZero();
    try (Connection connection = pool.getConnection()) {
      assertThat(connection.getAutoCommit()).as("as another user of the pool wants it").isTrue();
    }
  }

  @Test
  void rowsThatDoNotFitIntoMemory() throws IOException {
    Path spool = Files.createDirectory(folder.resolve("spool"));
    int rows = Spool.MEMORY / 4 + 1_000;
    String sql = "select x from system_range(1, ?)";
    Jdbc query = Jdbc.query(pool, sql, rows).spoolTo(spool);
    try (Table table = query.read(Columns.of(number("x")))) {
      assertThat(table.rows()).isEqualTo(rows);
      assertThat(table.example(rows - 1).input().toFloats()).containsExactly(rows);
      assertThat(spool).isEmptyDirectory();
    }
  }
}

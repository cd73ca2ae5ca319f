package dev.hebb.training.data;

import dev.hebb.training.TrainingException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;

/**
 * The rows of an SQL query. They are read once, as they come: they need not fit into memory, if the
 * driver does not put them there itself. PostgreSQL's does so unless auto-commit is off, MySQL's
 * unless {@code fetchSize(Integer.MIN_VALUE)} is said.
 *
 * <p>A connection that is given stays open and as it is, auto-commit included; of a {@link
 * DataSource} one is taken, with auto-commit off, and closed when all rows were read or something
 * went wrong.
 */
public final class Jdbc {
  private static final int FETCHED = 1_000;

  private final Opening opening;
  private final String sql;
  private final List<Object> parameters;
  private final int fetchSize;
  private final Path spoolFolder;

  /** Where the connection comes from, and what becomes of it. */
  private interface Opening {
    Table with(Reading reading) throws SQLException;
  }

  private interface Reading {
    Table read(Connection connection) throws SQLException;
  }

  private Jdbc(
      Opening opening, String sql, List<Object> parameters, int fetchSize, Path spoolFolder) {
    this.opening = opening;
    this.sql = sql;
    this.parameters = parameters;
    this.fetchSize = fetchSize;
    this.spoolFolder = spoolFolder;
  }

  /**
   * What a query gives on this connection, which is left open.
   *
   * @param parameters for each {@code ?} of it
   */
  public static Jdbc query(Connection connection, String sql, Object... parameters) {
    return new Jdbc(
        reading -> reading.read(connection), sql, list(parameters), FETCHED, Spool.folder());
  }

  /**
   * What a query gives on a connection of its own, which is closed.
   *
   * @param parameters for each {@code ?} of it
   */
  public static Jdbc query(DataSource source, String sql, Object... parameters) {
    Opening own =
        reading -> {
          try (Connection connection = source.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
              return reading.read(connection);
            } finally {
              connection.rollback();
              connection.setAutoCommit(before); // A pool hands it to others.
            }
          }
        };
    return new Jdbc(own, sql, list(parameters), FETCHED, Spool.folder());
  }

  // A parameter may be null.
  private static List<Object> list(Object... parameters) {
    return new ArrayList<>(Arrays.asList(parameters));
  }

  /** How many rows the driver is to bring at once; 1,000 if nothing is said. */
  public Jdbc fetchSize(int rows) {
    return new Jdbc(opening, sql, parameters, rows, spoolFolder);
  }

  /** Rows that do not fit into memory go there; else to where {@code java.io.tmpdir} says. */
  public Jdbc spoolTo(Path folder) {
    return new Jdbc(opening, sql, parameters, fetchSize, folder);
  }

  /**
   * Runs the query and reads its rows once. Columns that are not named are passed over; names are
   * first looked for as they are, then in any case. NULL is missing.
   *
   * @throws TrainingException when the query fails, has no such column, or a value is not what its
   *     column says; the text names the row, counted from 1
   */
  public Table read(Columns columns) {
    JdbcRows rows = new JdbcRows(sql, parameters, fetchSize, spoolFolder, columns);
    try {
      return opening.with(rows::read);
    } catch (SQLException failed) {
      throw new TrainingException(
          "%s: could not be read: %s".formatted(rows, failed.getMessage().strip()), failed);
    }
  }
}

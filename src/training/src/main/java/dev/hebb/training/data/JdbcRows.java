package dev.hebb.training.data;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The rows of a query while they come. */
record JdbcRows(
    String sql, List<Object> parameters, int fetchSize, Path spoolFolder, Columns columns) {
  Table read(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setFetchSize(fetchSize);
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      TableSource source =
          new TableSource(toString(), "row", "Make a number of it in the query.", '.', spoolFolder);
      try (ResultSet results = statement.executeQuery();
          Tabulation table = new Tabulation(source, columns, names(results.getMetaData()))) {
        for (long row = 1; results.next(); row++) {
          table.begin(row);
          for (int field = 0; field < table.fields(); field++) {
            if (!table.cells(field).isEmpty()) {
              take(table, field, results.getObject(field + 1));
            }
          }
          table.end();
        }
        return table.table();
      }
    }
  }

  // Many databases give names in capitals whatever the query says.
  private List<String> names(ResultSetMetaData about) throws SQLException {
    Set<String> wanted = columns.names();
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= about.getColumnCount(); i++) {
      String label = about.getColumnLabel(i);
      names.add(
          wanted.contains(label)
              ? label
              : wanted.stream().filter(label::equalsIgnoreCase).findFirst().orElse(label));
    }
    return names;
  }

  private static void take(Tabulation table, int field, Object value) {
    if (value == null) {
      table.nothing(field);
    } else if (value instanceof Number number && !(number instanceof BigDecimal)) {
      table.field(field, number);
    } else {
      String text = value instanceof Boolean yes ? (yes ? "1" : "0") : value.toString();
      table.field(field, text.toCharArray(), 0, text.length());
    }
  }

  @Override
  public String toString() {
    return "query \"%s\"".formatted(sql);
  }
}

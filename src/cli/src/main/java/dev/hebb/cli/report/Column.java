package dev.hebb.cli.report;

/**
 * What stands in the same place of each row.
 *
 * @param key its name in JSON and CSV
 * @param title its name for people
 * @param right whether its texts end where it ends, as numbers do
 * @param below whether people see it on a line of its own, under the column before it
 */
public record Column(String key, String title, boolean right, boolean below) {
  /** Of words. */
  public static Column of(String key) {
    return new Column(key, key, false, false);
  }

  /** Of numbers. */
  public static Column number(String key) {
    return new Column(key, key, true, false);
  }

  /** Of words that stand below; the last column of a table. */
  public static Column below(String key) {
    return new Column(key, "", false, true);
  }

  /** The same under another name for people; none if that is empty. */
  public Column titled(String other) {
    return new Column(key, other, right, below);
  }
}

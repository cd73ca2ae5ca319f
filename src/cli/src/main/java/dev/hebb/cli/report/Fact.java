package dev.hebb.cli.report;

/**
 * One thing with a name.
 *
 * @param key its name in JSON; empty if programs do not see it
 * @param value in JSON: a string, number, boolean, list or map
 * @param label its name for people; empty if they do not see it
 * @param text what people read
 */
public record Fact(String key, Object value, String label, String text) {
  /** Called alike for people and programs. */
  public static Fact of(String key, Object value, String text) {
    return new Fact(key, value, key, text);
  }

  /** For programs only. */
  public static Fact silent(String key, Object value) {
    return new Fact(key, value, "", "");
  }

  /** For people only. */
  public static Fact aside(String label, String text) {
    return new Fact("", "", label, text);
  }

  /** Said alike, too. */
  public static Fact of(String key, Object value) {
    return of(key, value, Cell.of(value).text());
  }
}

package dev.hebb.training.report;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text made fit for a page, and pages made from a template. */
final class Html {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z.]+)}}");

  private Html() {}

  /** Text as it stands between tags or in an attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A name as people write it in code: may be broken after an underscore, a dot or a slash. */
  static String name(String text) {
    return escape(text).replaceAll("([_./])", "$1<wbr>");
  }

  /**
   * The template with each <code>{{name}}</code> replaced, once: what is filled in is not looked at
   * again.
   */
  static String fill(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }
}

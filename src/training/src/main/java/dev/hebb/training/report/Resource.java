package dev.hebb.training.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files a page is made from. */
final class Resource {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/";

  private Resource() {}

  /** One of ours: template, style, script. */
  static String own(String name) {
    return text(name);
  }

  /** One of uPlot's, which draws the charts. */
  static String uplot(String name) {
    return text(UPLOT + name);
  }

  private static String text(String path) {
    try (InputStream in = Resource.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "report: expected "
                + path
                + " on the classpath, got nothing. Keep hebb-training and org.webjars.npm:uplot whole.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException("report: " + path + " could not be read", failure);
    }
  }
}

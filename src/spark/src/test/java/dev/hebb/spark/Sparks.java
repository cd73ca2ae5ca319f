package dev.hebb.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** Spark for tests. */
final class Sparks {
  static final Path MODELS = Path.of("../../models");

  private Sparks() {}

  /** In this JVM. */
  static SparkSession local() {
    return quiet("local[2]").getOrCreate();
  }

  /** In this JVM, with one more setting. */
  static SparkSession local(String setting, String value) {
    return quiet("local[2]").config(setting, value).getOrCreate();
  }

  /** Two executors, each a JVM of its own, with these options. */
  static SparkSession cluster(String... options) {
    try {
      Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    String path =
        Arrays.stream(System.getProperty("java.class.path").split(":", -1))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(":"));
    return quiet("local-cluster[2,1,1024]")
        .config("spark.executor.memory", "1g")
        .config("spark.executor.extraClassPath", path)
        .config(
            "spark.executor.extraJavaOptions",
            "--enable-native-access=ALL-UNNAMED " + String.join(" ", options))
        .getOrCreate();
  }

  private static SparkSession.Builder quiet(String master) {
    return SparkSession.builder()
        .master(master)
        .appName("hebb")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", "target/warehouse");
  }
}

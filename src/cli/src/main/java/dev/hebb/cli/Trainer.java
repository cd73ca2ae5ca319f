package dev.hebb.cli;

import dev.hebb.cli.report.ToolException;
import dev.hebb.graph.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** PyTorch through DJL, as far as the class path has it. */
final class Trainer {
  private static final String ENGINE = "/pytorch-engine.properties";
  private static final String LIBRARY = "/native/lib/pytorch.properties";

  private Trainer() {}

  /** The version of PyTorch that DJL is made for; empty where there is no DJL. */
  static Optional<String> version() {
    return property(ENGINE, "pytorch_version");
  }

  /** The version of PyTorch's own library; empty where it is not on the class path. */
  static Optional<String> library() {
    return property(LIBRARY, "version");
  }

  private static Optional<String> property(String file, String key) {
    try (InputStream stream = Trainer.class.getResourceAsStream(file)) {
      if (stream == null) {
        return Optional.empty();
      }
      Properties properties = new Properties();
      properties.load(stream);
      return Optional.ofNullable(properties.getProperty(key));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** PyTorch's library for this platform. */
  static Artifact artifact(String version) {
    return new Artifact("ai.djl.pytorch", "pytorch-native-cpu", version, platform());
  }

  // As DJL calls it: "linux-x86_64".
  private static String platform() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    return system + "-" + (arch.equals("amd64") ? "x86_64" : arch);
  }

  /**
   * The trainer, ready to run.
   *
   * @param why what needs it
   * @throws ToolException when it is not there
   */
  static Engine engine(String why) {
    Engine engine =
        Engine.find()
            .orElseThrow(
                () ->
                    new ToolException(
                        "%s needs the trainer, which is not on the class path. Add dev.hebb:hebb-training, or use scripts/hebb."
                            .formatted(why)));
    try {
      engine.describe();
      return engine;
    } catch (IllegalStateException | LinkageError missing) {
      throw new ToolException(
          "%s needs PyTorch, which cannot be loaded (%s). hebb doctor says what to bring."
              .formatted(why, reason(missing)),
          missing);
    }
  }

  private static String reason(Throwable thrown) {
    Throwable said = thrown;
    while (said.getCause() != null) {
      said = said.getCause();
    }
    return String.valueOf(said.getMessage()).replaceAll("\\R.*", "");
  }
}

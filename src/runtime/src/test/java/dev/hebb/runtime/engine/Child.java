package dev.hebb.runtime.engine;

import dev.hebb.runtime.OneCall;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Preset;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens a file in a process of its own, and says how that went. */
public final class Child {
  private Child() {}

  public static void main(String[] files) {
    Preset preset = Preset.valueOf(System.getProperty("preset", Preset.SINGLE.name()));
    try (Predictor p = Predictor.with().preset(preset).open(Path.of(files[0]))) {
      p.run();
      System.out.println("ran");
      if (System.getProperty("preset") != null) {
        System.out.println(p.describe());
      }
      if (Boolean.getBoolean("bytes")) {
        System.out.println(OneCall.bytes(p::run));
      }
    } catch (PredictorException e) {
      System.out.println(e.getMessage());
    }
    if (files.length > 1) {
      Runtime.getRuntime().halt(0); // As if it were killed: nothing is cleaned up.
    }
  }

  /** Starts one. */
  static Process start(Path model, List<String> properties, String... more) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(properties);
    command.add("-cp");
    command.add(path());
    command.add(Child.class.getName());
    command.add(model.toString());
    command.addAll(List.of(more));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  /** What it said when it had ended. */
  static String said(Process process) throws IOException, InterruptedException {
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? said.strip() : "ended with " + process.waitFor();
  }

  // As short as it may be: the command line is a thing of these tests.
  static String path() {
    List<String> places = new ArrayList<>();
    for (Class<?> type :
        List.of(Child.class, Predictor.class, ai.onnxruntime.OrtEnvironment.class)) {
      places.add(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }
    places.add(places.get(1) + "META-INF/versions/22"); // what a jar has in itself
    return String.join(File.pathSeparator, places);
  }
}

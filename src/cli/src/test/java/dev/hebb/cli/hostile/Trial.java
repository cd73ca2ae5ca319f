package dev.hebb.cli.hostile;

import dev.hebb.cli.Hebb;
import dev.hebb.graph.FormatException;
import dev.hebb.graph.Model;
import dev.hebb.graph.Safetensors;
import dev.hebb.graph.WeightsFile;
import dev.hebb.keras.Keras;
import dev.hebb.onnx.Onnx;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** Gives a file to every reader that it could be meant for. */
final class Trial {
  static final Duration LIMIT = Duration.ofSeconds(5);
  private static final long MOST_KILOBYTES = 1 << 20;

  private Trial() {}

  /** Something that reads a file. */
  interface Reader {
    void read(Path file) throws IOException;
  }

  /**
   * What came of it.
   *
   * @param what the exception, where it is not clear
   */
  record Outcome(Verdict verdict, String what) {}

  private static Map<String, Reader> readers(Kind kind, boolean tool) {
    Map<String, Reader> readers = new LinkedHashMap<>();
    switch (kind) {
      case ONNX -> {
        // Not run: who runs a graph of a million steps waits for them.
        readers.put("Predictor.open", file -> Predictor.with().warmUp(0).open(file).close());
        readers.put("Onnx.weights", Onnx::weights);
        readers.put("Onnx.read", file -> Onnx.read(file).model());
        if (tool) {
          readers.put("hebb inspect", file -> tool("inspect", file));
          readers.put("hebb verify", file -> tool("verify", file));
        }
      }
      case MODEL, SAFETENSORS -> {
        readers.put("Safetensors.read", Safetensors::read);
        readers.put("WeightsFile.read", WeightsFile::read);
        readers.put("Model.load", Model::load);
      }
      case HDF5, KERAS -> readers.put("Keras.weights", Keras::weights);
    }
    return readers;
  }

  private static void tool(String command, Path file) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine hebb = Hebb.tool().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    int status = hebb.execute(command, file.toString());
    if (err.toString().lines().count() > 3 || err.toString().contains("\tat ")) {
      throw new IllegalStateException("a stack trace: " + err);
    } else if (status != 0) {
      // A check that said no is part of the answer, and names the file before.
      String said = err.toString().isBlank() ? out.toString() : err.toString();
      String name = file.getFileName().toString();
      throw new FormatException(said.contains(name) ? name + ": " + said : said);
    }
  }

  /**
   * What each reader makes of the bytes.
   *
   * @param tool whether the tool's commands are among them, which read the file several times
   */
  static Map<String, Outcome> of(Kind kind, byte[] bytes, Path folder, boolean tool)
      throws IOException {
    Path file = kind.in(folder);
    Files.write(file, bytes);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    for (Map.Entry<String, Reader> reader : readers(kind, tool).entrySet()) {
      long memory = peak();
      long begun = worked();
      Outcome outcome = read(reader.getValue(), file);
      if (worked() - begun > LIMIT.toNanos()) {
        outcome = new Outcome(Verdict.SLOW, outcome.what());
      } else if (peak() - memory > MOST_KILOBYTES) {
        outcome = new Outcome(Verdict.LARGE, (peak() - memory) + " kB; " + outcome.what());
      }
      outcomes.put(reader.getKey(), outcome);
    }
    return outcomes;
  }

  /** What each reader that is written in Java makes of them. */
  static Map<String, Outcome> inJava(Kind kind, byte[] bytes, Path folder) throws IOException {
    Path file = kind.in(folder);
    Files.write(file, bytes);
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    readers(kind, false)
        .forEach(
            (name, reader) -> {
              if (!name.startsWith("Predictor")) {
                outcomes.put(name, read(reader, file));
              }
            });
    return outcomes;
  }

  private static Outcome read(Reader reader, Path file) {
    try {
      reader.read(file);
      return new Outcome(Verdict.OPENED, "");
    } catch (FormatException | PredictorException refused) {
      String message = String.valueOf(refused.getMessage());
      boolean named = message.contains(file.getFileName().toString() + ": ");
      return new Outcome(named ? Verdict.REFUSED : Verdict.UNCLEAR, refused.toString());
    } catch (IOException | RuntimeException | Error other) {
      StackTraceElement[] trace = other.getStackTrace();
      return new Outcome(
          Verdict.UNCLEAR,
          other
              + " at "
              + (trace.length > 0 ? trace[0] + " " + (trace.length > 6 ? trace[6] : "") : "?"));
    }
  }

  // Not what others did meanwhile: who waits without working is noticed by the process around.
  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  // The most memory that this process has had so far, in kilobytes.
  private static long peak() {
    try {
      return Files.readString(Path.of("/proc/self/status"))
          .lines()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException none) {
      throw new UncheckedIOException(none);
    }
  }
}

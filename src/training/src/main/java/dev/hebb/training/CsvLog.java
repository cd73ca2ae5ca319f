package dev.hebb.training;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.hebb.graph.AtomicFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a table with a row an epoch: its number, its figures, learning rate, seconds and where
 * they went. The file is written anew after each epoch, whole or not at all, so that a training
 * that goes on has each epoch once.
 */
public record CsvLog(Path file) implements Callback {
  /** To this file. */
  public static CsvLog csvLog(Path file) {
    return new CsvLog(file);
  }

  @Override
  public void onEpochEnd(Run run) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      csv.writeRecord(heading(run));
      run.history().epochs().forEach(epoch -> csv.writeRecord(row(run, epoch)));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    AtomicFile.write(
        file,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  private static List<String> heading(Run run) {
    List<String> heading = new ArrayList<>(List.of("epoch"));
    heading.addAll(run.names());
    heading.addAll(
        List.of(
            "learning_rate",
            "seconds",
            "samples_per_second",
            "data_seconds",
            "step_seconds",
            "validation_seconds"));
    return heading;
  }

  private static List<String> row(Run run, History.Epoch epoch) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(epoch.number())));
    run.names().forEach(name -> row.add(String.valueOf(epoch.figures().get(name))));
    row.add(Double.toString(epoch.learningRate()));
    row.add(Double.toString(epoch.seconds()));
    row.add(Double.toString(epoch.samplesPerSecond()));
    row.add(Double.toString(epoch.times().data()));
    row.add(Double.toString(epoch.times().step()));
    row.add(Double.toString(epoch.times().validation()));
    return row;
  }
}

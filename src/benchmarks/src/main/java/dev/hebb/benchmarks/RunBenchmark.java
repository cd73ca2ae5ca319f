package dev.hebb.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The distribution of one prediction's latency, handing numbers over included. Run with {@code
 * -prof gc} for bytes a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RunBenchmark {
  /** Which model. */
  @Param({"dense", "mlp", "cnn", "cnn-64", "lstm", "lstm-stream"})
  public String model;

  /** Which way to call it. */
  @Param({"hebb", "ort-pinned", "ort-naive", "djl-pytorch"})
  public String caller;

  private Call call;
  private float[] in;
  private float[] out;

  /** Opens the model. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    Served what = Served.of(model);
    Path folder = Files.createTempDirectory("bench");
    ServedFile file = what.export(folder);
    call = Call.open(caller, file);
    Files.delete(file.window());
    Files.deleteIfExists(file.step());
    Files.delete(folder);
    in = what.input();
    out = what.room();
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    call.close();
  }

  /** One prediction. */
  @Benchmark
  public float predict() throws Exception {
    call.predict(in, out);
    return out[0];
  }
}

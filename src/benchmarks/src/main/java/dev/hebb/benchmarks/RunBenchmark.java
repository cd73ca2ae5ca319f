package dev.hebb.benchmarks;

import ai.onnxruntime.OrtException;
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
 * The distribution of one prediction's latency, batch 1, handing values over included. Run with
 * {@code -prof gc} for bytes a call.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RunBenchmark {
  /** Which model. */
  @Param({"dense", "lstm"})
  public String model;

  /** Which way to call it. */
  @Param({"hebb", "ort-pinned", "ort-naive"})
  public String caller;

  private Call call;
  private float[] row;

  /** Opens the model. */
  @Setup(Level.Trial)
  public void open() throws OrtException {
    RuntimeModel runtimeModel = RuntimeModel.of(model);
    call = Call.open(caller, runtimeModel);
    row = runtimeModel.row();
  }

  /** Closes it. */
  @TearDown(Level.Trial)
  public void close() throws OrtException {
    call.close();
  }

  /** One prediction. */
  @Benchmark
  public float predict() throws OrtException {
    return call.predict(row);
  }
}

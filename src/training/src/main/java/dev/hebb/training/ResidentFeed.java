package dev.hebb.training;

import dev.hebb.graph.Seed;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.torch.TrainingModule;
import java.util.Arrays;

/** Examples that stay on the device: a batch is nothing but row numbers. */
final class ResidentFeed implements Feed {
  private final Dataset examples;
  private final TrainingModule module;
  private final TrainingModule.Data data;
  private final int batch;
  private int[] order = {};
  private int[] rows = {};
  private int at;

  ResidentFeed(Dataset examples, TrainingModule module, int batch) {
    this.examples = examples;
    this.module = module;
    this.data = module.put(examples.tensors());
    this.batch = batch;
  }

  @Override
  public void begin(int[] all, Seed epoch) {
    order = all;
    at = 0;
  }

  @Override
  public boolean advance() {
    rows = Arrays.copyOfRange(order, at, Math.min(at + batch, order.length));
    at += rows.length;
    return rows.length > 0;
  }

  @Override
  public int count() {
    return rows.length;
  }

  @Override
  public double[] step(long step, double scale) {
    return module.step(data, rows, step, scale);
  }

  @Override
  public double[] evaluate() {
    return module.evaluate(data, rows);
  }

  @Override
  public double waited() {
    return 0;
  }

  @Override
  public Ranges ranges() {
    return Ranges.of(examples.tensors());
  }

  @Override
  public void close() {}
}

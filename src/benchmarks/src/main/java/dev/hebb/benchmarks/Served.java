package dev.hebb.benchmarks;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.onnx.Onnx;
import java.nio.file.Path;
import java.util.Locale;

/** What is asked for predictions: the networks of the tasks, with the weights they begin with. */
enum Served {
  /** Dense 10 to 1. */
  DENSE(Task.DENSE, 1, 1),
  /** Dense 784, 256, 128, 10. */
  MLP(Task.MLP, 1, 10),
  /** Two convolutions on 28 x 28. */
  CNN(Task.CNN, 1, 10),
  /** The same, 64 pictures at once. */
  CNN_64(Task.CNN, 64, 10),
  /** LSTM 20, LSTM 10, a window of 30 steps. */
  LSTM(Task.LSTM, 1, 1),
  /** The same, fed one step; who cannot carry states from call to call runs the window anew. */
  LSTM_STREAM(Task.LSTM, 1, 1);

  private final Task task;
  private final int batch;
  private final int outputs;

  Served(Task task, int batch, int outputs) {
    this.task = task;
    this.batch = batch;
    this.outputs = outputs;
  }

  Task task() {
    return task;
  }

  int batch() {
    return batch;
  }

  /** As it is printed. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Served of(String title) {
    return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Sizes of the input, the batch first. */
  long[] dims() {
    return switch (task) {
      case DENSE -> new long[] {batch, 10};
      case MLP -> new long[] {batch, 28 * 28};
      case CNN -> new long[] {batch, 28, 28, 1};
      case LSTM -> new long[] {batch, 30, 1};
      case RNN, CONV_GRU, AUTOENCODER ->
          throw new IllegalStateException(task + " is not asked for predictions");
    };
  }

  /** Numbers to predict from. */
  float[] input() {
    float[] input = new float[(int) Tensor.elements(dims())];
    for (int i = 0; i < input.length; i++) {
      input[i] = (float) Math.sin(i);
    }
    return input;
  }

  float[] room() {
    return new float[batch * outputs];
  }

  /** Exports it into a folder. */
  ServedFile export(Path folder) {
    ServedFile file = ServedFile.in(folder, this);
    Model model = Model.initial(HebbTraining.net(task), 1);
    Onnx.export(model).to(file.window());
    if (this == LSTM_STREAM) {
      Onnx.export(model).streaming().to(file.step());
    }
    return file;
  }
}

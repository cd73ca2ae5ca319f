package dev.hebb.benchmarks;

import dev.hebb.gallery.Fashion;
import dev.hebb.graph.Tensor;
import dev.hebb.training.data.Dataset;
import java.util.SplittableRandom;

/** The examples of a task, for every side the same. */
final class Material {
  static final int CLASSES = 10;
  private static final int WINDOWS = 3_200;
  private static final int PICTURES = 64;
  private static final int HEIGHT = 60;
  private static final int WIDTH = 80;

  private final Task task;
  private final long[] row;
  private final float[] inputs;
  private final float[] targets;

  private Material(Task task, long[] row, float[] inputs, float[] targets) {
    this.task = task;
    this.row = row;
    this.inputs = inputs;
    this.targets = targets;
  }

  static Material of(Task task) {
    return switch (task) {
      case MLP -> clothes(task, 28 * 28);
      case CNN -> clothes(task, 28, 28, 1);
      case DENSE -> windows(task, 10);
      case LSTM, RNN -> windows(task, 30);
      case CONV_GRU -> windows(task, 60);
      case AUTOENCODER -> pictures(task);
    };
  }

  private static Material clothes(Task task, long... row) {
    Dataset training = Fashion.training();
    long[] labels = training.targets().get(0).toLongs();
    float[] targets = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      targets[i] = labels[i];
    }
    return new Material(task, row, training.inputs().get(0).toFloats(), targets);
  }

  // What is sought: the mean of the last four.
  private static Material windows(Task task, int time) {
    SplittableRandom random = new SplittableRandom(0);
    float[] inputs = new float[WINDOWS * time];
    float[] targets = new float[WINDOWS];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextDouble(-1, 1);
      targets[i / time] += i % time >= time - 4 ? inputs[i] / 4 : 0;
    }
    return new Material(task, new long[] {time, 1}, inputs, targets);
  }

  // A bright rectangle of one colour before a dark ground.
  private static Material pictures(Task task) {
    SplittableRandom random = new SplittableRandom(0);
    float[] inputs = new float[PICTURES * HEIGHT * WIDTH * 3];
    for (int picture = 0; picture < PICTURES; picture++) {
      int top = random.nextInt(HEIGHT / 2);
      int left = random.nextInt(WIDTH / 2);
      for (int i = 0; i < HEIGHT * WIDTH * 3; i++) {
        int y = i / 3 / WIDTH;
        int x = i / 3 % WIDTH;
        boolean in = y >= top && y < top + HEIGHT / 2 && x >= left && x < left + WIDTH / 2;
        inputs[picture * HEIGHT * WIDTH * 3 + i] = in && i % 3 == picture % 3 ? 0.9f : 0.1f;
      }
    }
    return new Material(task, new long[] {HEIGHT, WIDTH, 3}, inputs, inputs);
  }

  Task task() {
    return task;
  }

  /** The axes of one, channels last. */
  long[] row() {
    return row;
  }

  /** Row by row. */
  float[] inputs() {
    return inputs;
  }

  /** Classes from 0, or numbers. */
  float[] targets() {
    return targets;
  }

  int rows() {
    return (int) (inputs.length / Tensor.elements(row));
  }

  /** The axes of all. */
  long[] dims() {
    long[] dims = new long[row.length + 1];
    dims[0] = rows();
    System.arraycopy(row, 0, dims, 1, row.length);
    return dims;
  }

  long[] labels() {
    long[] labels = new long[targets.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (long) targets[i];
    }
    return labels;
  }

  /** The axes of one, the last one first. */
  long[] channelsFirst() {
    long[] first = new long[row.length];
    first[0] = row[row.length - 1];
    System.arraycopy(row, 0, first, 1, row.length - 1);
    return first;
  }

  /** Rows of this many channels, with the channels first. */
  float[] channelsFirst(float[] last) {
    int channels = (int) row[row.length - 1];
    int places = (int) (Tensor.elements(row) / channels);
    float[] first = new float[last.length];
    for (int i = 0; i < last.length; i++) {
      int at = i / channels;
      first[(at / places * channels + i % channels) * places + at % places] = last[i];
    }
    return first;
  }

  /** All row numbers in another order for each epoch. */
  int[] order(int epoch) {
    SplittableRandom random = new SplittableRandom(epoch);
    int[] order = new int[rows()];
    for (int i = 0; i < order.length; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * How wrong predictions for all rows are, in the order of the targets or with the channels first:
   * 1 is as wrong as who has learnt nothing.
   */
  double fault(float[] predictions, boolean channelsFirst) {
    float[] right = channelsFirst ? channelsFirst(targets) : targets;
    double fault = 0;
    double ignorant = 0;
    if (task.classes()) {
      for (int i = 0; i < right.length; i++) {
        int best = 0;
        for (int unit = 1; unit < CLASSES; unit++) {
          int at = i * CLASSES;
          best = predictions[at + unit] > predictions[at + best] ? unit : best;
        }
        fault += best == (int) right[i] ? 0 : 1;
        ignorant += 1 - 1.0 / CLASSES;
      }
      return fault / ignorant;
    }
    double guess = task == Task.AUTOENCODER ? 0.5 : 0;
    for (int i = 0; i < right.length; i++) {
      fault += Math.pow(predictions[i] - right[i], 2);
      ignorant += Math.pow(guess - right[i], 2);
    }
    return fault / ignorant;
  }
}

package dev.hebb.benchmarks;

import static org.bytedeco.pytorch.global.torch.cross_entropy_loss;
import static org.bytedeco.pytorch.global.torch.mse_loss;
import static org.bytedeco.pytorch.global.torch.set_num_threads;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * Trains with PyTorch's C++ library called directly, on its own modules and optimizer: what a
 * trainer on top of it costs nothing beyond. Its recurrent modules have two biases, and its GRU
 * knows tanh only.
 */
final class LibtorchTraining {
  private LibtorchTraining() {}

  @SuppressWarnings("try") // A scope frees what is made within, and is not spoken of.
  public static void main(String[] arguments) {
    TrainCase what = TrainCase.of(arguments);
    Task task = what.task();
    Material material = Material.of(task);
    set_num_threads(what.threads());
    torch.manual_seed(0);
    LibtorchNet net = new LibtorchNet(task);
    boolean steps = task == Task.LSTM || task == Task.RNN;
    long[] row = steps ? material.row() : material.channelsFirst();
    Tensor inputs = floats(material.channelsFirst(material.inputs()), material.rows(), row);
    Tensor targets =
        switch (task) {
          case MLP, CNN -> longs(material.labels());
          case DENSE, LSTM, RNN, CONV_GRU -> floats(material.targets(), material.rows(), 1);
          case AUTOENCODER -> inputs;
        };
    Adam adam = new Adam(net.parameters(), new AdamOptions(task.rate()));
    TrainSpeed.Watch watch = new TrainSpeed.Watch(material.rows());
    for (int epoch = 0; watch.goesOn(); epoch++) {
      watch.begin();
      int[] order = material.order(epoch);
      for (int at = 0; at < order.length; at += task.batch()) {
        long[] batch = new long[Math.min(task.batch(), order.length - at)];
        for (int i = 0; i < batch.length; i++) {
          batch[i] = order[at + i];
        }
        try (PointerScope step = new PointerScope()) {
          Tensor rows = longs(batch);
          Tensor predicted = net.forward(inputs.index_select(0, rows));
          Tensor right = targets.index_select(0, rows);
          Tensor loss =
              task.classes() ? cross_entropy_loss(predicted, right) : mse_loss(predicted, right);
          adam.zero_grad();
          loss.backward();
          adam.step();
          if (Float.isNaN(loss.item_float())) {
            throw new IllegalStateException("the loss is no number");
          }
        }
      }
      watch.end();
    }
    net.eval();
    Tensor all = net.forward(inputs).contiguous();
    float[] predictions = new float[(int) all.numel()];
    new FloatPointer(all.data_ptr_float()).get(predictions);
    double fault = material.fault(predictions, task == Task.AUTOENCODER);
    new TrainSpeed(watch.perSecond(), fault, net.count()).print();
    System.exit(0); // Its memory belongs to nobody any more.
  }

  private static Tensor longs(long[] values) {
    TensorOptions type = new TensorOptions(torch.ScalarType.Long);
    return torch.from_blob(new LongPointer(values), new long[] {values.length}, type).clone();
  }

  private static Tensor floats(float[] values, long rows, long... row) {
    long[] dims = new long[row.length + 1];
    dims[0] = rows;
    System.arraycopy(row, 0, dims, 1, row.length);
    TensorOptions type = new TensorOptions(torch.ScalarType.Float);
    return torch.from_blob(new FloatPointer(values), dims, type).clone();
  }
}

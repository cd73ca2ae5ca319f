package dev.hebb.benchmarks;

import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.Conv1dOptions;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Conv2dOptions;
import org.bytedeco.pytorch.GRUImpl;
import org.bytedeco.pytorch.GRUOptions;
import org.bytedeco.pytorch.LSTMImpl;
import org.bytedeco.pytorch.LSTMOptions;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.RNNImpl;
import org.bytedeco.pytorch.RNNOptions;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** The layers of a task in PyTorch's C++ modules, channels first. */
final class LibtorchNet {
  private final Task task;
  private final Module all = new Module();
  private LinearImpl[] dense = {};
  private Conv2dImpl[] conv = {};
  private Conv1dImpl filter;
  private LSTMImpl[] lstm = {};
  private RNNImpl[] rnn = {};
  private GRUImpl gru;

  LibtorchNet(Task task) {
    this.task = task;
    switch (task) {
      case DENSE -> dense = dense(10, 1);
      case MLP -> dense = dense(784, 256, 128, Material.CLASSES);
      case CNN -> {
        conv = new Conv2dImpl[] {conv(1, 16, 3), conv(16, 32, 3)};
        dense = dense(800, 64, Material.CLASSES);
      }
      case LSTM -> {
        lstm = new LSTMImpl[] {lstm(1, 20), lstm(20, 10)};
        dense = dense(10, 1);
      }
      case RNN -> {
        rnn = new RNNImpl[] {rnn(1, 2), rnn(2, 1)};
        dense = dense(1, 1);
      }
      case CONV_GRU -> {
        Conv1dOptions options = new Conv1dOptions(1, 20, one(4));
        options.stride().put(one(2));
        filter = new Conv1dImpl(options);
        GRUOptions recurrent = new GRUOptions(20, 2);
        recurrent.batch_first().put(true);
        gru = new GRUImpl(recurrent);
        dense = dense(2, 1);
      }
      case AUTOENCODER ->
          conv =
              new Conv2dImpl[] {
                conv(3, 64, 4), conv(64, 32, 4), conv(32, 32, 4), conv(32, 64, 1), conv(64, 3, 4)
              };
    }
    for (int i = 0; i < dense.length; i++) {
      all.register_module("dense" + i, dense[i]);
    }
    for (int i = 0; i < conv.length; i++) {
      all.register_module("conv" + i, conv[i]);
    }
    for (int i = 0; i < lstm.length; i++) {
      all.register_module("lstm" + i, lstm[i]);
    }
    for (int i = 0; i < rnn.length; i++) {
      all.register_module("rnn" + i, rnn[i]);
    }
    if (task == Task.CONV_GRU) {
      all.register_module("filter", filter);
      all.register_module("gru", gru);
    }
  }

  private static LongPointer one(long value) {
    return new LongPointer(1).put(value);
  }

  private static LinearImpl[] dense(long... units) {
    LinearImpl[] layers = new LinearImpl[units.length - 1];
    for (int i = 0; i < layers.length; i++) {
      layers[i] = new LinearImpl(units[i], units[i + 1]);
    }
    return layers;
  }

  private static Conv2dImpl conv(long in, long out, long kernel) {
    return new Conv2dImpl(new Conv2dOptions(in, out, new LongPointer(kernel, kernel)));
  }

  private static LSTMImpl lstm(long in, long units) {
    LSTMOptions options = new LSTMOptions(in, units);
    options.batch_first().put(true);
    return new LSTMImpl(options);
  }

  private static RNNImpl rnn(long in, long units) {
    RNNOptions options = new RNNOptions(in, units);
    options.batch_first().put(true);
    return new RNNImpl(options);
  }

  TensorVector parameters() {
    return all.parameters();
  }

  long count() {
    long count = 0;
    TensorVector parameters = all.parameters();
    for (long i = 0; i < parameters.size(); i++) {
      count += parameters.get(i).numel();
    }
    return count;
  }

  void eval() {
    all.eval();
  }

  Tensor forward(Tensor x) {
    return switch (task) {
      case DENSE -> dense[0].forward(x);
      case MLP -> dense[2].forward(dense[1].forward(dense[0].forward(x).relu()).relu());
      case CNN -> {
        Tensor first = pool(conv[0].forward(x).relu());
        Tensor second = pool(conv[1].forward(first).relu());
        yield dense[1].forward(dense[0].forward(second.flatten(1, -1)).relu());
      }
      case LSTM -> {
        Tensor first = dropped(lstm[0].forward(x).get0(), 0.2);
        yield dense[0].forward(dropped(last(lstm[1].forward(first).get0()), 0.2));
      }
      case RNN -> {
        Tensor first = dropped(rnn[0].forward(x).get0(), 0.3);
        yield dense[0].forward(last(rnn[1].forward(first).get0()));
      }
      case CONV_GRU -> {
        Tensor steps = filter.forward(x).transpose(1, 2);
        yield dense[0].forward(dropped(last(gru.forward(steps).get0()), 0.2));
      }
      case AUTOENCODER -> {
        Tensor code = pool(same(1, pool(same(0, x))));
        Tensor wide = twice(same(2, code), 30, 40);
        yield same(4, twice(conv[3].forward(wide).sigmoid(), 60, 80));
      }
    };
  }

  private static Tensor last(Tensor steps) {
    return steps.select(1, -1);
  }

  private Tensor dropped(Tensor x, double rate) {
    return torch.dropout(x, rate, all.is_training());
  }

  private Tensor same(int layer, Tensor x) {
    Tensor padded = torch.constant_pad_nd(x, new long[] {1, 2, 1, 2}, new Scalar(0));
    return conv[layer].forward(padded).sigmoid();
  }

  private static Tensor pool(Tensor x) {
    return torch.max_pool2d(x, 2, 2);
  }

  private static Tensor twice(Tensor x, long height, long width) {
    return torch.upsample_nearest2d(x, height, width);
  }
}

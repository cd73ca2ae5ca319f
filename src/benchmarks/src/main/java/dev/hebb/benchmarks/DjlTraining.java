package dev.hebb.benchmarks;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv1d;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.nn.recurrent.GRU;
import ai.djl.nn.recurrent.LSTM;
import ai.djl.nn.recurrent.RNN;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;

/**
 * Trains with DJL's own blocks and {@code EasyTrain.fit}, on the PyTorch that Hebb uses too. Its
 * recurrent blocks have two biases, and its GRU knows tanh only.
 */
final class DjlTraining {
  private DjlTraining() {}

  public static void main(String[] arguments) throws IOException, TranslateException {
    TrainCase what = TrainCase.of(arguments);
    Task task = what.task();
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(what.threads()));
    Engine.getEngine("PyTorch").setRandomSeed(0);
    Material material = Material.of(task);
    boolean steps = task == Task.LSTM || task == Task.RNN;
    Shape row = new Shape(steps ? material.row() : material.channelsFirst());
    Loss loss = task.classes() ? new SoftmaxCrossEntropyLoss() : Loss.l2Loss();
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(loss)
            .optDevices(new Device[] {Device.cpu()})
            .optOptimizer(
                Optimizer.adam()
                    .optLearningRateTracker(Tracker.fixed((float) task.rate()))
                    .build());
    TrainSpeed.Watch watch = new TrainSpeed.Watch(material.rows());
    try (Model model = Model.newInstance(task.title(), Device.cpu(), "PyTorch")) {
      model.setBlock(net(task));
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
          Trainer trainer = model.newTrainer(config)) {
        NDArray inputs =
            manager.create(
                material.channelsFirst(material.inputs()), new Shape(material.rows()).addAll(row));
        ArrayDataset data =
            new ArrayDataset.Builder()
                .setData(inputs)
                .optLabels(labels(material, manager, inputs))
                .setSampling(task.batch(), true)
                .build();
        trainer.initialize(new Shape(task.batch()).addAll(row));
        while (watch.goesOn()) {
          watch.begin();
          EasyTrain.fit(trainer, 1, data, null);
          watch.end();
        }
        float[] all = trainer.evaluate(new NDList(inputs)).singletonOrThrow().toFloatArray();
        double fault = material.fault(all, task == Task.AUTOENCODER);
        new TrainSpeed(watch.perSecond(), fault, parameters(model.getBlock())).print();
      }
    }
  }

  private static NDArray labels(Material material, NDManager manager, NDArray inputs) {
    return switch (material.task()) {
      case MLP, CNN -> manager.create(material.labels());
      case DENSE, LSTM, RNN, CONV_GRU ->
          manager.create(material.targets(), new Shape(material.rows(), 1));
      case AUTOENCODER -> inputs;
    };
  }

  static Block net(Task task) {
    SequentialBlock net = new SequentialBlock();
    return switch (task) {
      case DENSE -> net.add(Linear.builder().setUnits(1).build());
      case MLP ->
          net.add(Linear.builder().setUnits(256).build())
              .add(Activation::relu)
              .add(Linear.builder().setUnits(128).build())
              .add(Activation::relu)
              .add(Linear.builder().setUnits(Material.CLASSES).build());
      case CNN ->
          net.add(conv(16, 3))
              .add(Activation::relu)
              .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
              .add(conv(32, 3))
              .add(Activation::relu)
              .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
              .add(Blocks.batchFlattenBlock())
              .add(Linear.builder().setUnits(64).build())
              .add(Activation::relu)
              .add(Linear.builder().setUnits(Material.CLASSES).build());
      case LSTM ->
          net.add(LSTM.builder().setStateSize(20).setNumLayers(1).build())
              .add(Dropout.builder().optRate(0.2f).build())
              .add(LSTM.builder().setStateSize(10).setNumLayers(1).build())
              .add(last())
              .add(Dropout.builder().optRate(0.2f).build())
              .add(Linear.builder().setUnits(1).build());
      case RNN ->
          net.add(rnn(2))
              .add(Dropout.builder().optRate(0.3f).build())
              .add(rnn(1))
              .add(last())
              .add(Linear.builder().setUnits(1).build());
      case CONV_GRU ->
          net.add(
                  Conv1d.builder()
                      .setKernelShape(new Shape(4))
                      .optStride(new Shape(2))
                      .setFilters(20)
                      .build())
              .add(LambdaBlock.singleton(x -> x.transpose(0, 2, 1)))
              .add(GRU.builder().setStateSize(2).setNumLayers(1).build())
              .add(last())
              .add(Dropout.builder().optRate(0.2f).build())
              .add(Linear.builder().setUnits(1).build());
      case AUTOENCODER ->
          net.add(padded())
              .add(conv(64, 4))
              .add(Activation::sigmoid)
              .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
              .add(padded())
              .add(conv(32, 4))
              .add(Activation::sigmoid)
              .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
              .add(padded())
              .add(conv(32, 4))
              .add(Activation::sigmoid)
              .add(twice(30, 40))
              .add(conv(64, 1))
              .add(Activation::sigmoid)
              .add(twice(60, 80))
              .add(padded())
              .add(conv(3, 4))
              .add(Activation::sigmoid);
    };
  }

  private static Block conv(int filters, int kernel) {
    return Conv2d.builder().setKernelShape(new Shape(kernel, kernel)).setFilters(filters).build();
  }

  private static Block rnn(int units) {
    return RNN.builder()
        .setStateSize(units)
        .setNumLayers(1)
        .setActivation(RNN.Activation.TANH)
        .build();
  }

  private static Block last() {
    return LambdaBlock.singleton(x -> x.get(":, -1"));
  }

  private static Block padded() {
    return LambdaBlock.singleton(x -> x.pad(new Shape(1, 2, 1, 2), 0));
  }

  private static Block twice(long height, long width) {
    return LambdaBlock.singleton(
        x -> x.getNDArrayInternal().interpolation(new long[] {height, width}, 0, false));
  }

  private static long parameters(Block block) {
    return block.getParameters().values().stream()
        .mapToLong(parameter -> parameter.getArray().size())
        .sum();
  }
}

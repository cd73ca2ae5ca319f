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
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import java.io.IOException;

/** Trains with DJL's own blocks and {@code EasyTrain.fit}, on the PyTorch that Hebb uses too. */
final class DjlTraining {
  private DjlTraining() {}

  public static void main(String[] arguments) throws IOException, TranslateException {
    TrainCase what = TrainCase.of(arguments);
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(what.threads()));
    Engine.getEngine("PyTorch").setRandomSeed(0);
    Clothes clothes = new Clothes();
    Shape row =
        what.flat()
            ? new Shape(Clothes.SIDE * Clothes.SIDE)
            : new Shape(1, Clothes.SIDE, Clothes.SIDE);
    DefaultTrainingConfig config =
        new DefaultTrainingConfig(new SoftmaxCrossEntropyLoss())
            .optDevices(new Device[] {Device.cpu()})
            .optOptimizer(Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build());
    TrainSpeed.Watch watch = new TrainSpeed.Watch();
    try (Model model = Model.newInstance(what.net(), Device.cpu(), "PyTorch")) {
      model.setBlock(what.flat() ? mlp() : cnn());
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
          Trainer trainer = model.newTrainer(config)) {
        NDArray pixels =
            manager.create(
                clothes.pixels(row.getShape()).toFloats(), new Shape(clothes.rows()).addAll(row));
        NDArray labels = manager.create(clothes.labels().toLongs());
        ArrayDataset data =
            new ArrayDataset.Builder()
                .setData(pixels)
                .optLabels(labels)
                .setSampling(what.batch(), true)
                .build();
        trainer.initialize(new Shape(what.batch()).addAll(row));
        for (int epoch = 0; epoch < TrainSpeed.EPOCHS; epoch++) {
          watch.begin();
          EasyTrain.fit(trainer, 1, data, null);
          watch.end(clothes.rows());
        }
        float[] logits = trainer.evaluate(new NDList(pixels)).singletonOrThrow().toFloatArray();
        new TrainSpeed(watch.perSecond(), clothes.accuracy(logits), parameters(model.getBlock()))
            .print();
      }
    }
  }

  private static Block mlp() {
    return new SequentialBlock()
        .add(Linear.builder().setUnits(256).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(128).build())
        .add(Activation::relu)
        .add(Linear.builder().setUnits(Clothes.CLASSES).build());
  }

  private static Block cnn() {
    return new SequentialBlock()
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(16).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Conv2d.builder().setKernelShape(new Shape(3, 3)).setFilters(32).build())
        .add(Activation::relu)
        .add(Pool.maxPool2dBlock(new Shape(2, 2), new Shape(2, 2)))
        .add(Blocks.batchFlattenBlock())
        .add(Linear.builder().setUnits(Clothes.CLASSES).build());
  }

  private static long parameters(Block block) {
    return block.getParameters().values().stream()
        .mapToLong(parameter -> parameter.getArray().size())
        .sum();
  }
}

package dev.hebb.gallery;

import dev.hebb.graph.Model;
import dev.hebb.graph.Tensor;
import dev.hebb.training.Adam;
import dev.hebb.training.Losses;
import dev.hebb.training.Metrics;
import dev.hebb.training.Trained;
import dev.hebb.training.Trainer;
import dev.hebb.training.data.Dataset;
import dev.hebb.training.data.Examples;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/**
 * How a captioner learns from pictures and their names, each picture drawn anew each time: first
 * the eye, by telling things apart; then the decoder, while the eye stays as it is; then both, in
 * small steps.
 *
 * @param naming epochs of the eye
 * @param decoding epochs of the decoder, a fifth of them in smaller steps
 * @param finishing epochs of both
 * @param batch pictures to a step; a quarter as many while only the decoder learns
 */
record CaptionTraining(int naming, int decoding, int finishing, int batch) {
  private static final double RATE = 3e-3;

  /** A network that tells things apart. */
  Trained named(Tensor pictures) {
    int things = (int) pictures.dims()[0];
    Examples examples = Dataset.of(pictures, classes(things)).map(Redrawing::of);
    Model large =
        trainer(Model.initial(Captioner.naming(things), 1), RATE, part(naming, 3, 4))
            .fit(examples)
            .model();
    return trainer(large, 0.3 * RATE, part(naming, 1, 4)).metrics(Metrics.accuracy()).fit(examples);
  }

  /** Which thing each of so many pictures shows. */
  static Tensor classes(int things) {
    return Tensor.of(LongStream.range(0, things).toArray(), things);
  }

  /**
   * A captioner.
   *
   * @param parts the network, with what it sees with frozen or not
   * @param seeing a network that tells things apart
   * @param names tokens of each picture's name, between their marks
   */
  Model learnt(
      Function<Boolean, NextWord> parts, Model seeing, Tensor pictures, List<long[]> names) {
    Forced forced = Forced.of(names);
    Examples examples =
        new Dataset(List.of(pictures, forced.fed()), List.of(forced.next())).map(Redrawing::of);
    NextWord thawed = parts.apply(false);
    Model begun = Model.initial(parts.apply(true).trained(), 2).with(seeing.part(Captioner.eye()));
    Model large =
        trainer(begun, RATE, part(decoding, 4, 5)).batchSize(batch / 4).fit(examples).model();
    Model small =
        trainer(large, 0.3 * RATE, part(decoding, 1, 5)).batchSize(batch / 4).fit(examples).model();
    Model whole = trainer(small.in(thawed.trained()), 0.3 * RATE, finishing).fit(examples).model();
    return whole.in(thawed.asked());
  }

  private static int part(int epochs, int share, int of) {
    return Math.max(1, epochs * share / of);
  }

  private Trainer trainer(Model start, double rate, int epochs) {
    return Trainer.of(start)
        .loss(Losses.sparseCategoricalCrossentropy().ofLogits())
        .optimizer(Adam.adam().learningRate(rate))
        .batchSize(batch)
        .threads(1)
        .epochs(epochs)
        .seed(epochs);
  }
}

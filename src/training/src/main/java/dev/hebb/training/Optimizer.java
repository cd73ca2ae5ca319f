package dev.hebb.training;

/**
 * How gradients change the parameters: a {@link Rule}, and around it settings that every rule
 * takes. Each method gives back another optimizer and leaves this one as it is; the rule's own
 * settings come first: {@code adam().learningRate(0.01).globalClipNorm(1).ema(0.99)}.
 *
 * <p>In a step the gradients are gathered (and their mean taken over several steps), clipped, the
 * weights decayed, the rule applied, its result averaged, and the constraints of the parameters
 * brought about; the arithmetic is that of Keras 3.
 */
public sealed interface Optimizer permits Rule, AdamW, Tuned {
  /** How a gradient becomes a change. */
  Rule rule();

  /** What is done around the rule. */
  Settings settings();

  /** As it was said, the same in every JVM: a schedule that is a lambda has no name of its own. */
  default String declaration() {
    return toString().replaceAll("\\$\\$Lambda[^,\\]]*", "");
  }

  private Optimizer with(Settings other) {
    return new Tuned(rule(), other);
  }

  /** Scales down the gradient of each parameter whose norm is larger. Keras: clipnorm. */
  default Optimizer clipNorm(double most) {
    return with(settings().clip(new Settings.Clip(Settings.Clip.Kind.NORM, most)));
  }

  /**
   * Scales all gradients down together, when the norm over all of them is larger. Keras:
   * global_clipnorm.
   */
  default Optimizer globalClipNorm(double most) {
    return with(settings().clip(new Settings.Clip(Settings.Clip.Kind.GLOBAL_NORM, most)));
  }

  /** Cuts each number of a gradient off at {@code most} and {@code -most}. Keras: clipvalue. */
  default Optimizer clipValue(double most) {
    return with(settings().clip(new Settings.Clip(Settings.Clip.Kind.VALUE, most)));
  }

  /**
   * Takes {@code learning rate·rate·w} off each weight before the rule changes it (decoupled weight
   * decay, Loshchilov and Hutter 2019). Keras: weight_decay.
   */
  default Optimizer weightDecay(double rate) {
    return with(settings().weightDecay(rate));
  }

  /**
   * Parameters that have one of these texts in their names are not decayed: {@code "bias"}, {@code
   * "gamma"}. Keras: exclude_from_weight_decay, which looks at the last part of the name only and
   * takes regular expressions.
   */
  default Optimizer excludeFromWeightDecay(String... texts) {
    return with(settings().excludeFromWeightDecay(texts));
  }

  /**
   * Changes the weights after each so many steps only, by the mean of their gradients: as a batch
   * so many times as large. Steps that are left over at the end of training change nothing. The
   * learning rate is that of the last of them; the rule, and {@link #ema(double, int)}, count the
   * changes. Keras: gradient_accumulation_steps.
   */
  default Optimizer gradientAccumulation(int steps) {
    return with(settings().gradientAccumulation(steps));
  }

  /**
   * Averages the weights over the steps: {@code average = momentum·average + (1 - momentum)·w}. At
   * the end of training the averages become the weights; until then, and so in validation, the
   * weights are as the rule leaves them. With {@link #gradientAccumulation} too it averages at
   * every step, as Keras does, and not at every change. Keras: use_ema, ema_momentum.
   */
  default Optimizer ema(double momentum) {
    return with(settings().ema(new Settings.Ema(momentum, 0)));
  }

  /**
   * Averages the weights over the steps, and sets them to their averages after each so many
   * changes, to go on from there. Keras: ema_overwrite_frequency.
   */
  default Optimizer ema(double momentum, int overwriteFrequency) {
    Checked.count("ema", "an overwrite frequency", overwriteFrequency);
    return with(settings().ema(new Settings.Ema(momentum, overwriteFrequency)));
  }

  /**
   * Trains a part of the network at {@code factor} times the learning rate: a layer, or a network
   * inside the network, by the beginning of its parameters' names. The longest one that fits counts
   * where several do. At 0 a part stays as it is. PyTorch: parameter groups.
   */
  default Optimizer learningRate(String part, double factor) {
    return with(settings().learningRate(part, factor));
  }
}

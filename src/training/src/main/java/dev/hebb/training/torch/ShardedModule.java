package dev.hebb.training.torch;

import dev.hebb.graph.Param;
import dev.hebb.graph.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A training whose steps are done by workers elsewhere: says what they are told, and puts their
 * shares together, in the order of the shards, whichever comes first. The module has the weights
 * and the optimizer's state; a worker keeps neither from one round to the next.
 */
public final class ShardedModule {
  private static final float[] UNCHANGED = {};

  private final TrainingModule module;
  private final Replica replica;
  private final ShardProgram program;
  private final List<Param> params;
  private final float[][] first;
  private final TorchModule.Bytes gradient;
  private float[][] begun = {};

  ShardedModule(TrainingModule module, Replica replica, ShardProgram program, List<Param> params) {
    this.module = module;
    this.replica = replica;
    this.program = program;
    this.params = params;
    this.first = floats(replica.copies("weights"));
    this.gradient =
        replica.room(params.stream().filter(Param::trainable).mapToLong(Param::size).sum());
  }

  private static float[][] floats(List<Tensor> tensors) {
    return tensors.stream().map(Tensor::toFloats).toArray(float[][]::new);
  }

  /** What workers load. */
  public ShardProgram program() {
    return program;
  }

  /**
   * Asks for the gradient of a step.
   *
   * @param places of the batch's rows, on each shard
   * @param step counted from 1
   */
  public Round gradient(int[][] places, long step, double scale) {
    int[][][] steps = Arrays.stream(places).map(each -> new int[][] {each}).toArray(int[][][]::new);
    begun = floats(replica.copies("weights"));
    return new Round(Round.Kind.GRADIENT, sent(), steps, controls(steps, step, scale));
  }

  /**
   * Asks each worker to do steps of its own.
   *
   * @param places of the rows, {@code [shard][step][row]}
   * @param step the number of the first, from 1
   */
  public Round steps(int[][][] places, long step, double scale) {
    List<Tensor> all = new ArrayList<>(replica.copies("weights"));
    all.addAll(replica.copies("state"));
    begun = floats(all);
    return new Round(Round.Kind.STEPS, sent(), places, controls(places, step, scale));
  }

  /**
   * Asks for the figures of rows, in inference mode.
   *
   * @param places of the rows, {@code [shard][batch][row]}
   */
  public Round figures(int[][][] places) {
    begun = floats(replica.copies("weights"));
    return new Round(Round.Kind.FIGURES, sent(), places, new double[places.length][0][0]);
  }

  private double[][][] controls(int[][][] places, long step, double scale) {
    double[][][] controls = new double[places.length][][];
    for (int shard = 0; shard < places.length; shard++) {
      controls[shard] = new double[places[shard].length][];
      for (int i = 0; i < places[shard].length; i++) {
        controls[shard][i] = module.control(shard, step + i, scale);
      }
    }
    return controls;
  }

  // The program has what is not trained, such as a frozen part: it is sent only if it changed.
  private float[][] sent() {
    float[][] sent = begun.clone();
    for (int i = 0; i < params.size(); i++) {
      if (!params.get(i).trainable() && Arrays.equals(begun[i], first[i])) {
        sent[i] = UNCHANGED;
      }
    }
    return sent;
  }

  /**
   * Does the step that a {@link #gradient} was asked for.
   *
   * @return the outputs over all rows
   */
  public double[] apply(List<Share> shares, long step, double scale) {
    gradient.buffer().asFloatBuffer().put(0, mean(shares, 0, UNCHANGED));
    float[][] now = begun.clone();
    boolean moved = false;
    for (int i = 0; i < params.size(); i++) {
      now[i] = mean(shares, 1 + i, begun[i]);
      moved |= now[i] != begun[i];
    }
    if (moved) {
      replica.set(tensors(now));
    }
    replica.control(module.control(0, step, scale));
    replica.apply(List.of(gradient.array()), new double[] {1});
    return together(shares);
  }

  /**
   * Averages what {@link #steps} made of the weights and of the optimizer's state.
   *
   * @return the outputs over all rows
   */
  public double[] average(List<Share> shares) {
    float[][] now = new float[begun.length][];
    Arrays.setAll(now, i -> mean(shares, i, begun[i]));
    replica.restore(tensors(now));
    return together(shares);
  }

  // Parameters, and perhaps what the optimizer remembers behind them.
  private List<Tensor> tensors(float[][] values) {
    List<Tensor> tensors = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      boolean param = i < params.size();
      long[] dims = param ? params.get(i).sizes() : program.state()[i - params.size()];
      tensors.add(Tensor.of(values[i], dims));
    }
    return tensors;
  }

  /** The outputs over all rows. */
  public double[] together(List<Share> shares) {
    Figures figures = new Figures(program.means());
    shares.stream()
        .filter(share -> share.rows() > 0)
        .forEach(share -> figures.add(share.figures(), share.rows()));
    return figures.values();
  }

  // By rows; a share that has it unchanged has what was there before. As it was, if all have.
  private static float[] mean(List<Share> shares, int number, float[] before) {
    double rows = shares.stream().mapToInt(Share::rows).sum();
    boolean changed = false;
    double[] sum = {};
    for (Share share : shares) {
      if (share.rows() > 0) {
        float[] own = share.numbers()[number];
        changed |= own.length > 0;
        float[] values = own.length > 0 ? own : before;
        sum = sum.length == 0 ? new double[values.length] : sum;
        for (int i = 0; i < sum.length; i++) {
          sum[i] += share.rows() / rows * values[i];
        }
      }
    }
    if (!changed) {
      return before;
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) sum[i];
    }
    return mean;
  }
}

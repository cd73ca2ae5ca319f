package dev.hebb.training.torch;

import dev.hebb.graph.Digest;
import dev.hebb.graph.Param;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A training program to be loaded by workers.
 *
 * <p>A worker on another processor rounds otherwise; the archive itself is the same for all.
 */
public final class ShardProgram implements Loadable, Serializable {
  private static final long serialVersionUID = 1;

  private final String network;
  private final String name;
  private final byte[] archive;
  private final boolean autograd;
  private final long[][] params;
  private final boolean[] trained;
  private final long[][] state;
  private final int controls;
  private final int means;
  private final int threads;

  private ShardProgram(
      Loadable program,
      byte[] archive,
      List<Param> params,
      long[][] state,
      int controls,
      Placement placement) {
    this.network = program.network();
    this.autograd = program.autograd();
    this.name = new Digest().add(archive).add(placement.threads() + " threads").shortHex();
    this.archive = archive;
    this.params = params.stream().map(Param::sizes).toArray(long[][]::new);
    this.trained = new boolean[this.params.length];
    for (int i = 0; i < trained.length; i++) {
      trained[i] = params.get(i).trainable();
    }
    this.state = state;
    this.controls = controls;
    this.means = placement.means();
    this.threads = placement.threads();
  }

  static ShardProgram of(
      Loadable program, List<Param> params, long[][] state, int controls, Placement placement) {
    try {
      Path file = Files.createTempFile("hebb", ".pt");
      try {
        program.write(file);
        return new ShardProgram(
            program, Files.readAllBytes(file), params, state, controls, placement);
      } finally {
        Files.delete(file);
      }
    } catch (IOException failure) {
      throw TorchModule.noRoom(failure);
    }
  }

  /** Another one has another name. */
  public String name() {
    return name;
  }

  @Override
  public String network() {
    return network;
  }

  @Override
  public boolean autograd() {
    return autograd;
  }

  @Override
  public void write(Path file) throws IOException {
    Files.write(file, archive);
  }

  @Override
  public String text() {
    return name;
  }

  /** The lengths of the axes of all parameters, in the graph's order. */
  long[][] params() {
    return params;
  }

  /** Whether that parameter is trained. */
  boolean trained(int param) {
    return trained[param];
  }

  /** The lengths of the axes of all that the optimizer remembers. */
  long[][] state() {
    return state;
  }

  /** How many numbers a step wants. */
  int controls() {
    return controls;
  }

  /** How many of the first outputs are means over the batch; the others are sums. */
  int means() {
    return means;
  }

  /** Of one operation. */
  int threads() {
    return threads;
  }
}

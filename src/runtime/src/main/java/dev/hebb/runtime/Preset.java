package dev.hebb.runtime;

/**
 * What a session takes of the machine. Processors are those that this JVM may use: in a container
 * its share, not the whole machine.
 */
public enum Preset {
  /** One thread does a run by itself and none spins: for small models, and the default. */
  SINGLE(1, false, true, false),
  /**
   * All processors work on one run, and spin while they wait for a piece of it: the shortest run of
   * a large model, where nobody else needs the processors.
   */
  LATENCY(Preset.processors(), true, true, false),
  /** All processors work on one run and sleep in between: for large batches. */
  THROUGHPUT(Preset.processors(), false, true, false),
  /**
   * Half of the processors, shared by all polite sessions of the process, asleep in between; memory
   * goes back after each run.
   */
  POLITE(Math.max(1, Preset.processors() / 2), false, false, true);

  private final int threads;
  private final boolean spinning;
  private final boolean arena;
  private final boolean shared;

  Preset(int threads, boolean spinning, boolean arena, boolean shared) {
    this.threads = threads;
    this.spinning = spinning;
    this.arena = arena;
    this.shared = shared;
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Threads that work together on one run, unless others are asked for. */
  public int threads() {
    return threads;
  }

  /** Whether threads spin while they wait for work. */
  public boolean spinning() {
    return spinning;
  }

  /** Whether memory is kept from one run to the next. */
  public boolean arena() {
    return arena;
  }

  /** Whether threads are shared with the other sessions that share theirs. */
  public boolean shared() {
    return shared;
  }
}

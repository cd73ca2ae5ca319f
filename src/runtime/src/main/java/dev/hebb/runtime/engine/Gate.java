package dev.hebb.runtime.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * Whether a predictor or a stream is idle, running or closed.
 *
 * <p>It keeps a misused one from touching freed native memory: a run after close fails, a second
 * run at the same time fails, and a close from elsewhere waits for the run to end. One
 * compare-and-set a run pays for all three.
 */
public final class Gate {
  private static final int IDLE = 0;
  private static final int RUNNING = 1;
  private static final int CLOSED = 2;
  private static final long PAUSE_NANOS = 10_000;
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Gate.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final String file;
  private final Door door;

  @SuppressWarnings("UnusedVariable") // read and written through STATE
  private int state = IDLE;

  // Refuses new runs, so that a close need not win a race against a busy thread.
  private volatile boolean closing;

  public Gate(String file, Door door) {
    this.file = file;
    this.door = door;
  }

  /** Idle to running, or an error. */
  public void enter() {
    if (!tryEnter()) {
      throw refusal();
    }
  }

  /** Idle to running, or false. */
  public boolean tryEnter() {
    return !closing && STATE.compareAndSet(this, IDLE, RUNNING);
  }

  /** Running to idle. */
  public void exit() {
    STATE.setRelease(this, IDLE);
  }

  /** An error unless idle. */
  public void check() {
    if (closing || (int) STATE.getOpaque(this) != IDLE) {
      throw refusal();
    }
  }

  /** Waits for a run in progress, then closes; false when it was closed before. */
  public boolean close() {
    closing = true;
    while (!STATE.compareAndSet(this, IDLE, CLOSED)) {
      if ((int) STATE.getAcquire(this) == CLOSED) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }

  private IllegalStateException refusal() {
    return closing
        ? new IllegalStateException("%s: this %s is closed. %s".formatted(file, door, door.again()))
        : new IllegalStateException(
            "%s: this %s is running in another thread. Open one for each thread."
                .formatted(file, door));
  }
}

package dev.hebb.cli.report;

import java.io.PrintWriter;

/** One line on a terminal that says what is going on, gone when it is over; elsewhere nothing. */
public final class Progress implements AutoCloseable {
  private static final long FIRST = 700;
  private static final long EVERY = 200;
  private static final String CLEAR = "\r\u001b[K";
  private static final String TURNING = "|/-\\";

  private final PrintWriter err;
  private final Thread thread;
  private volatile String what;
  private volatile boolean over;

  Progress(PrintWriter err, boolean shown, String what) {
    this.err = err;
    this.what = what;
    this.thread = new Thread(this::turn, "hebb-progress");
    thread.setDaemon(true);
    if (shown) {
      thread.start();
    }
  }

  /** Says what comes next. */
  public void now(String next) {
    what = next;
  }

  private void turn() {
    try {
      Thread.sleep(FIRST);
      for (int i = 0; !over; i++) {
        err.print(CLEAR + TURNING.charAt(i % TURNING.length()) + " " + what);
        err.flush();
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clears the line. */
  @Override
  public void close() {
    over = true;
    if (thread.isAlive()) {
      thread.interrupt();
      try {
        thread.join();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      err.print(CLEAR);
      err.flush();
    }
  }
}

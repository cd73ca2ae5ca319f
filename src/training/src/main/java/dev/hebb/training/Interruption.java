package dev.hebb.training;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Somebody wants the training to end: the JVM is told to (Ctrl-C, a TERM signal), or its thread is
 * interrupted. The step at work is finished and a checkpoint saved.
 */
final class Interruption implements AutoCloseable {
  private static final long LOOK = 100; // milliseconds

  private final Thread training = Thread.currentThread();
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook = new Thread(this::shutDown, "hebb-last-checkpoint");
  private volatile boolean down;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  // The JVM is gone when all its hooks are over.
  private void shutDown() {
    down = true;
    try {
      boolean done = false;
      while (!done) {
        done = over.await(LOOK, TimeUnit.MILLISECONDS) || exits();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  // A callback that ends the JVM waits for this hook: it will never come back to the training.
  private boolean exits() {
    return Arrays.stream(training.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
  }

  boolean asked() {
    return down || Thread.currentThread().isInterrupted();
  }

  /**
   * All is saved. Where the JVM goes down it is waited for: nothing after the training shall run.
   */
  void saved() {
    if (down) {
      over.countDown();
      while (true) {
        LockSupport.park(this);
      }
    }
  }

  @Override
  public void close() {
    over.countDown();
    if (!down) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException goingDown) {
        down = true;
      }
    }
  }
}

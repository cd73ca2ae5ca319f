package dev.hebb.runtime.engine;

import java.util.concurrent.CompletableFuture;

/**
 * Which way a session is called, and why.
 *
 * @param text for people: "foreign functions", or "JNI" and what is in the other one's way
 */
record Way(String text, Caller caller) {
  private static final int FIRST_JDK = 22;
  // In META-INF/versions/22 of the jar, as earlier JDKs cannot read it.
  private static final String FOREIGN = "dev.hebb.runtime.engine.ForeignFunctions";
  private static final String TELEMETRY_OFF = "dev.hebb.runtime.engine.TelemetryOff";
  private static final String LINKING = "dev.hebb.runtime.engine.RunFunction";

  /** Foreign functions where this JVM has and allows them, else JNI. */
  static Way best() {
    return Best.WAY;
  }

  /** JNI, for a reason. */
  static Way jni(String reason) {
    return new Way(
        "JNI (%s)".formatted(reason), (session, fed, pinned) -> () -> session.run(fed, pinned));
  }

  /**
   * Begins in the background what foreign functions need; nothing where there are none.
   *
   * @return done when ONNX Runtime's library may be loaded
   */
  static CompletableFuture<Void> begin() {
    if (Runtime.version().feature() < FIRST_JDK) {
      return CompletableFuture.allOf();
    }
    return CompletableFuture.runAsync(() -> run(TELEMETRY_OFF), Way::start);
  }

  private static void start(Runnable first) {
    Thread thread =
        new Thread(
            () -> {
              first.run();
              run(LINKING);
            },
            "hebb-foreign-functions");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run(String type) {
    try {
      Class.forName(type).asSubclass(Runnable.class).getDeclaredConstructor().newInstance().run();
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      // What is in the way is said when the way is chosen.
    }
  }

  private static final class Best {
    static final Way WAY = find();

    private static Way find() {
      if (Runtime.version().feature() < FIRST_JDK) {
        return jni("foreign functions need JDK " + FIRST_JDK);
      }
      try {
        Class<? extends Caller> type = Class.forName(FOREIGN).asSubclass(Caller.class);
        return new Way("foreign functions", type.getDeclaredConstructor().newInstance());
      } catch (ClassNotFoundException e) {
        return jni("this hebb-runtime was built on a JDK without foreign functions");
      } catch (ReflectiveOperationException | LinkageError e) {
        return jni(reason(e));
      }
    }

    private static String reason(Throwable thrown) {
      Throwable said = thrown;
      while (said.getCause() != null && !(said instanceof UnsupportedOperationException)) {
        said = said.getCause();
      }
      return said instanceof UnsupportedOperationException ? said.getMessage() : said.toString();
    }
  }
}

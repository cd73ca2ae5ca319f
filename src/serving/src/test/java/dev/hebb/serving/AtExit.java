package dev.hebb.serving;

import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorOptions;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that ends while threads still predict. */
public final class AtExit {
  private static final int THREADS = 8;

  private AtExit() {}

  /** The file, and whether a shutdown hook closes the model: "hook" or "none". */
  public static void main(String[] args) throws InterruptedException {
    PredictorOptions options = Predictor.with();
    Deployment model = Deployment.open(Path.of(args[0]), options);
    Batcher batcher = Batcher.with().over(model);
    CountDownLatch started = new CountDownLatch(THREADS);
    for (int i = 0; i < THREADS; i++) {
      boolean batched = i % 2 == 0;
      Thread thread = new Thread(() -> ask(model, batcher, batched, started));
      thread.setDaemon(true);
      thread.start();
    }
    started.await();
    if (args[1].equals("hook")) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    batcher.close();
                    model.close();
                    System.out.println("closed");
                  }));
    }
    Thread.sleep(50);
    System.out.println("ends");
    System.exit(0);
  }

  private static void ask(
      Deployment model, Batcher batcher, boolean batched, CountDownLatch started) {
    try {
      for (int i = 0; ; i++) {
        if (batched) {
          batcher.predict(new float[] {i});
        } else {
          model.call(
              p -> {
                p.run();
                return p;
              });
        }
        if (i == 10) {
          started.countDown();
        }
      }
    } catch (IllegalStateException e) {
      return; // closed: as it should be
    }
  }
}

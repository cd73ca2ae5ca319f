package dev.hebb.gallery;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Several things done at the same time, as many as there are cores. */
final class AtOnce {
  private AtOnce() {}

  /** What comes of each, in their order. */
  static <A, B> List<B> each(List<A> all, Function<A, B> work) {
    ExecutorService workers =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<CompletableFuture<B>> begun =
          all.stream()
              .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), workers))
              .toList();
      return begun.stream().map(CompletableFuture::join).toList();
    } finally {
      workers.shutdown();
    }
  }
}

package dev.hebb.spark;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * What this driver has sent: each model once for each context, by its digest, as long as a model or
 * a DataFrame has it. Nothing here keeps a context, or what was sent, from being collected.
 */
final class Sent {
  private static final Map<SparkContext, Map<String, WeakReference<Broadcast<byte[]>>>> SENT =
      new WeakHashMap<>();

  private Sent() {}

  /** What a context has of a model; sent now if it has nothing. */
  static synchronized Broadcast<byte[]> in(SparkContext context, String digest, byte[] bytes) {
    SENT.keySet().removeIf(SparkContext::isStopped);
    Map<String, WeakReference<Broadcast<byte[]>>> there =
        SENT.computeIfAbsent(context, any -> new HashMap<>());
    there.values().removeIf(each -> each.refersTo(null));
    return Optional.ofNullable(there.get(digest))
        .flatMap(kept -> Optional.ofNullable(kept.get()))
        .orElseGet(() -> send(context, there, digest, bytes));
  }

  private static Broadcast<byte[]> send(
      SparkContext context,
      Map<String, WeakReference<Broadcast<byte[]>>> there,
      String digest,
      byte[] bytes) {
    Broadcast<byte[]> sent = JavaSparkContext.fromSparkContext(context).broadcast(bytes);
    there.put(digest, new WeakReference<>(sent));
    return sent;
  }

  /** In how many contexts anything is. */
  static synchronized int contexts() {
    return SENT.size();
  }
}

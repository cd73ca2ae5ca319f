package dev.hebb.runtime;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long something took, counted in buckets: 16 to each doubling, so that what it says is at most
 * 6 % too high. Recording is lock-free, allocates nothing and does not slow down with threads.
 *
 * <p>For Micrometer:
 *
 * <pre>{@code
 * FunctionTimer.builder("hebb.runs", lender.latency(), Latency::count, Latency::totalNanos, NANOSECONDS)
 *     .register(registry);
 * FunctionCounter.builder("hebb.failures", lender.latency(), Latency::failures).register(registry);
 * TimeGauge.builder("hebb.p99", () -> lender.latency().nanos(0.99), NANOSECONDS).register(registry);
 * }</pre>
 */
public final class Latency {
  private static final int DIGITS = 4; // binary ones behind the first: 16 buckets
  private static final int LARGEST = 40; // 2^40 ns are 18 minutes
  private static final int BUCKETS = (LARGEST - DIGITS + 1) << DIGITS;
  private static final int TOTAL = BUCKETS;
  private static final int FAILURES = BUCKETS + 1;
  private static final int LENGTH = BUCKETS + 8;
  private static final int MOST_STRIPES = 16;

  private final AtomicLongArray[] stripes;

  /** Of nothing yet. */
  public Latency() {
    int processors = Math.min(MOST_STRIPES, Runtime.getRuntime().availableProcessors());
    int count = Integer.highestOneBit(Math.max(1, 2 * processors - 1));
    stripes = new AtomicLongArray[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new AtomicLongArray(LENGTH);
    }
  }

  /** Counts one more that took so long. */
  public void record(long nanos) {
    AtomicLongArray own = own();
    own.getAndIncrement(bucket(nanos));
    own.getAndAdd(TOTAL, Math.max(0, nanos));
  }

  /** Counts one more that failed. */
  public void failed() {
    own().getAndIncrement(FAILURES);
  }

  private AtomicLongArray own() {
    return stripes[(int) Thread.currentThread().getId() & (stripes.length - 1)];
  }

  /** How often. */
  public long count() {
    long sum = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      sum += sum(bucket);
    }
    return sum;
  }

  /** How often it failed; such are not among the others. */
  public long failures() {
    return sum(FAILURES);
  }

  /** All of it together, in nanoseconds. */
  public long totalNanos() {
    return sum(TOTAL);
  }

  /**
   * The time that this share did not exceed, in nanoseconds; 0 when there was none.
   *
   * @param share from 0 to 1: 0.5 is the median, 0.999 all but the slowest of a thousand, 1 the
   *     slowest
   * @throws PredictorException when it is not
   */
  public long nanos(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new PredictorException("nanos(" + share + ")", "expected a share from 0 to 1.");
    }
    long[] counts = new long[BUCKETS];
    long count = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      counts[bucket] = sum(bucket);
      count += counts[bucket];
    }
    long wanted = Math.max(1, (long) Math.ceil(share * count));
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      seen += counts[bucket];
      if (seen >= wanted) {
        return upper(bucket);
      }
    }
    return 0;
  }

  private long sum(int index) {
    long sum = 0;
    for (AtomicLongArray stripe : stripes) {
      sum += stripe.get(index);
    }
    return sum;
  }

  // The leading one tells the row of buckets, the four digits behind it the place in that row.
  static int bucket(long nanos) {
    long value = Math.min(Math.max(0, nanos), (1L << LARGEST) - 1);
    int shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(value) - 1 - DIGITS);
    return (shift << DIGITS) + (int) (value >>> shift);
  }

  /** The largest value of a bucket. */
  static long upper(int bucket) {
    int shift = Math.max(0, (bucket >> DIGITS) - 1);
    return ((bucket - ((long) shift << DIGITS) + 1) << shift) - 1;
  }
}

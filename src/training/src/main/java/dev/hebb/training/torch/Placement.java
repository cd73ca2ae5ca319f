package dev.hebb.training.torch;

import dev.hebb.training.Device;
import dev.hebb.training.Precision;
import java.util.List;

/**
 * Where and how a training is computed.
 *
 * @param devices one, or several that share each batch
 * @param threads of one operation on the CPU
 * @param means how many of the graph's first outputs are means over the batch, as losses are; the
 *     others are sums
 * @param sharded whether workers elsewhere take the gradients
 */
public record Placement(
    List<Device> devices, Precision precision, int threads, int means, boolean sharded) {
  public Placement {
    devices = List.copyOf(devices);
  }

  /** On the CPU. */
  public static Placement cpu(int threads) {
    return new Placement(List.of(Device.cpu()), Precision.FLOAT32, threads, 1, false);
  }
}

package dev.hebb.training.torch;

import ai.djl.engine.Engine;
import ai.djl.engine.StandardCapabilities;
import dev.hebb.training.Device;
import dev.hebb.training.TrainingException;
import java.util.List;

/** What PyTorch can reach. */
public final class Hardware {
  private static final String PROPERTY = "hebb.device";

  private Hardware() {}

  /** The version of PyTorch, and how it was built. */
  public static String describe() {
    return "PyTorch " + Native.engine().getVersion() + (cuda() ? " (CUDA)" : " (cpu)");
  }

  private static boolean cuda() {
    return Native.engine().hasCapability(StandardCapabilities.CUDA);
  }

  /** The devices that are meant. */
  public static List<Device> found(List<Device> wanted) {
    return wanted.stream().map(Hardware::found).toList();
  }

  /**
   * The device that is meant.
   *
   * @throws TrainingException when it is not there
   */
  public static Device found(Device wanted) {
    Engine engine = Native.engine();
    if (wanted.isAuto()) {
      String said = System.getProperty(PROPERTY, "auto");
      if (!said.equals("auto")) {
        return found(new Device(said));
      }
      return cuda() && engine.getGpuCount() > 0 ? Device.gpu(0) : Device.cpu();
    }
    if (wanted.isGpu() && !cuda()) {
      throw new TrainingException(
          "training on %s was asked for, but this class path has the CPU build of PyTorch (%s). Point PYTORCH_LIBRARY_PATH at a CUDA build of the same PyTorch (scripts/gpu-setup says how), or use Device.auto()."
              .formatted(wanted, engine.getVersion()));
    }
    if (wanted.isGpu() && wanted.index() >= engine.getGpuCount()) {
      throw new TrainingException(
          "training on %s was asked for, but PyTorch %s sees %d GPUs. Name one of them, or use Device.auto(); nvidia-smi and CUDA_VISIBLE_DEVICES say which there are."
              .formatted(wanted, engine.getVersion(), engine.getGpuCount()));
    }
    return wanted;
  }

  static ai.djl.Device of(Device device) {
    Device there = found(device);
    return there.isGpu() ? ai.djl.Device.gpu(there.index()) : ai.djl.Device.cpu();
  }
}

package dev.hebb.training;

/**
 * Where a training computes.
 *
 * @param name {@code auto}, {@code cpu}, or {@code gpu:} and its number
 */
public record Device(String name) {
  private static final String AUTO = "auto";
  private static final String CPU = "cpu";
  private static final String GPU = "gpu:";

  public Device {
    boolean known = name.equals(AUTO) || name.equals(CPU) || name.matches(GPU + "\\d{1,4}");
    if (!known) {
      throw new TrainingException(
          "device: expected \"auto\", \"cpu\" or \"gpu:0\", got \"" + name + "\".");
    }
  }

  /**
   * What the system property {@code hebb.device} names; without it the first GPU if PyTorch can
   * reach one, else the CPU.
   */
  public static Device auto() {
    return new Device(AUTO);
  }

  /** The processor. */
  public static Device cpu() {
    return new Device(CPU);
  }

  /** A GPU that CUDA sees, counted from 0. */
  public static Device gpu(int index) {
    return new Device(GPU + index);
  }

  /** Whether PyTorch or the user still decides. */
  public boolean isAuto() {
    return name.equals(AUTO);
  }

  /** Whether it is a GPU. */
  public boolean isGpu() {
    return name.startsWith(GPU);
  }

  /** The number of the GPU. */
  public int index() {
    return Integer.parseInt(name.substring(GPU.length()));
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.hebb.graph;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The weights in a file that another library wrote.
 *
 * @param name what errors call it
 * @param layout in whose names and with whose axes
 * @param entries in the order of the network if the file has one, else by name, numbers in names
 *     counted as numbers
 */
public record WeightsFile(String name, Layout layout, List<Entry> entries) {
  private static final Set<String> ROLES =
      Set.of("weight", "bias", "running_mean", "running_var", "num_batches_tracked");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  public WeightsFile {
    entries = List.copyOf(entries);
  }

  /** In PyTorch's names and layouts. */
  public WeightsFile(String name, List<Entry> entries) {
    this(name, Layout.PYTORCH, entries);
  }

  /** In whose names and with whose axes weights are. */
  public enum Layout {
    /**
     * {@code conv1.weight}: kernels of convolutions {@code [filters, channels / groups, height,
     * width]}, of dense layers {@code [units, features]}; those of recurrent layers are passed
     * over.
     */
    PYTORCH,
    /** {@code conv1/kernel}: as the parameters of a network have them. */
    OWN
  }

  /**
   * One tensor.
   *
   * @param role what it is to its layer, in the layout's word ({@code weight}, {@code bias}, {@code
   *     running_mean}, {@code running_var}), or empty if the file does not say
   */
  public record Entry(String name, String role, Tensor tensor) {
    @Override
    public String toString() {
      return name + " " + java.util.Arrays.toString(tensor.dims());
    }
  }

  /**
   * Reads safetensors with the names of PyTorch's modules.
   *
   * @throws FormatException when it is corrupt, truncated or something else
   */
  public static WeightsFile read(Path path) {
    Safetensors file = Safetensors.read(path);
    if (file.metadata().containsKey(Model.GRAPH)) {
      throw new FormatException(
          path
              + ": expected weights that another library wrote, got a model of Hebb. Read it with"
              + " Model.load, and take its weights over with Model.with or Model.in.");
    }
    return new WeightsFile(
        path.getFileName().toString(),
        file.weights().tensors().entrySet().stream()
            .map(each -> new Entry(each.getKey(), role(each.getKey()), each.getValue()))
            .sorted(Comparator.comparing(entry -> sortable(entry.name())))
            .toList());
  }

  private static String role(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return ROLES.contains(last) ? last : "";
  }

  // Numbers padded, so that layer10 comes after layer9.
  private static String sortable(String name) {
    return NUMBER.matcher(name).replaceAll(WeightsFile::padded);
  }

  private static String padded(MatchResult number) {
    return "%020d".formatted(new BigInteger(number.group()));
  }
}

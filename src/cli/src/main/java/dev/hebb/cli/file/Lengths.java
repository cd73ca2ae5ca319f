package dev.hebb.cli.file;

import dev.hebb.runtime.PredictorOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How long free axes are, as a command line says it. */
public final class Lengths {
  @Option(names = "--dim", paramLabel = "NAME=N", description = "The length of a free axis.")
  private Map<String, Integer> dims = new LinkedHashMap<>();

  /** By the axes' names, in the order in which they were said. */
  public Map<String, Integer> dims() {
    return Collections.unmodifiableMap(dims);
  }

  /** A predictor with axes so long. */
  public PredictorOptions on(PredictorOptions options) {
    PredictorOptions sized = options;
    for (Map.Entry<String, Integer> dim : dims.entrySet()) {
      sized = sized.dim(dim.getKey(), dim.getValue());
    }
    return sized;
  }
}

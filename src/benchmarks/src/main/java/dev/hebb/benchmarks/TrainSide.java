package dev.hebb.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Who trains, in processes of its own, with a class path of its own. */
enum TrainSide {
  HEBB("HebbTraining", true),
  DJL("DjlTraining", true),
  TENSORFLOW("TensorFlowTraining", true),
  LIBTORCH("LibtorchTraining", true),
  /** On one thread only: a second one makes it slower. */
  DL4J("Dl4jTraining", false);

  private final String main;
  private final boolean severalThreads;

  TrainSide(String main, boolean severalThreads) {
    this.main = main;
    this.severalThreads = severalThreads;
  }

  /** As it is printed. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it trains this. */
  boolean does(TrainCase what) {
    return (severalThreads || what.threads() == 1)
        && !(this == DL4J && what.task() == Task.CONV_GRU);
  }

  /** Trains, and says how fast. */
  TrainSpeed measure(TrainCase what) throws IOException, InterruptedException {
    String[] arguments = {what.task().title(), Integer.toString(what.threads())};
    return TrainSpeed.of(
        Child.run(path(), options(), "dev.hebb.benchmarks." + main, what.threads(), arguments));
  }

  private String path() throws IOException {
    return this == HEBB || this == DJL ? Peers.own() : Peers.of(title());
  }

  private List<String> options() throws IOException {
    List<String> options = new ArrayList<>();
    for (String name : List.of("bench.warmup", "bench.counted")) {
      String value = System.getProperty(name, "");
      if (!value.isEmpty()) {
        options.add("-D" + name + "=" + value);
      }
    }
    if (this == LIBTORCH) {
      // On the PyTorch that DJL has unpacked, instead of its own.
      options.add("-Dorg.bytedeco.javacpp.pathsFirst=true");
      options.add("-Djava.library.path=" + unpacked());
      options.add("-Dorg.bytedeco.javacpp.platform.preloadpath=/nonexistent");
      options.add("-Dorg.bytedeco.javacpp.cachedir=" + Path.of(System.getProperty("peers"), "cpp"));
    }
    return options;
  }

  private static Path unpacked() throws IOException {
    Path folder = Path.of(System.getProperty("user.home"), ".djl.ai", "pytorch");
    try (var versions = Files.list(folder)) {
      return versions
          .filter(each -> each.getFileName().toString().contains("-cpu-"))
          .findFirst()
          .orElseThrow();
    }
  }
}

package dev.hebb.benchmarks;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** Who predicts beside Hebb, and with what. */
enum PredictPeer {
  ORT_PINNED("onnxruntime-\\d.*"),
  ORT_NAIVE("onnxruntime-\\d.*"),
  /** Hebb itself through JNI: only where there are foreign functions. */
  HEBB_JNI("hebb-runtime-.*|onnxruntime-\\d.*"),
  DJL_ORT(
      "onnxruntime.*|api-\\d.*|slf4j-api.*|gson.*|jna-\\d.*|commons-compress.*|commons-io.*|commons-lang3.*|commons-codec.*"),
  DJL_PYTORCH(
      "pytorch-.*|api-\\d.*|slf4j-api.*|gson.*|jna-\\d.*|commons-compress.*|commons-io.*|commons-lang3.*|commons-codec.*"),
  TENSORFLOW("tensorflow-.*|ndarray-.*|javacpp-.*|protobuf-java-.*"),
  DL4J(
      "deeplearning4j-.*|nd4j-.*|javacpp-.*|openblas-.*|mkl-.*|jackson-.*|guava-.*|protobuf-.*|commons-.*|slf4j-api.*|fastutil-.*|lombok-.*|neoitertools-.*|flatbuffers-.*|unirest.*|python4j.*");

  private static final int FOREIGN_FUNCTIONS = 22;

  private final Pattern jars;

  PredictPeer(String jars) {
    this.jars = Pattern.compile(jars);
  }

  /** As it is printed. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static PredictPeer of(String title) {
    return valueOf(title.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  boolean does(Served what) {
    return this != HEBB_JNI
        || (what != Served.LSTM_STREAM && Runtime.version().feature() >= FOREIGN_FUNCTIONS);
  }

  /** Whether it has Hebb's weights, so that it must say the same. */
  boolean sameWeights() {
    return this == ORT_PINNED || this == ORT_NAIVE || this == HEBB_JNI || this == DJL_ORT;
  }

  String path() throws IOException {
    return switch (this) {
      case DJL_ORT, TENSORFLOW, DL4J -> Peers.of(title());
      default -> Peers.own();
    };
  }

  /** Megabytes of the jars that one needs on the class path to predict this way. */
  double closure() throws IOException {
    long bytes = 0;
    for (String each : path().split(File.pathSeparator, -1)) {
      Path jar = Path.of(each);
      if (jars.matcher(jar.getFileName().toString()).matches()) {
        bytes += Files.size(jar);
      }
    }
    return bytes / 1e6;
  }
}

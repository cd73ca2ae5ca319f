package dev.hebb.cli.hostile;

import java.nio.file.Path;

/** What a file is to be. */
enum Kind {
  ONNX("m.onnx"),
  MODEL("m.hebb"),
  SAFETENSORS("m.safetensors"),
  HDF5("m.weights.h5"),
  KERAS("m.keras");

  private final String name;

  Kind(String name) {
    this.name = name;
  }

  Path in(Path folder) {
    return folder.resolve(name);
  }
}

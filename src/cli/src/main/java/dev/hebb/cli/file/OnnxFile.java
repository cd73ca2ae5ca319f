package dev.hebb.cli.file;

import ai.onnx.proto.OnnxMl;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hebb.runtime.Predictor;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.engine.ModelFile;
import dev.hebb.runtime.engine.Seal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An ONNX file, whoever wrote it.
 *
 * @param bytes how long it is
 * @param seal whether it is as Hebb exported it
 */
public record OnnxFile(Path path, String name, long bytes, Seal seal, OnnxMl.ModelProto model) {
  /**
   * Reads it.
   *
   * @throws PredictorException when it is missing, or no ONNX file
   */
  public static OnnxFile read(Path path) {
    ModelFile file = ModelFile.read(path, Predictor.with().session());
    try {
      OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(file.content());
      if (model.getIrVersion() > 0 && model.hasGraph()) {
        return new OnnxFile(
            path, file.name(), file.content().limit(), Seal.of(file.content()), model);
      }
    } catch (InvalidProtocolBufferException broken) {
      throw new PredictorException(file.name(), NO_ONNX, broken);
    }
    throw new PredictorException(file.name(), NO_ONNX);
  }

  /** Whether a file begins as one: with the version of its format. */
  public static boolean is(Path path) {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] begin = file.readNBytes(2);
      return begin.length == 2 && begin[0] == VERSION && begin[1] > 0;
    } catch (IOException unreadable) {
      return false;
    }
  }

  // ir_version is field 1 of ModelProto, a number.
  private static final int VERSION = 1 << 3;

  private static final String NO_ONNX =
      "is not an ONNX file, or only a part of one. Copy or export it again.";

  /** The notes in it, in their order. */
  public Map<String, String> notes() {
    Map<String, String> notes = new LinkedHashMap<>();
    model.getMetadataPropsList().forEach(entry -> notes.put(entry.getKey(), entry.getValue()));
    return notes;
  }

  /** What wrote it, with its version; empty if it does not say. */
  public String producer() {
    return (model.getProducerName() + " " + model.getProducerVersion()).strip();
  }

  /** The version of each operator set, by domain; ONNX's own is "ai.onnx". */
  public Map<String, Long> opsets() {
    Map<String, Long> opsets = new LinkedHashMap<>();
    model
        .getOpsetImportList()
        .forEach(
            each ->
                opsets.put(
                    each.getDomain().isEmpty() ? "ai.onnx" : each.getDomain(), each.getVersion()));
    return opsets;
  }
}

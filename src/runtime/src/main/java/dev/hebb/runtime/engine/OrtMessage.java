package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtException;
import dev.hebb.runtime.PredictorException;
import dev.hebb.runtime.Provider;
import dev.hebb.runtime.SessionOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what ONNX Runtime says into what the reader can do about it. */
public final class OrtMessage {
  private static final Pattern CODE = Pattern.compile("^Error code - \\w+ - message: ");
  private static final Pattern SOURCE = Pattern.compile("^\\S+:\\d+ [^(]*\\([^)]*\\)( const)? ");
  private static final Pattern IR =
      Pattern.compile("Unsupported model IR version: (\\d+), max supported IR version: (\\d+)");
  private static final Pattern OPSET =
      Pattern.compile("Opset (\\d+) is under development.* for domain (\\S+) is till opset (\\d+)");

  private OrtMessage() {}

  /** The error of a file that ONNX Runtime does not load. */
  static PredictorException loading(
      String file, String version, SessionOptions how, OrtException cause) {
    String said = text(cause);
    Matcher ir = IR.matcher(said);
    if (ir.find()) {
      return new PredictorException(
          file,
          "has ONNX IR version %s, ONNX Runtime %s reads up to %s. Put a newer ONNX Runtime in its place, or export it for IR version %s."
              .formatted(ir.group(1), version, ir.group(2), ir.group(2)),
          cause);
    }
    Matcher opset = OPSET.matcher(said);
    if (opset.find()) {
      return new PredictorException(
          file,
          "needs opset %s of %s, ONNX Runtime %s has up to %s. Put a newer ONNX Runtime in its place, or export it with opset %s."
              .formatted(opset.group(1), opset.group(2), version, opset.group(3), opset.group(3)),
          cause);
    }
    if (said.contains("fallback to CPU EP has been explicitly disabled")) {
      String on =
          how.providers().stream()
              .map(p -> "Provider." + p.name())
              .collect(Collectors.joining(", "));
      return new PredictorException(
          file,
          "has operators that %s cannot compute (ONNX Runtime %s: \"%s\"). Open with .on(%s, Provider.CPU) to leave those to the processor."
              .formatted(
                  how.providers().stream()
                      .map(Provider::toString)
                      .collect(Collectors.joining(" and ")),
                  version,
                  said,
                  on),
          cause);
    }
    boolean parsed = cause.getCode() != OrtException.OrtErrorCode.ORT_INVALID_PROTOBUF;
    return new PredictorException(
        file,
        "%s (ONNX Runtime %s: \"%s\"). Export it again."
            .formatted(
                parsed
                    ? "is not a model that can be loaded"
                    : "is not an ONNX file, or only a part of one",
                version,
                said),
        cause);
  }

  /** The error of sizes that the model cannot have. */
  public static PredictorException sizes(
      String file, Binding binding, String version, OrtException cause) {
    boolean fixed = binding.sizes().isEmpty();
    return new PredictorException(
        file,
        "cannot be run%s (ONNX Runtime %s: \"%s\"). %s"
            .formatted(
                fixed ? "" : " with " + binding,
                version,
                text(cause),
                fixed ? "Export it again." : "Bind other sizes."),
        cause);
  }

  /** The error of a run on values that the model cannot take. */
  public static PredictorException running(String file, String version, OrtException cause) {
    return new PredictorException(
        file,
        "cannot compute this (ONNX Runtime %s: \"%s\"). Check the values of its inputs."
            .formatted(version, text(cause)),
        cause);
  }

  /** The error of a machine that ONNX Runtime's native library is not for. */
  public static PredictorException noLibrary(String file, LinkageError cause) {
    Throwable root = cause.getCause() == null ? cause : cause.getCause();
    Throwable reason = root.getCause() == null ? root : root.getCause();
    return new PredictorException(
        file,
        "ONNX Runtime's native library cannot be loaded on %s %s (%s). It is kept in -D%s, and a folder is made in %s: both must be writable and allow execution. Or point -D%s at a folder that holds it."
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                reason,
                Natives.CACHE,
                System.getProperty("java.io.tmpdir"),
                Natives.PATH),
        cause);
  }

  /** What ONNX Runtime said, without its error code and the place in its source. */
  public static String text(OrtException e) {
    String message = e.getMessage() == null ? e.getCode().toString() : e.getMessage();
    String said = CODE.matcher(message).replaceFirst("");
    return SOURCE.matcher(said).replaceFirst("").strip();
  }
}

package dev.hebb.runtime.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.Map;

/** A run through the Foreign Function API: every argument is written down before the first. */
final class ForeignCall implements Call {
  private static final long DEFAULT_OPTIONS = 0;

  private final Arena arena = Arena.ofAuto();
  private final Tensors fed;
  private final Tensors pinned;
  private final long session;
  private final long inputs;
  private final long inputNames;
  private final long inputValues;
  private final long outputs;
  private final long outputNames;
  private final long outputValues;

  ForeignCall(long session, Tensors fed, Tensors pinned) {
    this.fed = fed;
    this.pinned = pinned;
    this.session = session;
    this.inputs = fed.size();
    this.inputNames = names(fed);
    this.inputValues = values(fed);
    this.outputs = pinned.size();
    this.outputNames = names(pinned);
    this.outputValues = values(pinned);
  }

  private long names(Tensors tensors) {
    MemorySegment table = arena.allocate(ValueLayout.ADDRESS, tensors.size());
    int at = 0;
    for (String name : tensors.keySet()) {
      table.setAtIndex(ValueLayout.ADDRESS, at++, arena.allocateFrom(name));
    }
    return table.address();
  }

  private long values(Tensors tensors) {
    MemorySegment table = arena.allocate(ValueLayout.JAVA_LONG, tensors.size());
    int at = 0;
    for (Map.Entry<String, OnnxTensor> tensor : tensors.entrySet()) {
      table.setAtIndex(ValueLayout.JAVA_LONG, at++, ForeignFunctions.address(tensor.getValue()));
    }
    return table.address();
  }

  @Override
  public void run() throws OrtException {
    long status = status();
    if (status != 0) {
      throw ForeignFunctions.API.failure(status);
    }
  }

  private long status() {
    try {
      return (long)
          ForeignFunctions.API
              .run()
              .invokeExact(
                  session,
                  DEFAULT_OPTIONS,
                  inputNames,
                  inputValues,
                  inputs,
                  outputNames,
                  outputs,
                  outputValues);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    } finally {
      Reference.reachabilityFence(arena);
      Reference.reachabilityFence(fed);
      Reference.reachabilityFence(pinned);
    }
  }
}

package dev.hebb.runtime.engine;

import ai.onnxruntime.OrtException;

/**
 * A run of a session over memory that is there: it reads its inputs and writes its outputs in
 * place. Not thread-safe.
 */
public interface Call {
  /** Computes the outputs. */
  void run() throws OrtException;
}

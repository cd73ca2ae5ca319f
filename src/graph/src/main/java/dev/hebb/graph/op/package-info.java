/**
 * The operators, one record a file: shape rule, weight layout, formula, source. They carry the
 * names and the meaning of ONNX operators wherever one exists.
 */
package dev.hebb.graph.op;

/**
 * Reads ONNX files, whoever wrote them, into the graph that is trained and written again: one
 * translator an operator, which lowers itself to operators of the graph as a layer does.
 */
package dev.hebb.onnx.in;

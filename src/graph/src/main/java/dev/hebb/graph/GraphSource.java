package dev.hebb.graph;

/** Whatever has a graph: a network, a model, a graph itself. */
public interface GraphSource {
  Graph graph();
}

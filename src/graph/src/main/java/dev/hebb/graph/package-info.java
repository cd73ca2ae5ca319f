/**
 * The network as data: {@link dev.hebb.graph.Shape shapes} with named dimensions, a small immutable
 * {@link dev.hebb.graph.Graph} of operators, its {@link dev.hebb.graph.Weights}, and the {@link
 * dev.hebb.graph.Model} that joins both in one file. Knows no layer and no backend.
 */
package dev.hebb.graph;

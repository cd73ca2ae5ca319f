/**
 * The language: {@link dev.hebb.network.Stage typed stages} that layers are chained on, and the
 * {@link dev.hebb.network.Network} that comes of them. {@link dev.hebb.network.Layers} has every
 * word of it.
 */
package dev.hebb.network;

/**
 * Known architectures, declared with the words of {@link dev.hebb.network.Layers}; {@link
 * dev.hebb.network.zoo.Zoo} has them all. They come without weights: nothing is ever downloaded.
 */
package dev.hebb.network.zoo;

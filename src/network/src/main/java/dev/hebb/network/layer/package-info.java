/** The layers, one record a file: a value that lowers itself to operators. */
package dev.hebb.network.layer;

package dev.hebb.spark;

import java.io.Serializable;

/**
 * Which model it is.
 *
 * @param name of its file
 * @param digest the SHA-256 of the file, in hex
 */
record ModelId(String name, String digest) implements Serializable {}

/** The {@code hebb} tool. */
package dev.hebb.cli;

/** From files and texts into a model, and its answers out as rows. */
package dev.hebb.cli.predict;

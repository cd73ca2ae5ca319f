/** What the export command can be told, beyond where to write. */
package dev.hebb.cli.export;

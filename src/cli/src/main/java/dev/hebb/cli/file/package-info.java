/** Model files as they lie there: read, not run. */
package dev.hebb.cli.file;

/** Room. */
package dev.hebb.cli;

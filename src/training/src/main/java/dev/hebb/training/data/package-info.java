/** Where examples come from. */
package dev.hebb.training.data;

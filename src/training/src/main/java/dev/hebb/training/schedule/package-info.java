/** Learning rates that change from step to step. */
package dev.hebb.training.schedule;

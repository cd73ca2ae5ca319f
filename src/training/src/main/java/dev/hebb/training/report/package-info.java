/** A training run as one HTML page that opens anywhere: {@link dev.hebb.training.report.Report}. */
package dev.hebb.training.report;

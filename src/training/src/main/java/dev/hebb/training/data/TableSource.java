package dev.hebb.training.data;

import java.nio.file.Path;

/**
 * Where a table's rows come from.
 *
 * @param name what errors call it
 * @param unit what they call a row: line, row
 * @param advice what is to be done with a field that is no number, which is put in
 * @param point what stands before decimals
 * @param folder where rows go that do not fit into memory
 */
record TableSource(String name, String unit, String advice, char point, Path folder) {}

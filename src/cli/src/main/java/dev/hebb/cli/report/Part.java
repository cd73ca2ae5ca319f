package dev.hebb.cli.report;

/** A piece of an answer. */
public sealed interface Part permits Title, Facts, Table, Remark {}

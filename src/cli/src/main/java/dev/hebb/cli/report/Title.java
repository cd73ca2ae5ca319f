package dev.hebb.cli.report;

/** What the answer is about; for people only. */
public record Title(String text) implements Part {}

package dev.hebb.cli;

/**
 * A library in Maven Central.
 *
 * @param classifier of the platform; empty where there is one for all
 */
record Artifact(String group, String name, String version, String classifier) {
  /** The lines of a pom that add it, in one. */
  String lines() {
    String platform =
        classifier.isEmpty() ? "" : "<classifier>%s</classifier>".formatted(classifier);
    return "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version>%s</dependency>"
        .formatted(group, name, version, platform);
  }
}

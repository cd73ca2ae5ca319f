package dev.hebb.serving;

/**
 * What came of a change of versions.
 *
 * @param from the version before: the SHA-256 of its file, in hex
 * @param to the version that answers now
 * @param compared live calls that both have answered
 * @param different those of them that were farther apart than allowed for
 * @param deviation the largest distance of two values, divided by the larger of 1 and the older
 * @param where that was, for people; empty when nothing was compared
 * @param drained whether all calls that the version before had begun were over when this was
 *     returned; if not, its memory is freed when they are
 */
public record Swap(
    String from,
    String to,
    int compared,
    int different,
    double deviation,
    String where,
    boolean drained) {}

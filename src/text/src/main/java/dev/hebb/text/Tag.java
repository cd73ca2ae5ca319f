package dev.hebb.text;

/**
 * What a model says of one token of a text.
 *
 * @param token as the tokenizer cut it out of the text
 * @param label the likeliest
 */
public record Tag(String token, String label) {}

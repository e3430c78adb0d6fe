package dev.buzon.reader.write;

/**
 * A draft as it begins.
 *
 * @param draft with its whole text: empty lines to write in, then the quotation, then the signature
 * @param quote the quotation in it, with the line above; may be empty
 * @param signature the signature in it, without its mark; may be empty
 */
public record Started(Draft draft, String quote, String signature) {}

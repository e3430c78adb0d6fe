package dev.buzon.client.sync;

import dev.buzon.client.sink.MailSink;

/**
 * A message that came whole.
 *
 * @param step what it was collected for
 * @param incoming where it is on its way to
 * @param measured what was counted
 */
record Arrival(Step step, MailSink.Incoming incoming, Measured measured) {
    /** How its size relates to the announced one; a header has no size to compare. */
    Measured.Size size() {
        return headerOnly() ? Measured.Size.EXACT : measured.size(step.message().octets());
    }

    boolean headerOnly() {
        return step.act() == Step.Act.FETCH_HEADER;
    }

    /** What it is known by from now on: what the list says, or else its header. */
    String key() {
        return step.key().isEmpty() ? Matching.headerKey(measured.header()) : step.key();
    }
}

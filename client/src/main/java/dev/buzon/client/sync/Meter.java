package dev.buzon.client.sync;

import dev.buzon.client.pop3.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tells how far the messages of a session have come: for each of them, and for each megabyte. */
final class Meter implements Fetching.Pace {
    private static final long TOLD_EVERY_OCTETS = 1 << 20;

    private final Visit.Tools tools;
    private final int ofMessages;
    private final long ofOctets;
    private final Instant began;
    private int messages;
    private long octets;
    private long toldAt;

    Meter(List<Step> wanted, Visit.Tools tools) {
        this.tools = tools;
        this.ofMessages = wanted.size();
        this.ofOctets =
                wanted.stream()
                        .filter(step -> step.act() != Step.Act.FETCH_HEADER)
                        .map(Step::message)
                        .mapToLong(Listed::octets)
                        .sum();
        this.began = tools.clock().instant();
    }

    @Override
    public void octets(long more) {
        octets += more;
        if (octets - toldAt >= TOLD_EVERY_OCTETS) {
            tell();
        }
    }

    @Override
    public void message() {
        messages++;
        tell();
    }

    private void tell() {
        toldAt = octets;
        long millis = Math.max(1, Duration.between(began, now()).toMillis());
        tools.events()
                .accept(
                        new SyncEvent.Progress(
                                messages, ofMessages, octets, ofOctets, octets * 1000 / millis));
    }

    @Override
    public Instant now() {
        return tools.clock().instant();
    }
}

package dev.buzon.client.sink;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Messages in memory, for tests. It outlives whoever fills it, so a test can stop a run anywhere
 * and go on with the same sink.
 */
public final class MemorySink implements MailSink {
    /** A message that arrived. */
    public static final class Message {
        private final MessageFacts facts;
        private final byte[] content;

        private Message(MessageFacts facts, byte[] content) {
            this.facts = facts;
            this.content = content;
        }

        /** What was known of it before. */
        public MessageFacts facts() {
            return facts;
        }

        /** What the server sent; the caller's own copy. */
        public byte[] content() {
            return content.clone();
        }
    }

    private final Map<String, Message> sealed = new LinkedHashMap<>();
    private final Map<String, Message> published = new LinkedHashMap<>();
    private final Set<String> thrownAway = new HashSet<>();
    private long count;

    /** What has arrived, in the order in which it did. */
    public synchronized List<Message> messages() {
        return new ArrayList<>(published.values());
    }

    /** As a person would: throws away all messages with this content. */
    public synchronized void throwAway(byte[] content) {
        published.forEach((receipt, message) -> {
            if (Arrays.equals(message.content, content)) {
                thrownAway.add(receipt);
            }
        });
        published.keySet().removeAll(thrownAway);
    }

    @Override
    public Incoming begin(MessageFacts facts) {
        return new Arriving(facts);
    }

    @Override
    public synchronized Settled settle(String receipt) {
        Message message = sealed.remove(receipt);
        if (message != null) {
            published.put(receipt, message);
        }
        return published.containsKey(receipt) || thrownAway.contains(receipt)
                ? Settled.PLACED
                : Settled.NOT_PLACED;
    }

    @Override
    public void flush() {}

    @Override
    public boolean knowsWhatWasThrownAway() {
        return true;
    }

    @Override
    public synchronized Set<String> thrownAway(Collection<String> receipts) {
        Set<String> gone = new HashSet<>(receipts);
        gone.retainAll(thrownAway);
        return gone;
    }

    @Override
    public synchronized void withdraw(String receipt) {
        published.remove(receipt);
    }

    private synchronized String seal(Message message) {
        String receipt = "memory " + ++count;
        sealed.put(receipt, message);
        return receipt;
    }

    private synchronized void publish(String receipt) {
        Message message = sealed.remove(receipt);
        if (message != null) {
            published.put(receipt, message);
        }
    }

    private synchronized void forget(String receipt) {
        sealed.remove(receipt);
    }

    private final class Arriving implements Incoming {
        private final MessageFacts facts;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private String receipt = "";

        Arriving(MessageFacts facts) {
            this.facts = facts;
        }

        @Override
        public void write(ByteBuffer octets) {
            byte[] part = new byte[octets.remaining()];
            octets.get(part);
            content.writeBytes(part);
        }

        @Override
        public String seal() {
            receipt = MemorySink.this.seal(new Message(facts, content.toByteArray()));
            return receipt;
        }

        @Override
        public void publish() {
            MemorySink.this.publish(receipt);
        }

        @Override
        public void close() {
            forget(receipt);
        }
    }
}

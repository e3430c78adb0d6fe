package dev.buzon.client.outbox;

import java.io.IOException;
import java.nio.file.Path;

/** Puts messages into an outbox and sends them, until it is killed. */
final class OutboxVictim {
    private static final int MANY = 10_000;

    private OutboxVictim() {}

    /** Arguments: the outbox, the server's port, the file of its authority. */
    public static void main(String[] args) throws IOException {
        Outbox outbox = Outbox.at(Path.of(args[0]));
        Thread sender =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            while (true) {
                                try {
                                    outbox.flush(
                                            _ -> true,
                                            () ->
                                                    Post.submission(
                                                                    Integer.parseInt(args[1]),
                                                                    Path.of(args[2]))
                                                            .open());
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            }
                        });
        for (int i = 0; i < MANY && sender.isAlive(); i++) {
            OutboxEntry put = outbox.put(Post.ANA, Post.letter(i), Post.to("luis@example.test"));
            System.out.println(put.messageId());
        }
    }
}

package dev.buzon.server.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * When the kernel asks a silent peer's kernel whether it still knows the connection.
 *
 * @param idle silence before the first question
 * @param interval time between questions
 * @param count questions without answer before the connection is dead
 */
record KeepAlive(Duration idle, Duration interval, int count) {
    /** Two minutes, then four questions half a minute apart: also keeps NAT tables warm. */
    static final KeepAlive USUAL = new KeepAlive(Duration.ofMinutes(2), Duration.ofSeconds(30), 4);

    /** As fast as the kernel can: a dead peer is known after about 4 seconds. */
    static final KeepAlive PROBE = new KeepAlive(Duration.ofSeconds(1), Duration.ofSeconds(1), 3);

    /** Applies it as far as the platform can; a connection that cannot is none the worse. */
    void set(SocketChannel channel) {
        try {
            if (channel.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
                channel.setOption(
                        ExtendedSocketOptions.TCP_KEEPINTERVAL, (int) interval.toSeconds());
                channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, count);
                channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, (int) idle.toSeconds());
            }
        } catch (IOException e) {
            // It was closed in the meantime; whoever reads it will see.
        }
    }
}

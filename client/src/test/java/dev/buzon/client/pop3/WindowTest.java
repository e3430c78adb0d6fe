package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void opensAsAnswersComeUpToItsBound() {
        Window window = Window.pipelined();
        assertThat(fill(window, 1)).isEqualTo(Window.FIRST_COMMANDS);
        for (int i = 0; i < Window.FIRST_COMMANDS; i++) {
            window.answered(1);
        }
        assertThat(fill(window, 1)).isEqualTo(2 * Window.FIRST_COMMANDS);
        for (int i = 0; i < 2 * Window.MOST_COMMANDS; i++) {
            window.answered(1);
            window.sent(1);
        }
        assertThat(window.inFlight() + fill(window, 1)).isEqualTo(Window.MOST_COMMANDS);
    }

    @Test
    void octetsBoundItAndALargeMessageStillGoes() {
        Window window = Window.pipelined();
        assertThat(fill(window, Window.MOST_OCTETS / 2)).isEqualTo(2);
        Window other = Window.pipelined();
        assertThat(other.admits(Long.MAX_VALUE / 4)).isTrue();
        other.sent(Long.MAX_VALUE / 4);
        assertThat(other.admits(1)).isFalse();
        other.answered(Long.MAX_VALUE / 4);
        assertThat(other.admits(1)).isTrue();
    }

    @Test
    void oneAtATimeIsOne() {
        Window window = Window.oneAtATime();
        assertThat(fill(window, 1)).isEqualTo(1);
        window.answered(1);
        assertThat(fill(window, 1)).isEqualTo(1);
    }

    private static int fill(Window window, long octets) {
        int sent = 0;
        while (window.admits(octets)) {
            window.sent(octets);
            sent++;
        }
        return sent;
    }
}

package dev.buzon.e2e.rivals;

/** Where the line is cut, once: both ends then read the end of the stream (FIN). */
sealed interface Cut {
    /** When the client says QUIT; the server does not hear it. */
    record BeforeQuit() implements Cut {}

    /** When the server has heard QUIT; its answer does not arrive. */
    record AfterQuit() implements Cut {}

    /**
     * In the middle of a message.
     *
     * @param mark octets that stand in no other message
     * @param octets so many arrive from where the mark begins
     */
    record InMessage(String mark, int octets) implements Cut {}
}

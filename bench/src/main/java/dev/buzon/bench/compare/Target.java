package dev.buzon.bench.compare;

import dev.buzon.bench.proc.ProcessTree;
import dev.buzon.bench.wire.Endpoint;
import java.io.IOException;
import java.util.List;

/** A server under test, which this program starts and stops. */
public interface Target extends AutoCloseable {
    /** Its name in the table. */
    String name();

    /** Version and settings that matter, one per line. */
    List<String> settings();

    /** Where it speaks POP3, protected as wanted. */
    Endpoint pop3(Endpoint.Protection protection);

    /** Where it takes mail by LMTP and acknowledges it when it is durable. */
    Endpoint lmtp();

    /** Where it takes mail to be seeded, which nobody measures; durable or not. */
    Endpoint seedLmtp();

    /** Its processes. */
    ProcessTree processes();

    /** Stops it and starts it again on the same ports with the same mail. */
    void restart() throws IOException, InterruptedException;

    /** Called before its memory is read: a collector may collect what is garbage. */
    void beforeMemory();

    @Override
    void close();
}

package dev.buzon.e2e.play;

import dev.buzon.e2e.script.Door;
import dev.buzon.e2e.script.Fault;
import dev.buzon.e2e.script.Mail;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A fresh post office in the state that a script's header asks for. */
public interface Target extends Closeable {
    /** A new connection through this door; where TLS comes first, it is made. */
    Wire connect(Door door) throws IOException;

    /** Puts a message into the maildrop of this user, as if it had arrived now. */
    void deliver(Mail mail, String user) throws IOException;

    /** Lets time pass. */
    void advance(Duration time);

    /** Breaks something. */
    void inject(Fault fault);

    @Override
    void close() throws IOException;
}

package dev.buzon.reader.web;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/** Brings what Helidon logs by Java's own logging into our log, from warnings on. */
final class HelidonLog extends Handler {
    /** Kept here, because Java forgets the settings of loggers that nobody holds. */
    private static final Logger HELIDON = Logger.getLogger("io.helidon");

    private HelidonLog() {}

    /** From now on; again does nothing more. */
    static synchronized void toOurs() {
        if (HELIDON.getUseParentHandlers()) {
            HELIDON.setUseParentHandlers(false);
            HELIDON.setLevel(Level.WARNING);
            HELIDON.addHandler(new HelidonLog());
        }
    }

    @Override
    public void publish(LogRecord line) {
        LoggerFactory.getLogger(line.getLoggerName())
                .warn("{}", line.getMessage(), line.getThrown());
    }

    @Override
    public void flush() {
        // nothing waits here
    }

    @Override
    public void close() {
        // nothing is open
    }
}

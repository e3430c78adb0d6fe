package dev.buzon.e2e.live;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** All that is logged while it is open, from TRACE on, instead of where it usually goes. */
final class CapturedLog implements AutoCloseable {
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    CapturedLog() {
        root.iteratorForAppenders().forEachRemaining(usual::add);
        usual.forEach(root::detachAppender);
        var keeper =
                new AppenderBase<ILoggingEvent>() {
                    @Override
                    protected void append(ILoggingEvent event) {
                        lines.add(text(event));
                    }
                };
        keeper.setName("captured");
        keeper.start();
        root.addAppender(keeper);
        root.setLevel(Level.TRACE);
    }

    /** Everything an appender could write of an event. */
    private static String text(ILoggingEvent event) {
        var trace =
                event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy());
        return event.getLevel()
                + " "
                + event.getFormattedMessage()
                + " "
                + Arrays.toString(event.getArgumentArray())
                + event.getMDCPropertyMap()
                + trace;
    }

    /** The events so far, each as one text. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender("captured");
        root.setLevel(before);
        usual.forEach(root::addAppender);
    }
}

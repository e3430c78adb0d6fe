package dev.buzon.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.buzon.server.config.Config;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log: to the error output, as lines for people or as JSON. Set up in code, which is quicker
 * than a file of XML; Logback finds this class as a service. Until a command says otherwise, only
 * warnings are logged.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    /** {@code replace}: no log line is ever more than one line, whatever somebody sent. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %replace(%msg){'\\p{Cc}|\\p{Cf}|\\p{Zl}|\\p{Zp}', '?'}%n%ex";

    /** Logback makes it. */
    public LogSetup() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var lines = new PatternLayoutEncoder();
        lines.setPattern(PATTERN);
        use(context, lines, Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Logs as the configuration says from now on. */
    static void follow(Config.Log log) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            switch (log.format()) {
                case TEXT -> {}
                case JSON -> use(context, json(), Level.WARN);
            }
            context.getLogger(Logger.ROOT_LOGGER_NAME)
                    .setLevel(
                            switch (log.level()) {
                                case ERROR -> Level.ERROR;
                                case WARN -> Level.WARN;
                                case INFO -> Level.INFO;
                                case DEBUG -> Level.DEBUG;
                                case TRACE -> Level.TRACE;
                            });
        }
    }

    /** An object a line, with the sentence as a person would read it. */
    static JsonEncoder json() {
        var json = new JsonEncoder();
        json.setWithFormattedMessage(true);
        json.setWithMessage(false); // a pattern with gaps
        json.setWithArguments(false); // what belongs into the gaps
        json.setWithContext(false);
        json.setWithSequenceNumber(false); // always 0
        return json;
    }

    private static void use(LoggerContext context, Encoder<ILoggingEvent> encoder, Level level) {
        encoder.setContext(context);
        encoder.start();
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("stderr");
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(level);
    }
}

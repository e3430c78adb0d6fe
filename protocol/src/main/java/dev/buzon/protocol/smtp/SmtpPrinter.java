package dev.buzon.protocol.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.protocol.Secret;
import java.util.Base64;
import java.util.Set;

/**
 * Prints commands for the wire, in UTF-8, with CRLF at the end and nowhere else: the values were
 * checked when they were made, so no argument can hold a line end, in whatever encoding (S-011).
 */
public final class SmtpPrinter {
    private SmtpPrinter() {}

    /**
     * The command as octets.
     *
     * @throws IllegalArgumentException for values only a server meets (unknown, malformed)
     */
    public static byte[] octets(SmtpCommand command) {
        String line = line(command);
        if (Characters.hasControl(line)) {
            throw new IllegalArgumentException("a command holds a control character");
        }
        return (line + "\r\n").getBytes(UTF_8);
    }

    /** A SASL response as octets (RFC 4954 §4). */
    public static byte[] response(Secret response) {
        return (base64(response) + "\r\n").getBytes(UTF_8);
    }

    /** The line that calls a SASL exchange off (RFC 4954 §4). */
    public static byte[] cancel() {
        return "*\r\n".getBytes(UTF_8);
    }

    private static String line(SmtpCommand command) {
        return switch (command) {
            case SmtpCommand.Ehlo(var client) -> "EHLO " + client;
            case SmtpCommand.Helo(var client) -> "HELO " + client;
            case SmtpCommand.Lhlo(var client) -> "LHLO " + client;
            case SmtpCommand.Mail(var from, var parameters) ->
                    "MAIL FROM:" + from + printed(parameters);
            case SmtpCommand.Rcpt(var to, var parameters) -> "RCPT TO:" + to + printed(parameters);
            case SmtpCommand.Data() -> "DATA";
            case SmtpCommand.Bdat(var octets, var last) -> "BDAT " + octets + (last ? " LAST" : "");
            case SmtpCommand.Rset() -> "RSET";
            case SmtpCommand.Noop() -> "NOOP";
            case SmtpCommand.Help() -> "HELP";
            case SmtpCommand.Quit() -> "QUIT";
            case SmtpCommand.StartTls() -> "STARTTLS";
            case SmtpCommand.Auth(var mechanism, var initial) ->
                    "AUTH " + mechanism + initial.map(SmtpPrinter::initial).orElse("");
            case SmtpCommand.Vrfy(),
                    SmtpCommand.Expn(),
                    SmtpCommand.Unknown(),
                    SmtpCommand.Foreign(),
                    SmtpCommand.Malformed _,
                    SmtpCommand.MalformedBdat() ->
                    throw new IllegalArgumentException("no client of ours sends this");
        };
    }

    private static String initial(Secret response) {
        return response.length() == 0 ? " =" : " " + base64(response);
    }

    private static String base64(Secret secret) {
        return Base64.getEncoder().encodeToString(secret.octets());
    }

    private static String printed(MailParameters parameters) {
        StringBuilder text = new StringBuilder();
        parameters.size().ifPresent(size -> text.append(" SIZE=").append(size));
        if (parameters.body() != MailParameters.Body.SEVEN_BIT) {
            text.append(" BODY=").append(parameters.body().keyword());
        }
        if (parameters.smtpUtf8()) {
            text.append(" SMTPUTF8");
        }
        parameters.auth().ifPresent(auth -> text.append(" AUTH=").append(auth.encoded()));
        parameters.ret().ifPresent(ret -> text.append(" RET=").append(ret));
        parameters.envid().ifPresent(envid -> text.append(" ENVID=").append(envid.encoded()));
        return text.toString();
    }

    private static String printed(RcptParameters parameters) {
        StringBuilder text = new StringBuilder();
        parameters.notifyOn().ifPresent(events -> text.append(" NOTIFY=").append(printed(events)));
        parameters.originalRecipient().ifPresent(orcpt -> text.append(" ORCPT=").append(orcpt));
        return text.toString();
    }

    private static String printed(Set<RcptParameters.NotifyOn> events) {
        return events.isEmpty()
                ? "NEVER"
                : String.join(",", events.stream().sorted().map(Enum::name).toList());
    }
}

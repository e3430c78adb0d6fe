package dev.buzon.protocol.smtp;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads the parameters behind a path, strictly (RFC 5321 §4.1.2 esmtp-param). */
final class ParameterParser {
    private static final int SIZE_DIGITS = 20; // RFC 1870 §6

    private ParameterParser() {}

    static MailParameters mail(String text) throws Refused {
        Map<String, Optional<String>> given =
                split(text, Set.of("SIZE", "BODY", "SMTPUTF8", "AUTH", "RET", "ENVID"));
        if (given.getOrDefault("SMTPUTF8", Optional.empty()).isPresent()) {
            throw new Refused(SmtpReplies.BAD_PARAMETER); // RFC 6531 §3.4: no value
        }
        Optional<String> size = value(given, "SIZE");
        Optional<String> body = value(given, "BODY");
        Optional<String> ret = value(given, "RET");
        return new MailParameters(
                size.isPresent() ? OptionalLong.of(size(size.get())) : OptionalLong.empty(),
                body.isPresent() ? body(body.get()) : MailParameters.Body.SEVEN_BIT,
                given.containsKey("SMTPUTF8"),
                xtext(value(given, "AUTH"), Integer.MAX_VALUE),
                ret.isPresent() ? Optional.of(ret(ret.get())) : Optional.empty(),
                xtext(value(given, "ENVID"), MailParameters.ENVID_OCTETS));
    }

    static RcptParameters rcpt(String text) throws Refused {
        Map<String, Optional<String>> given = split(text, Set.of("NOTIFY", "ORCPT"));
        Optional<String> notify = value(given, "NOTIFY");
        Optional<String> original = value(given, "ORCPT");
        Optional<RcptParameters.OriginalRecipient> parsed =
                original.flatMap(RcptParameters.OriginalRecipient::parse);
        if (original.isPresent() && parsed.isEmpty()) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        return new RcptParameters(
                notify.isPresent() ? Optional.of(notify(notify.get())) : Optional.empty(), parsed);
    }

    /** The parameters by keyword in upper case; a keyword may have no value. */
    private static Map<String, Optional<String>> split(String text, Set<String> known)
            throws Refused {
        Map<String, Optional<String>> given = new LinkedHashMap<>();
        if (text.isEmpty()) {
            return given;
        }
        if (!text.startsWith(" ")) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        for (String word : text.strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            String keyword =
                    (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
            if (!isKeyword(keyword)) {
                throw new Refused(SmtpReplies.BAD_PARAMETER);
            }
            if (!known.contains(keyword)) {
                throw new Refused(SmtpReplies.UNKNOWN_PARAMETER);
            }
            Optional<String> value =
                    equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
            if (given.put(keyword, value) != null) {
                throw new Refused(SmtpReplies.DOUBLE_PARAMETER);
            }
        }
        return given;
    }

    private static boolean isKeyword(String text) {
        return !text.isEmpty() && !text.startsWith("-") && Characters.onlyAlnumOr("-", text);
    }

    /** The value of a keyword that needs one; empty if the keyword is not there. */
    private static Optional<String> value(Map<String, Optional<String>> given, String keyword)
            throws Refused {
        if (!given.containsKey(keyword)) {
            return Optional.empty();
        }
        Optional<String> value = given.getOrDefault(keyword, Optional.empty());
        if (value.isEmpty() || value.get().isEmpty()) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        return value;
    }

    /** Sizes beyond what a long holds are as good as the largest one. */
    private static long size(String value) throws Refused {
        if (value.length() > SIZE_DIGITS || !SmtpCommandParser.isNumber(value)) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        return value.length() > 18 ? Long.MAX_VALUE : Long.parseLong(value);
    }

    private static MailParameters.Body body(String value) throws Refused {
        for (MailParameters.Body body : MailParameters.Body.values()) {
            if (body.keyword().equalsIgnoreCase(value)) {
                return body;
            }
        }
        throw new Refused(SmtpReplies.BAD_PARAMETER);
    }

    private static MailParameters.Ret ret(String value) throws Refused {
        for (MailParameters.Ret ret : MailParameters.Ret.values()) {
            if (ret.name().equalsIgnoreCase(value)) {
                return ret;
            }
        }
        throw new Refused(SmtpReplies.BAD_PARAMETER);
    }

    private static Optional<Xtext> xtext(Optional<String> value, int limit) throws Refused {
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Optional<Xtext> xtext = Xtext.parse(value.get());
        if (xtext.isEmpty() || value.get().length() > limit) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        return xtext;
    }

    /** RFC 3461 §4.1: NEVER stands alone, the others may be combined. */
    private static Set<RcptParameters.NotifyOn> notify(String value) throws Refused {
        if (value.equalsIgnoreCase("NEVER")) {
            return Set.of();
        }
        String[] words = value.toUpperCase(Locale.ROOT).split(",", -1);
        Set<String> left = new HashSet<>(Arrays.asList(words));
        Set<RcptParameters.NotifyOn> events = EnumSet.noneOf(RcptParameters.NotifyOn.class);
        for (RcptParameters.NotifyOn event : RcptParameters.NotifyOn.values()) {
            if (left.remove(event.name())) {
                events.add(event);
            }
        }
        if (!left.isEmpty()) {
            throw new Refused(SmtpReplies.BAD_PARAMETER);
        }
        return events;
    }
}

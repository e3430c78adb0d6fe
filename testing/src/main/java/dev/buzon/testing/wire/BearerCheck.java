package dev.buzon.testing.wire;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the message of OAUTHBEARER (RFC 7628 §3.1) and of XOAUTH2, which has no standard. */
public final class BearerCheck {
    private static final Pattern BEARER = Pattern.compile("auth=Bearer ([^\\u0001]*)\\u0001");

    private BearerCheck() {}

    /** Whether a message, in Base64, is from this user and has this token. */
    public static boolean fits(String mechanism, String base64, String user, String token) {
        try {
            byte[] octets = Base64.getDecoder().decode(base64);
            String text = new String(octets, StandardCharsets.UTF_8);
            String begin =
                    mechanism.equals("XOAUTH2") ? "user=" + user + "\u0001" : "n,a=" + user + ",";
            Matcher bearer = BEARER.matcher(text);
            return text.startsWith(begin) && bearer.find() && bearer.group(1).equals(token);
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}

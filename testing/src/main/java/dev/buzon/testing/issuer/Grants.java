package dev.buzon.testing.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What an issuer remembers: codes, tokens and who they stand for. Guarded by itself. */
final class Grants {
    /** How long a person has for a device's code. */
    static final Duration DEVICE_LIFE = Duration.ofMinutes(10);

    private record Access(String user, Instant until) {}

    private record Code(String user, String redirect, String challenge, String client) {}

    /** A device's code: nobody decided, or a user, or a refusal. */
    private record Device(String userCode, Instant until, Optional<String> user, boolean denied) {}

    /** What a question for tokens ends with. */
    sealed interface Outcome {
        record Granted(String user) implements Outcome {}

        record Refused(String error) implements Outcome {}
    }

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Access> access = new HashMap<>();
    private final Map<String, String> refresh = new HashMap<>();
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Device> devices = new HashMap<>();

    Grants(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String newRefreshToken(String user) {
        String token = "refresh-" + text();
        refresh.put(token, user);
        return token;
    }

    synchronized String newAccessToken(String user, Duration life) {
        String token = "access-" + text();
        access.put(token, new Access(user, clock.instant().plus(life)));
        return token;
    }

    synchronized String newCode(Map<String, String> question, String user) {
        String code = "code-" + text();
        codes.put(
                code,
                new Code(
                        user,
                        question.getOrDefault("redirect_uri", ""),
                        question.getOrDefault("code_challenge", ""),
                        question.getOrDefault("client_id", "")));
        return code;
    }

    /** A device's code and the one for the person. */
    synchronized Map.Entry<String, String> newDevice() {
        String code = "device-" + text();
        String userCode = text().substring(0, 8).toUpperCase(Locale.ROOT);
        devices.put(
                code,
                new Device(userCode, clock.instant().plus(DEVICE_LIFE), Optional.empty(), false));
        return Map.entry(code, userCode);
    }

    synchronized boolean decide(String userCode, Optional<String> user) {
        for (var entry : devices.entrySet()) {
            if (entry.getValue().userCode().equals(userCode)) {
                entry.setValue(
                        new Device(userCode, entry.getValue().until(), user, user.isEmpty()));
                return true;
            }
        }
        return false;
    }

    synchronized Optional<String> owner(String token) {
        return Optional.ofNullable(access.get(token))
                .filter(one -> clock.instant().isBefore(one.until()))
                .map(Access::user);
    }

    synchronized void revoke(Predicate<String> whose) {
        access.values().removeIf(one -> whose.test(one.user()));
        refresh.values().removeIf(whose);
    }

    synchronized void expireAccess() {
        access.clear();
    }

    /** Takes a refresh token; with rotation it is of no more use. */
    synchronized Outcome refresh(String token, boolean rotating) {
        Optional<String> user =
                Optional.ofNullable(rotating ? refresh.remove(token) : refresh.get(token));
        return user.<Outcome>map(Outcome.Granted::new)
                .orElseGet(() -> new Outcome.Refused("invalid_grant"));
    }

    /** Takes a code; once, and only with the verifier of its challenge (RFC 7636 §4.6). */
    synchronized Outcome code(Map<String, String> form) {
        Code code = codes.remove(form.getOrDefault("code", ""));
        if (code == null) {
            return new Outcome.Refused("invalid_grant");
        }
        boolean right =
                code.redirect().equals(form.get("redirect_uri"))
                        && code.client().equals(form.get("client_id"))
                        && code.challenge()
                                .equals(challenge(form.getOrDefault("code_verifier", "")));
        return right ? new Outcome.Granted(code.user()) : new Outcome.Refused("invalid_grant");
    }

    /** Asks for a device's code. */
    synchronized Outcome device(String code) {
        Device device = devices.get(code);
        if (device == null) {
            return new Outcome.Refused("invalid_grant");
        }
        if (device.denied()) {
            return new Outcome.Refused("access_denied");
        }
        if (!clock.instant().isBefore(device.until())) {
            return new Outcome.Refused("expired_token");
        }
        if (device.user().isEmpty()) {
            return new Outcome.Refused("authorization_pending");
        }
        devices.remove(code);
        return new Outcome.Granted(device.user().get());
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private String text() {
        byte[] octets = new byte[16];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }
}

package dev.buzon.client.oauth;

import dev.buzon.client.net.Printable;
import dev.buzon.protocol.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a provider gives tokens to one client: questions, and what the answers mean. */
record TokenEndpoint(Provider provider, ClientIdentity client, Http http, InstantSource clock) {
    /** The longest text of an issuer that is shown, in characters. */
    private static final int MAX_SHOWN = 200;

    /** An answer of the endpoint. */
    sealed interface Reply {
        /** Tokens. */
        record Given(Tokens tokens) implements Reply {}

        /** An error by its code (RFC 6749 §5.2), and the sentence that came with it. */
        record Refused(String code, String description) implements Reply {}
    }

    /** Asks; the client is added to the form. */
    Reply ask(Map<String, String> question) throws OAuthException, InterruptedException {
        Http.Answer answer = post(provider.token(), question);
        JsonAnswer json = json(answer);
        if (answer.status() != 200) {
            return refusal(json);
        }
        return Tokens.read(json, clock.instant())
                .<Reply>map(Reply.Given::new)
                .orElseThrow(this::nonsense);
    }

    /** Asks for new tokens (RFC 6749 §6). */
    Reply refresh(Secret refreshToken) throws OAuthException, InterruptedException {
        return ask(Map.of("grant_type", "refresh_token", "refresh_token", text(refreshToken)));
    }

    /** Asks for a device's code (RFC 8628 §3.1). */
    JsonAnswer device(URI address) throws OAuthException, InterruptedException {
        Http.Answer answer = post(address, Map.of("scope", provider.scope()));
        JsonAnswer json = json(answer);
        if (answer.status() != 200) {
            throw failure(refusal(json));
        }
        return json;
    }

    private Http.Answer post(URI address, Map<String, String> question)
            throws OAuthException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>(question);
        form.put("client_id", client.id());
        client.secret().ifPresent(secret -> form.put("client_secret", text(secret)));
        Http.Answer answer = http.post(address, form);
        if (answer.status() == 429 || answer.status() >= 500) {
            throw new OAuthException.Unreachable(
                    provider.name() + " does not work at the moment (" + answer.status() + ")",
                    answer.retryAfter());
        }
        return answer;
    }

    private JsonAnswer json(Http.Answer answer) throws OAuthException {
        boolean expected =
                answer.status() == 200 || (answer.status() >= 400 && answer.status() < 500);
        return Optional.of(answer)
                .filter(_ -> expected)
                .flatMap(a -> a.body().json())
                .orElseThrow(this::nonsense);
    }

    private Reply.Refused refusal(JsonAnswer json) throws OAuthException {
        String code = json.text("error").orElseThrow(this::nonsense);
        return new Reply.Refused(
                Printable.text(code, MAX_SHOWN),
                Printable.text(json.text("error_description").orElse(""), MAX_SHOWN));
    }

    /** What an error means for the person. */
    OAuthException failure(Reply.Refused refused) {
        String said =
                refused.description().isEmpty()
                        ? refused.code()
                        : refused.code() + ": " + refused.description();
        return switch (refused.code()) {
            // The last three are Microsoft's and OpenID's ways to ask for the person.
            case "invalid_grant", "interaction_required", "login_required", "consent_required" ->
                    new OAuthException.GrantEnded(
                            "access must be granted anew at "
                                    + provider.name()
                                    + " ("
                                    + said
                                    + ")");
            case "access_denied", "authorization_declined" ->
                    new OAuthException.Denied("access was denied (" + said + ")");
            case "expired_token" ->
                    new OAuthException.TooLate("the code ended before it was entered");
            case "temporarily_unavailable", "server_error" ->
                    new OAuthException.Unreachable(
                            provider.name() + " does not work at the moment (" + said + ")",
                            Optional.empty());
            default ->
                    new OAuthException.Misconfigured(
                            provider.name() + " does not serve this client (" + said + ")");
        };
    }

    OAuthException nonsense() {
        return new OAuthException.BadAnswer(
                provider.name() + " answered with something that is no answer");
    }

    private static String text(Secret secret) {
        byte[] octets = secret.octets();
        String text = new String(octets, StandardCharsets.UTF_8);
        Arrays.fill(octets, (byte) 0);
        return text;
    }
}

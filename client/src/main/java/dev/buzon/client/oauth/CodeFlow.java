package dev.buzon.client.oauth;

import dev.buzon.client.net.Printable;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A grant by the person's browser: authorization code (RFC 6749 §4.1) with PKCE (RFC 7636), coming
 * back to this machine (RFC 8252 §7.3). The caller shows or opens {@link #address()}; a browser on
 * another machine ends at a page that cannot be loaded, whose address the person can hand over
 * ({@link #handOver(String)}).
 */
public final class CodeFlow implements AutoCloseable {
    /** The longest address that is handed over, in characters. */
    private static final int MAX_ADDRESS = 16 * 1024;

    private final TokenEndpoint endpoint;
    private final Pkce pkce;
    private final String state;
    private final Landing landing;
    private final RedirectListener listener;
    private final CompletableFuture<Map<String, String>> comeBack = new CompletableFuture<>();

    private CodeFlow(TokenEndpoint endpoint, SecureRandom random, Landing landing)
            throws IOException {
        this.endpoint = endpoint;
        this.pkce = Pkce.random(random);
        this.state = Pkce.token(random);
        this.landing = landing;
        this.listener = RedirectListener.start(this::page);
    }

    static CodeFlow begin(TokenEndpoint endpoint, SecureRandom random, Landing landing)
            throws OAuthException {
        try {
            return new CodeFlow(endpoint, random, landing);
        } catch (IOException e) {
            throw new OAuthException.Unreachable("no port of this machine can be listened on", e);
        }
    }

    /** Where the person's browser has to go. */
    public URI address() {
        Map<String, String> question = new LinkedHashMap<>();
        question.put("response_type", "code");
        question.put("client_id", endpoint.client().id());
        question.put("redirect_uri", redirect());
        question.put("scope", endpoint.provider().scope());
        question.put("state", state);
        question.put("code_challenge", pkce.challenge());
        question.put("code_challenge_method", "S256");
        endpoint.provider().extras().forEach(question::putIfAbsent);
        URI page = endpoint.provider().authorization();
        return URI.create(page + (page.getRawQuery() == null ? "?" : "&") + Form.write(question));
    }

    /**
     * Hands over the address a browser ended at, when it could not come back by itself.
     *
     * @return whether it belongs to this grant; if not, nothing has changed
     */
    public boolean handOver(String pasted) {
        try {
            String text = pasted.strip();
            return text.length() <= MAX_ADDRESS
                    && Optional.ofNullable(new URI(text).getRawQuery())
                            .flatMap(this::ours)
                            .filter(comeBack::complete)
                            .isPresent();
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /**
     * Waits for the person, and gets the tokens.
     *
     * @throws OAuthException.Denied when the person says no
     * @throws OAuthException.TooLate when nobody comes back within the limit
     */
    public Tokens await(Duration limit) throws OAuthException, InterruptedException {
        try {
            Map<String, String> answer = comeBack.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            Optional<String> error = Optional.ofNullable(answer.get("error"));
            if (error.isPresent()) {
                throw endpoint.failure(
                        new TokenEndpoint.Reply.Refused(
                                Printable.text(error.get(), 200),
                                Printable.text(answer.getOrDefault("error_description", ""), 200)));
            }
            return exchange(answer.getOrDefault("code", ""));
        } catch (TimeoutException _) {
            throw new OAuthException.TooLate("nobody came back from the page in time");
        } catch (ExecutionException e) {
            throw new IllegalStateException("it is never completed so", e);
        }
    }

    private Tokens exchange(String code) throws OAuthException, InterruptedException {
        return switch (endpoint.ask(
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirect(),
                        "code_verifier",
                        pkce.verifier()))) {
            case TokenEndpoint.Reply.Given(var tokens) -> tokens;
            case TokenEndpoint.Reply.Refused refused -> throw endpoint.failure(refused);
        };
    }

    /** Stops listening. */
    @Override
    public void close() {
        listener.close();
    }

    private String redirect() {
        return "http://" + endpoint.provider().loopback() + ":" + listener.port() + "/";
    }

    /** The page for a browser that came, if it came with what belongs to this grant. */
    private Optional<String> page(String query) {
        return ours(query)
                .filter(comeBack::complete)
                .map(answer -> answer.containsKey("code") ? landing.done() : landing.failed())
                .map(landing::page);
    }

    /** What came back; none if it is not for this grant or not from this issuer. */
    private Optional<Map<String, String>> ours(String query) {
        return Form.read(query)
                .filter(answer -> equal(answer.getOrDefault("state", ""), state))
                .filter(this::isOfTheIssuer)
                .filter(answer -> answer.containsKey("code") != answer.containsKey("error"));
    }

    /** RFC 9207 §2.4: who says who he is must be the one that was asked. */
    private boolean isOfTheIssuer(Map<String, String> answer) {
        Optional<String> said = Optional.ofNullable(answer.get("iss"));
        Optional<String> known = endpoint.provider().issuer().map(URI::toString);
        return said.isEmpty() || known.isEmpty() || said.equals(known);
    }

    private static boolean equal(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}

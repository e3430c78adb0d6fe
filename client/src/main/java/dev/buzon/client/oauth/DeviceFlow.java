package dev.buzon.client.oauth;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A grant by a code that the person enters in a browser on any device (RFC 8628): the way for
 * machines without a browser. For use by one thread.
 */
public final class DeviceFlow {
    /** RFC 8628 §3.2: how long to wait between questions, unless told otherwise. */
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    /** RFC 8628 §3.5: how much longer to wait each time it was too soon. */
    private static final Duration SLOWER = Duration.ofSeconds(5);

    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(2);
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    private static final int MAX_USER_CODE = 64;

    private final TokenEndpoint endpoint;
    private final Pause pause;
    private final String deviceCode;
    private final String userCode;
    private final URI address;
    private final Optional<URI> addressWithCode;
    private final Instant until;
    private Duration interval;

    private DeviceFlow(TokenEndpoint endpoint, Pause pause, JsonAnswer answer)
            throws OAuthException {
        this.endpoint = endpoint;
        this.pause = pause;
        this.deviceCode = answer.text("device_code").orElseThrow(endpoint::nonsense);
        this.userCode =
                answer.text("user_code")
                        .filter(DeviceFlow::canBeShown)
                        .orElseThrow(endpoint::nonsense);
        // The second name is Google's.
        this.address =
                answer.address("verification_uri")
                        .or(() -> answer.address("verification_url"))
                        .filter(Provider::isSafe)
                        .orElseThrow(endpoint::nonsense);
        this.addressWithCode = answer.address("verification_uri_complete").filter(Provider::isSafe);
        Duration life = answer.seconds("expires_in").orElseThrow(endpoint::nonsense);
        this.until = endpoint.clock().instant().plus(shorter(life, LONGEST_LIFE));
        this.interval =
                answer.seconds("interval")
                        .filter(Duration::isPositive)
                        .map(time -> shorter(time, LONGEST_INTERVAL))
                        .orElse(USUAL_INTERVAL);
    }

    static DeviceFlow begin(TokenEndpoint endpoint, Pause pause)
            throws OAuthException, InterruptedException {
        URI device =
                endpoint.provider()
                        .device()
                        .orElseThrow(() ->
                                new OAuthException.Misconfigured(
                                        endpoint.provider().name()
                                                + " has no codes for devices: use a"
                                                + " browser"));
        return new DeviceFlow(endpoint, pause, endpoint.device(device));
    }

    /** What the person enters: visible ASCII. */
    public String userCode() {
        return userCode;
    }

    /** Where the person enters it. */
    public URI address() {
        return address;
    }

    /** Where the code is entered already, for a link or a picture to scan. */
    public Optional<URI> addressWithCode() {
        return addressWithCode;
    }

    /** When the code ends. */
    public Instant until() {
        return until;
    }

    /**
     * Waits for the person.
     *
     * @throws OAuthException.Denied when the person says no
     * @throws OAuthException.TooLate when nobody says anything
     */
    public Tokens await() throws OAuthException, InterruptedException {
        while (true) {
            if (endpoint.clock().instant().plus(interval).isAfter(until)) {
                throw new OAuthException.TooLate("the code ended before it was entered");
            }
            pause.wait(interval);
            Optional<Tokens> tokens = askOnce();
            if (tokens.isPresent()) {
                return tokens.get();
            }
        }
    }

    private Optional<Tokens> askOnce() throws OAuthException, InterruptedException {
        try {
            return switch (endpoint.ask(
                    Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:device_code",
                            "device_code",
                            deviceCode))) {
                case TokenEndpoint.Reply.Given(var tokens) -> Optional.of(tokens);
                case TokenEndpoint.Reply.Refused refused -> goOn(refused);
            };
        } catch (OAuthException.Unreachable e) {
            // RFC 8628 §3.5: more slowly; the person may be entering the code just now.
            Duration wanted = e.retryAfter().orElse(interval.multipliedBy(2));
            interval = shorter(longer(wanted, interval), LONGEST_INTERVAL);
            return Optional.empty();
        }
    }

    private Optional<Tokens> goOn(TokenEndpoint.Reply.Refused refused) throws OAuthException {
        switch (refused.code()) {
            case "authorization_pending" -> {}
            case "slow_down" -> interval = shorter(interval.plus(SLOWER), LONGEST_INTERVAL);
            default -> throw endpoint.failure(refused);
        }
        return Optional.empty();
    }

    private static boolean canBeShown(String code) {
        return code.length() <= MAX_USER_CODE && code.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}

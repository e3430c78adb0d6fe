package dev.buzon.client.oauth;

import static dev.buzon.client.oauth.Hand.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.oauth.Hand.Clock;
import dev.buzon.testing.issuer.Lie;
import dev.buzon.testing.issuer.LocalIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceFlowTest {
    private final Clock clock = new Clock();
    private final LocalIssuer issuer = LocalIssuer.start(clock);
    private final OAuth oauth = Hand.oauth(issuer, clock);
    private final List<Duration> pauses = new ArrayList<>();

    @AfterEach
    void end() {
        issuer.close();
    }

    /** A flow whose waiting moves the clock, and in which things happen before a question. */
    private DeviceFlow flow(int question, Runnable event) throws Exception {
        return oauth.deviceFlow(time -> {
            pauses.add(time);
            clock.move(time);
            if (pauses.size() == question) {
                event.run();
            }
        });
    }

    private static Duration seconds(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Test
    void personEntersTheCodeAndTokensCome() throws Exception {
        List<DeviceFlow> flows = new ArrayList<>();
        flows.add(flow(3, () -> issuer.approve(flows.getFirst().userCode(), "ana@example.test")));
        var flow = flows.getFirst();
        assertThat(flow.address()).hasPath("/enter").hasNoQuery();
        assertThat(flow.addressWithCode().orElseThrow()).hasQuery("code=" + flow.userCode());
        assertThat(flow.until()).isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
        var tokens = flow.await();
        assertThat(issuer.owner(text(tokens.access()))).contains("ana@example.test");
        assertThat(tokens.refresh()).isPresent();
        assertThat(pauses).containsExactly(seconds(5), seconds(5), seconds(5));
    }

    @Test
    void personWhoRefusesEndsIt() throws Exception {
        List<DeviceFlow> flows = new ArrayList<>();
        flows.add(flow(1, () -> issuer.deny(flows.getFirst().userCode())));
        assertThatThrownBy(flows.getFirst()::await).isInstanceOf(OAuthException.Denied.class);
    }

    @Test
    void nobodyThereEndsItWithTheCode() throws Exception {
        issuer.interval(30);
        assertThatThrownBy(flow(0, () -> {})::await).isInstanceOf(OAuthException.TooLate.class);
        assertThat(pauses).hasSize(20).containsOnly(seconds(30));
    }

    @Test
    void slowDownIsObeyedForTheRestOfTheFlow() throws Exception {
        List<DeviceFlow> flows = new ArrayList<>();
        flows.add(flow(4, () -> issuer.approve(flows.getFirst().userCode(), "ana@example.test")));
        issuer.next(Lie.SLOW_DOWN);
        issuer.next(Lie.SLOW_DOWN);
        flows.getFirst().await();
        assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(15), seconds(15));
    }

    @Test
    void issuerThatCannotBeReachedIsAskedMoreSlowly() throws Exception {
        List<DeviceFlow> flows = new ArrayList<>();
        flows.add(flow(4, () -> issuer.approve(flows.getFirst().userCode(), "ana@example.test")));
        issuer.next(Lie.HANG_UP);
        issuer.next(Lie.SERVER_ERROR);
        issuer.next(Lie.TRY_LATER);
        flows.getFirst().await();
        assertThat(pauses).containsExactly(seconds(5), seconds(10), seconds(20), seconds(120));
    }

    @ParameterizedTest
    @EnumSource(
            names = {"HTML", "TEN_MEGABYTES", "EMPTY_OBJECT", "CUT_SHORT", "DEEP", "STRANGE_ERROR"})
    void liesInsteadOfACodeBeginNothing(Lie lie) {
        issuer.next(lie);
        assertThatThrownBy(oauth::deviceFlow)
                .isInstanceOfAny(
                        OAuthException.BadAnswer.class, OAuthException.Misconfigured.class);
    }

    @Test
    void intervalsAndLivesOutOfReasonAreCut() throws Exception {
        issuer.interval(1_000_000);
        assertThatThrownBy(flow(0, () -> {})::await).isInstanceOf(OAuthException.TooLate.class);
        assertThat(pauses).hasSize(5).containsOnly(seconds(120));
        pauses.clear();
        issuer.interval(-1);
        assertThatThrownBy(flow(0, () -> {})::await).isInstanceOf(OAuthException.TooLate.class);
        assertThat(pauses).containsOnly(seconds(5));
    }

    @Test
    void providerWithoutDeviceCodesIsTold() {
        var gmail = OAuth.of(Provider.gmail(), new ClientIdentity("x"));
        assertThatThrownBy(gmail::deviceFlow)
                .isInstanceOf(OAuthException.Misconfigured.class)
                .hasMessage("Gmail has no codes for devices: use a browser");
        assertThat(Provider.outlook().device()).isPresent();
        assertThat(Provider.named("Outlook").map(Provider::name)).isEqualTo(Optional.of("Outlook"));
    }
}

package dev.buzon.client.oauth;

import static dev.buzon.client.oauth.Hand.oauth;
import static dev.buzon.client.oauth.Hand.secret;
import static dev.buzon.client.oauth.Hand.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.oauth.Hand.Clock;
import dev.buzon.client.oauth.Hand.Kept;
import dev.buzon.client.secret.SecretException;
import dev.buzon.protocol.Secret;
import dev.buzon.testing.issuer.Lie;
import dev.buzon.testing.issuer.LocalIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessTokensTest {
    private static final String ANA = "ana@example.test";

    private final Clock clock = new Clock();
    private final LocalIssuer issuer = LocalIssuer.start(clock);
    private final Kept kept = new Kept(issuer.grant(ANA));
    private final AccessTokens tokens = oauth(issuer, clock).accessTokens(kept);

    @AfterEach
    void end() {
        issuer.close();
    }

    private String owner(Secret token) {
        return issuer.owner(text(token)).orElse("nobody");
    }

    @Test
    void tokenIsGotOnceAndUsedWhileItIsGood() throws Exception {
        var first = tokens.token();
        assertThat(owner(first)).isEqualTo(ANA);
        clock.move(Duration.ofMinutes(54));
        assertThat(tokens.token().matches(first)).isTrue();
        assertThat(issuer.refreshes()).isEqualTo(1);
        assertThat(issuer.asked().getFirst())
                .containsEntry("client_id", "our client")
                .doesNotContainKey("client_secret");
    }

    @Test
    void tokenIsRefreshedBeforeItEnds() throws Exception {
        var first = tokens.token();
        clock.move(Duration.ofMinutes(55));
        assertThat(owner(first)).isEqualTo(ANA);
        var second = tokens.token();
        assertThat(second.matches(first)).isFalse();
        assertThat(owner(second)).isEqualTo(ANA);
    }

    @Test
    void shortLivesAreHalfUsed() throws Exception {
        issuer.accessTokensLive(Duration.ofMinutes(4));
        var first = tokens.token();
        clock.move(Duration.ofSeconds(119));
        assertThat(tokens.token().matches(first)).isTrue();
        clock.move(Duration.ofSeconds(1));
        assertThat(tokens.token().matches(first)).isFalse();
    }

    @Test
    void wipingATokenHarmsNobodyElse() throws Exception {
        var first = tokens.token();
        var before = text(first);
        first.wipe();
        assertThat(text(tokens.token())).isEqualTo(before);
    }

    @Test
    void rotatedRefreshTokensAreKeptAndUsed() throws Exception {
        Set<String> all = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            all.add(kept.token.get());
            assertThat(owner(tokens.token())).isEqualTo(ANA);
            clock.move(Duration.ofHours(1));
        }
        assertThat(all).hasSize(5);
    }

    @Test
    void refreshTokenThatStaysIsLeftAlone() throws Exception {
        issuer.rotate(false);
        kept.full = true; // nothing needs to be kept
        for (int i = 0; i < 3; i++) {
            assertThat(owner(tokens.token())).isEqualTo(ANA);
            clock.move(Duration.ofHours(1));
        }
    }

    @Test
    void accessTokenIsNotHandedOutBeforeItsRefreshTokenIsKept() throws Exception {
        var old = kept.token.get();
        kept.full = true;
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(tokens::token).isInstanceOf(SecretException.class);
        }
        assertThat(kept.token.get()).isEqualTo(old);
        kept.full = false;
        assertThat(owner(tokens.token())).isEqualTo(ANA);
        assertThat(issuer.refreshes()).isEqualTo(1); // the new one was not lost on the way
        assertThat(kept.token.get()).isNotEqualTo(old);
    }

    @Test
    void manyCallersShareOneRefresh() throws Exception {
        Set<String> got = new HashSet<>();
        var start = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Secret>> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                all.add(
                        callers.submit(() -> {
                            start.await();
                            return tokens.token();
                        }));
            }
            start.countDown();
            for (var one : all) {
                got.add(text(one.get()));
            }
        }
        assertThat(got).hasSize(1);
        assertThat(issuer.refreshes()).isEqualTo(1);
    }

    @Test
    void callerWhoIsInterruptedEndsNothingForTheOthers() throws Exception {
        issuer.next(Lie.SILENCE);
        var interrupted = new CountDownLatch(1);
        var impatient =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                tokens.token();
                            } catch (InterruptedException _) {
                                interrupted.countDown();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
        while (issuer.refreshes() == 0) {
            Thread.onSpinWait();
        }
        impatient.interrupt();
        interrupted.await();
        assertThatThrownBy(tokens::token)
                .isInstanceOf(OAuthException.Unreachable.class)
                .hasMessageStartingWith("127.0.0.1");
        assertThat(issuer.refreshes()).isEqualTo(1);
    }

    @Test
    void revokedGrantAsksForThePersonAndNotTheIssuerAgain() throws Exception {
        tokens.token();
        issuer.revoke(ANA);
        clock.move(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(tokens::token)
                    .isInstanceOf(OAuthException.GrantEnded.class)
                    .hasMessageContaining("must be granted anew at Local");
        }
        assertThat(issuer.refreshes()).isEqualTo(2);
        kept.token.set(issuer.grant(ANA)); // the person did, in another window
        assertThat(owner(tokens.token())).isEqualTo(ANA);
    }

    @Test
    void refreshTokenThatAnotherProcessReplacedIsReadAgain() throws Exception {
        var other = oauth(issuer, clock).accessTokens(kept);
        for (int i = 0; i < 4; i++) {
            assertThat(owner(tokens.token())).isEqualTo(ANA);
            assertThat(owner(other.token())).isEqualTo(ANA);
            clock.move(Duration.ofHours(1));
        }
    }

    @Test
    void refreshTokenThatIsReplacedWhileWeAskIsTriedToo() throws Exception {
        var fresh = issuer.grant(ANA);
        var racing =
                new RefreshTokens() {
                    private int fetched;

                    @Override
                    public Secret fetch() {
                        fetched++;
                        return secret(fetched == 1 ? "refresh-used-up" : fresh);
                    }

                    @Override
                    public void keep(Secret refreshToken) {}
                };
        assertThat(owner(oauth(issuer, clock).accessTokens(racing).token())).isEqualTo(ANA);
    }

    @Test
    void tokenThatIsGoodYetIsUsedWhileTheIssuerDoesNotWork() throws Exception {
        var first = tokens.token();
        clock.move(Duration.ofMinutes(56));
        issuer.next(Lie.SERVER_ERROR);
        assertThat(tokens.token().matches(first)).isTrue();
        assertThat(tokens.token().matches(first)).isTrue();
        assertThat(issuer.refreshes()).isEqualTo(2); // and it is left alone meanwhile
        kept.token.set(issuer.grant(ANA)); // the lie used up the old one
        clock.move(AccessTokens.LATER);
        assertThat(tokens.token().matches(first)).isFalse();
    }

    @Test
    void issuerThatWantsToBeLeftAloneIs() throws Exception {
        issuer.rotate(false);
        issuer.next(Lie.TRY_LATER);
        assertThatThrownBy(tokens::token)
                .isInstanceOfSatisfying(
                        OAuthException.Unreachable.class,
                        e -> assertThat(e.retryAfter()).contains(Duration.ofMinutes(2)));
        clock.move(Duration.ofSeconds(119));
        assertThatThrownBy(tokens::token).isInstanceOf(OAuthException.Unreachable.class);
        assertThat(issuer.refreshes()).isEqualTo(1);
        clock.move(Duration.ofSeconds(1));
        assertThat(owner(tokens.token())).isEqualTo(ANA);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "HTML",
                "TEN_MEGABYTES",
                "ENDLESS",
                "DEEP",
                "CUT_SHORT",
                "EMPTY_OBJECT",
                "ODD_TOKEN",
                "OTHER_TYPE",
                "REDIRECT"
            })
    void liesAreNoTokensAndPass(Lie lie) throws Exception {
        issuer.rotate(false);
        issuer.next(lie);
        assertThatThrownBy(tokens::token).isInstanceOf(OAuthException.BadAnswer.class);
        clock.move(AccessTokens.LATER);
        assertThat(owner(tokens.token())).isEqualTo(ANA);
        assertThat(issuer.refreshes()).isEqualTo(2); // a redirection was not followed
    }

    @ParameterizedTest
    @EnumSource(names = {"SERVER_ERROR", "TRY_LATER", "TOO_MANY", "SILENCE", "HANG_UP", "DRIP"})
    void issuerThatDoesNotWorkIsForLater(Lie lie) throws Exception {
        issuer.rotate(false);
        issuer.next(lie);
        assertThatThrownBy(tokens::token).isInstanceOf(OAuthException.Unreachable.class);
        clock.move(Duration.ofMinutes(2));
        assertThat(owner(tokens.token())).isEqualTo(ANA);
    }

    @Test
    void issuerThatIsGoneIsForLater() {
        issuer.close();
        assertThatThrownBy(tokens::token).isInstanceOf(OAuthException.Unreachable.class);
    }

    @Test
    void strangeErrorsAreTheConfigurationsAndPrintable() {
        issuer.next(Lie.STRANGE_ERROR);
        assertThatThrownBy(tokens::token)
                .isInstanceOf(OAuthException.Misconfigured.class)
                .satisfies(e ->
                        assertThat(String.valueOf(e.getMessage()).chars())
                                .allMatch(c -> c >= ' ' && c <= '~'));
    }

    @Test
    void clientSecretIsSentWhereOneIsWanted() throws Exception {
        issuer.wantClientSecret("not so secret");
        assertThatThrownBy(tokens::token)
                .isInstanceOf(OAuthException.Misconfigured.class)
                .hasMessageContaining("invalid_client");
        var identity = new ClientIdentity("our client", Optional.of(secret("not so secret")));
        var known = OAuth.of(Hand.provider(issuer), identity, clock).accessTokens(kept);
        assertThat(owner(known.token())).isEqualTo(ANA);
    }

    @Test
    void tokenThatAServerRefusedIsReplacedOnce() throws Exception {
        var first = tokens.token();
        issuer.endAccessTokens();
        tokens.refused(first);
        var second = tokens.token();
        assertThat(owner(second)).isEqualTo(ANA);
        tokens.refused(first); // told late, by another thread
        assertThat(tokens.token().matches(second)).isTrue();
    }

    @Test
    void hugeLifetimesDoNotOverflow() throws Exception {
        issuer.next(Lie.HUGE_LIFETIME);
        var first = tokens.token();
        clock.move(Duration.ofDays(300));
        assertThat(tokens.token().matches(first)).isTrue();
    }

    @Test
    void nothingSecretIsPrinted() throws Exception {
        var given =
                new Tokens(
                        secret("s3cret"),
                        clock.instant(),
                        Duration.ofHours(1),
                        Optional.of(secret("s3cret")));
        assertThat(given.toString()).doesNotContain("s3cret");
        assertThat(new ClientIdentity("x", Optional.of(secret("s3cret"))).toString())
                .doesNotContain("s3cret");
        issuer.revoke(ANA);
        assertThatThrownBy(tokens::token)
                .satisfies(e ->
                        assertThat(String.valueOf(e.getMessage()))
                                .doesNotContain(kept.token.get()));
    }
}

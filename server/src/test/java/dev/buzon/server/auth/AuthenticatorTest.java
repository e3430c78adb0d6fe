package dev.buzon.server.auth;

import static dev.buzon.server.auth.AuthFixtures.RANDOM;
import static dev.buzon.server.auth.AuthFixtures.SMALL;
import static dev.buzon.server.auth.AuthFixtures.address;
import static dev.buzon.server.auth.AuthFixtures.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.buzon.protocol.sasl.SaslClient;
import dev.buzon.protocol.sasl.SaslClientStep;
import dev.buzon.protocol.sasl.SaslLine;
import dev.buzon.protocol.sasl.SaslOffer;
import dev.buzon.protocol.sasl.SaslServer;
import dev.buzon.protocol.sasl.SaslStep;
import dev.buzon.protocol.sasl.ScramNonce;
import dev.buzon.server.auth.AuthFixtures.HandClock;
import dev.buzon.store.Account;
import dev.buzon.store.Address;
import dev.buzon.store.Device;
import dev.buzon.store.StoreException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Rows P-022, P-087, A-014, A-016, A-020, A-031, A-032 and Q-009, as far as they concern who it is.
 */
class AuthenticatorTest {
    private static final InetAddress HOME = address("192.0.2.1");
    private static final Address ANA = Address.of("ana@example.test");
    private static final Outcome ANA_IS_IN = new Outcome.Authenticated(ANA, Device.FIRST);
    private static final Outcome REFUSED = new Outcome.Refused();

    private final HandClock clock = new HandClock();
    private final Map<String, Account> accounts = new HashMap<>();
    private final PasswordVerifier verifier =
            new PasswordVerifier(PasswordVerifier.Limits.STANDARD, clock, RANDOM);
    private final Authenticator authenticator =
            authenticator(name -> Optional.ofNullable(accounts.get(name)));

    AuthenticatorTest() {
        Account ana = account("ana@example.test", stored("secreto"));
        accounts.put("ana", ana);
        accounts.put("ana@example.test", ana);
        accounts.put("alias@example.test", ana);
        accounts.put("luis", account("luis@example.test", stored("otra clave")));
        accounts.put("jos\u00e9", account("jos\u00e9@example.test", stored("caf\u00e9 x")));
    }

    @AfterEach
    void close() {
        verifier.close();
    }

    private Authenticator authenticator(AccountLookup lookup) {
        return new Authenticator(
                lookup,
                verifier,
                new GuessGuard(GuessGuard.Limits.STANDARD, clock, RANDOM, _ -> false),
                new Authenticator.Decoy(
                        Argon2idHash.decoy(RANDOM, SMALL), secret("inventor"), 15_000),
                clock::advance);
    }

    private static String stored(String password) {
        return Credentials.derive(secret(password), RANDOM, SMALL).orElseThrow().text();
    }

    private static Account account(String address, String... credentials) {
        List<Device> devices =
                java.util.stream.IntStream.range(0, credentials.length)
                        .mapToObj(i ->
                                i == 0
                                        ? Device.first(credentials[i], Instant.EPOCH)
                                        : new Device(
                                                "d" + i,
                                                credentials[i],
                                                Device.Sees.ALL,
                                                false,
                                                Instant.EPOCH))
                        .toList();
        return new Account(Address.of(address), Set.of(), devices, 0, Account.Rules.NEVER);
    }

    private Outcome login(String user, String password) {
        return authenticator.password(
                new Authenticator.Caller(HOME, true), Optional.empty(), user, secret(password));
    }

    @Test
    void rightPasswordComesInUnderEveryNameOfTheAccount() {
        for (String name : new String[] {"ana", "ANA", "Ana@EXAMPLE.test", "alias@example.test"}) {
            assertThat(login(name, "secreto")).isEqualTo(ANA_IS_IN);
        }
        assertThat(verifier.computations()).isEqualTo(1);
    }

    @Test
    void userForTlsOnlyIsRefusedAlikeWithoutItWhateverThePassword() throws Exception {
        String text = Credentials.parse(stored("secreto")).withTlsOnly(true).text();
        Authenticator strict = authenticator(_ -> Optional.of(account("ana@example.test", text)));
        for (String password : new String[] {"secreto", "x"}) {
            assertThat(
                            strict.password(
                                    new Authenticator.Caller(HOME, false),
                                    Optional.empty(),
                                    "ana",
                                    secret(password)))
                    .isEqualTo(new Outcome.TlsRequired());
        }
        assertThat(strict.scram(new Authenticator.Caller(HOME, false), Optional.empty(), "ana"))
                .isEqualTo(new ScramStart.Ended(new Outcome.TlsRequired()));
        assertThat(
                        strict.password(
                                new Authenticator.Caller(HOME, true),
                                Optional.empty(),
                                "ana",
                                secret("secreto")))
                .isInstanceOf(Outcome.Authenticated.class);
        assertThat(Credentials.parse(text).text()).isEqualTo(text);
    }

    @Test
    void namesAndPasswordsArePreparedBeforeTheyAreCompared() {
        assertThat(login("jose\u0301", "cafe\u0301\u00a0x"))
                .isInstanceOf(Outcome.Authenticated.class);
        assertThat(login("jos\u00e9", "Caf\u00e9 x")).isEqualTo(REFUSED);
        assertThat(login("ana", "secreto\t")).isEqualTo(REFUSED);
        assertThat(login("\u00ad", "secreto")).isEqualTo(REFUSED);
        assertThat(login("ana", "")).isEqualTo(REFUSED);
        assertThat(login("", "secreto")).isEqualTo(REFUSED);
    }

    @Test
    void unknownUserCostsAsMuchAsAWrongPassword() {
        assertThat(login("ana", "x")).isEqualTo(REFUSED);
        long wrongPassword = verifier.computations();
        assertThat(login("nobody", "x")).isEqualTo(REFUSED);
        long unknownUser = verifier.computations() - wrongPassword;
        assertThat(unknownUser).isEqualTo(wrongPassword).isEqualTo(1);
        // And the second time both are remembered.
        assertThat(login("ana", "x")).isEqualTo(REFUSED);
        assertThat(login("nobody", "x")).isEqualTo(REFUSED);
        assertThat(verifier.computations()).isEqualTo(2);
    }

    @Test
    void identityIsTheUserItselfOrNobody() {
        for (String same : new String[] {"ana", "ANA", "ana@example.test", "alias@example.test"}) {
            assertThat(
                            authenticator.password(
                                    new Authenticator.Caller(HOME, true),
                                    Optional.of(same),
                                    "ana",
                                    secret("secreto")))
                    .isEqualTo(ANA_IS_IN);
        }
        for (String other : new String[] {"luis", "nobody", "\u00ad"}) {
            assertThat(
                            authenticator.password(
                                    new Authenticator.Caller(HOME, true),
                                    Optional.of(other),
                                    "ana",
                                    secret("secreto")))
                    .isEqualTo(REFUSED);
        }
    }

    @Test
    void passwordTellsTheDevice() {
        accounts.put("eva", account("eva@example.test", stored("first"), stored("second")));
        assertThat(login("eva", "second"))
                .isEqualTo(new Outcome.Authenticated(Address.of("eva@example.test"), "d1"));
        assertThat(login("eva", "first"))
                .isEqualTo(new Outcome.Authenticated(Address.of("eva@example.test"), Device.FIRST));
    }

    @Test
    void changedPasswordCountsAtOnce() {
        assertThat(login("ana", "secreto")).isEqualTo(ANA_IS_IN);
        accounts.put("ana", account("ana@example.test", stored("nueva")));
        assertThat(login("ana", "secreto")).isEqualTo(REFUSED);
        assertThat(login("ana", "nueva")).isEqualTo(ANA_IS_IN);
    }

    @Test
    void faultsOfTheStoreAreNotTheUsersFault() {
        for (StoreException.Kind kind : StoreException.Kind.values()) {
            Authenticator broken =
                    authenticator(_ -> {
                        throw new StoreException(kind, "no disk");
                    });
            boolean passes = kind == StoreException.Kind.TEMPORARY;
            assertThat(
                            broken.password(
                                    new Authenticator.Caller(HOME, true),
                                    Optional.empty(),
                                    "ana",
                                    secret("secreto")))
                    .isEqualTo(new Outcome.Unavailable(passes));
            assertThat(broken.scram(new Authenticator.Caller(HOME, true), Optional.empty(), "ana"))
                    .isEqualTo(new ScramStart.Ended(new Outcome.Unavailable(passes)));
        }
    }

    @Test
    void damagedCredentialsNeedAPersonUnlessAnotherDeviceFits() {
        accounts.put("eva", account("eva@example.test", "damaged", stored("second")));
        assertThat(login("eva", "second")).isInstanceOf(Outcome.Authenticated.class);
        assertThat(login("eva", "first")).isEqualTo(new Outcome.Unavailable(false));
        accounts.put("eva", account("eva@example.test", "damaged"));
        assertThat(login("eva", "first")).isEqualTo(new Outcome.Unavailable(false));
        assertThat(
                        authenticator.scram(
                                new Authenticator.Caller(HOME, true), Optional.empty(), "eva"))
                .isEqualTo(new ScramStart.Ended(new Outcome.Unavailable(false)));
    }

    @Test
    void guessesEndInBeingTurnedAwayWithoutACheck() {
        Outcome last = REFUSED;
        for (int i = 0; i < 20 && last.equals(REFUSED); i++) {
            last = login("ana", "guess" + i);
        }
        assertThat(last).isInstanceOf(Outcome.Throttled.class);
        long before = verifier.computations();
        assertThat(login("ana", "secreto")).isInstanceOf(Outcome.Throttled.class);
        assertThat(verifier.computations()).isEqualTo(before);
    }

    @Test
    void waitIsSpentInThePause() {
        Instant before = clock.instant();
        for (int i = 0; i < 4; i++) {
            assertThat(login("ana", "guess" + i)).isEqualTo(REFUSED);
        }
        assertThat(clock.instant()).isEqualTo(before.plusSeconds(2 + 4));
    }

    @Test
    void scramComesInWithTheRightPasswordOnly() {
        assertThat(scram("ana", "secreto")).isEqualTo(ANA_IS_IN);
        assertThat(scram("ana", "x")).isEqualTo(REFUSED);
        assertThat(scram("nobody", "secreto")).isEqualTo(REFUSED);
        assertThat(scram("\u00ad", "secreto")).isEqualTo(REFUSED);
    }

    @Test
    void scramOfUnknownUsersLooksTheSameEachTime() {
        try (ScramStart.Ready one = ready("nobody");
                ScramStart.Ready two = ready("NOBODY");
                ScramStart.Ready ana = ready("ana")) {
            assertThat(one.credentials().salt().matches(two.credentials().salt())).isTrue();
            assertThat(one.credentials().iterations()).isEqualTo(ana.credentials().iterations());
            assertThat(one.credentials().salt().length())
                    .isEqualTo(ana.credentials().salt().length());
            assertThat(one.proved()).isEqualTo(REFUSED);
        }
    }

    @Test
    void scramGuessesAreSlowedDownToo() {
        Outcome last = REFUSED;
        for (int i = 0; i < 20 && last.equals(REFUSED); i++) {
            last = scram("ana", "guess" + i);
        }
        assertThat(last).isInstanceOf(Outcome.Throttled.class);
    }

    private ScramStart.Ready ready(String user) {
        ScramStart start =
                authenticator.scram(new Authenticator.Caller(HOME, true), Optional.empty(), user);
        assertThat(start).isInstanceOf(ScramStart.Ready.class);
        return (ScramStart.Ready) start;
    }

    /** A whole exchange, as a driver runs it. */
    private Outcome scram(String user, String password) {
        SaslServer server = new SaslServer(SaslOffer.withoutTls(false), ScramNonce.random(RANDOM));
        SaslClient client =
                SaslClient.scramSha256(user, secret(password), ScramNonce.random(RANDOM));
        SaslStep step =
                server.begin("SCRAM-SHA-256", client.initialResponse().map(SaslLine.Message::new));
        assertThat(step).isEqualTo(new SaslStep.LookUpScram(Optional.empty(), user));
        return switch (authenticator.scram(
                new Authenticator.Caller(HOME, true), Optional.empty(), user)) {
            case ScramStart.Ended(var outcome) -> outcome;
            case ScramStart.Ready ready -> {
                try (ready) {
                    step = server.scram(ready.credentials());
                    while (step instanceof SaslStep.Challenge(var challenge)) {
                        SaslClientStep answer = client.challenge(challenge);
                        assertThat(answer).isInstanceOf(SaslClientStep.Respond.class);
                        step =
                                server.respond(
                                        new SaslLine.Message(
                                                ((SaslClientStep.Respond) answer).message()));
                    }
                    yield step instanceof SaslStep.Succeeded ? ready.proved() : ready.refuted();
                }
            }
        };
    }
}

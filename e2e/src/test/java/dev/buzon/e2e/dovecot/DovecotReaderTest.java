package dev.buzon.e2e.dovecot;

import dev.buzon.e2e.play.Corpus;
import dev.buzon.e2e.play.Feed;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The scripts that are pure RFC, against a real Dovecot, on machines that have one. */
class DovecotReaderTest {
    private static Optional<Dovecot> dovecot = Optional.empty();

    @BeforeAll
    static void start() throws IOException {
        if (Dovecot.installed()) {
            dovecot = Optional.of(Dovecot.start());
        } else {
            System.out.println("no Dovecot on this machine: its opinion is not asked");
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (dovecot.isPresent()) {
            dovecot.get().close();
        }
    }

    @TestFactory
    Stream<DynamicTest> dovecotAgrees() {
        return dovecot.stream()
                .flatMap(d -> Corpus.tests(new DovecotSource(Optional.of(d)), List.of(Feed.WHOLE)));
    }
}

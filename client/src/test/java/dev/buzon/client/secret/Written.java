package dev.buzon.client.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.buzon.protocol.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets as texts, and people and keyrings that tests can see through. */
final class Written {
    static final SecretName ANA = SecretName.password("ana@example.test");
    static final SecretName LUIS = SecretName.refreshToken("luis@example.test");

    private Written() {}

    static Secret secret(String text) {
        return Secret.of(text.getBytes(UTF_8));
    }

    static String text(Secret secret) {
        return new String(secret.octets(), UTF_8);
    }

    static Optional<String> text(Optional<Secret> secret) {
        return secret.map(Written::text);
    }

    /** A person who gives these answers, one after the other, and then leaves. */
    static final class Person implements Prompt {
        final List<String> questions = new ArrayList<>();
        private final List<String> answers;

        Person(String... answers) {
            this.answers = new ArrayList<>(List.of(answers));
        }

        @Override
        public Optional<Secret> ask(String what) {
            questions.add(what);
            return answers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(secret(answers.removeFirst()));
        }
    }

    /** A keyring in memory. */
    static final class MemoryRing implements DesktopKeyring.Ring {
        final Map<String, String> kept = new HashMap<>();

        @Override
        public Optional<String> find(String service, String key) {
            return Optional.ofNullable(kept.get(service + ": " + key));
        }

        @Override
        public void keep(String service, String key, String secret) {
            kept.put(service + ": " + key, secret);
        }

        @Override
        public void forget(String service, String key) {
            kept.remove(service + ": " + key);
        }

        @Override
        public void close() {}
    }
}

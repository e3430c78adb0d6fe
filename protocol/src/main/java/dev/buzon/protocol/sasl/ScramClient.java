package dev.buzon.protocol.sasl;

import dev.buzon.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** SCRAM-SHA-256 and its PLUS variant on the client's side (RFC 5802 §5). */
final class ScramClient implements SaslClient {
    /** What the client says about channel binding, and the data it binds with. */
    record Binding(String flag, Optional<Secret> data) {
        static Binding unsupported() {
            return new Binding("n", Optional.empty());
        }

        static Binding notSeen() {
            return new Binding("y", Optional.empty());
        }

        static Binding used(ChannelBinding binding) {
            return new Binding("p=" + binding.type(), Optional.of(binding.data()));
        }
    }

    private enum Waiting {
        FOR_SERVER_FIRST,
        FOR_SERVER_FINAL,
        FOR_NOTHING
    }

    private final Secret password;
    private final ScramNonce nonce;
    private final Binding binding;
    private final String header;
    private final String bare;
    private Waiting waiting = Waiting.FOR_SERVER_FIRST;
    private byte[] expectedSignature = {};
    private boolean proved;

    ScramClient(String user, Secret password, ScramNonce nonce, Binding binding) {
        this.password = password;
        this.nonce = nonce;
        this.binding = binding;
        this.header = binding.flag() + ",,";
        this.bare = "n=" + ScramAttributes.escape(user) + ",r=" + nonce.text();
    }

    @Override
    public Mechanism mechanism() {
        return binding.data().isPresent() ? Mechanism.SCRAM_SHA_256_PLUS : Mechanism.SCRAM_SHA_256;
    }

    @Override
    public Optional<SaslMessage> initialResponse() {
        return Optional.of(SaslMessage.of(header + bare));
    }

    @Override
    public SaslClientStep challenge(SaslMessage challenge) {
        if (challenge.isEmpty() && waiting == Waiting.FOR_SERVER_FIRST) {
            return new SaslClientStep.Respond(SaslMessage.of(header + bare));
        }
        if (challenge.length() > ScramAttributes.MAX_MESSAGE_OCTETS) {
            return giveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        Optional<String> text = Utf8.text(challenge.view(), 0, challenge.length());
        if (text.isEmpty()) {
            return giveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        return switch (waiting) {
            case FOR_SERVER_FIRST -> serverFirst(text.get());
            case FOR_SERVER_FINAL -> serverFinal(text.get());
            case FOR_NOTHING -> giveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        };
    }

    @Override
    public boolean serverProved() {
        return proved;
    }

    private SaslClientStep serverFirst(String text) {
        Optional<ScramAttributes> parsed = ScramAttributes.of(text);
        if (parsed.isEmpty()) {
            return giveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        // The server's nonce begins with ours and adds to it (RFC 5802 §5.1).
        Optional<String> both =
                parsed.get()
                        .nextNonce()
                        .filter(r -> r.startsWith(nonce.text()))
                        .filter(r -> r.length() > nonce.text().length());
        Optional<byte[]> salt =
                parsed.get()
                        .nextOctets('s')
                        .filter(s -> s.length <= ScramCredentials.MAX_SALT_OCTETS);
        Optional<Integer> iterations = parsed.get().nextNumber('i');
        if (both.isEmpty() || salt.isEmpty() || iterations.isEmpty()) {
            return giveUp(SaslClientStep.Reason.BAD_CHALLENGE);
        }
        int count = iterations.get();
        if (count < ScramCredentials.MIN_ITERATIONS || count > ScramCredentials.MAX_ITERATIONS) {
            return giveUp(SaslClientStep.Reason.BAD_ITERATIONS);
        }
        waiting = Waiting.FOR_SERVER_FINAL;
        return new SaslClientStep.Respond(clientFinal(text, both.get(), salt.get(), count));
    }

    private SaslMessage clientFinal(String serverFirst, String both, byte[] salt, int count) {
        byte[] octets = password.octets();
        byte[] salted = ScramCrypto.hi(octets, salt, count);
        Arrays.fill(octets, (byte) 0);
        byte[] clientKey = ScramCrypto.hmac(salted, "Client Key");
        String withoutProof = "c=" + base64(bound()) + ",r=" + both;
        String authMessage = bare + "," + serverFirst + "," + withoutProof;
        byte[] signature = ScramCrypto.hmac(ScramCrypto.hash(clientKey), authMessage);
        byte[] serverKey = ScramCrypto.hmac(salted, "Server Key");
        expectedSignature = ScramCrypto.hmac(serverKey, authMessage);
        String proof = base64(ScramCrypto.xor(clientKey, signature));
        return SaslMessage.of(withoutProof + ",p=" + proof);
    }

    private SaslClientStep serverFinal(String text) {
        Optional<byte[]> signature = ScramAttributes.of(text).flatMap(a -> a.nextOctets('v'));
        if (signature.isEmpty() || !MessageDigest.isEqual(signature.get(), expectedSignature)) {
            return giveUp(SaslClientStep.Reason.SERVER_NOT_PROVED);
        }
        waiting = Waiting.FOR_NOTHING;
        proved = true;
        return new SaslClientStep.Respond(SaslMessage.empty());
    }

    private byte[] bound() {
        ByteArrayOutputStream bound = new ByteArrayOutputStream();
        bound.writeBytes(SaslMessage.of(header).view());
        binding.data().ifPresent(data -> bound.writeBytes(data.octets()));
        return bound.toByteArray();
    }

    private SaslClientStep giveUp(SaslClientStep.Reason reason) {
        waiting = Waiting.FOR_NOTHING;
        proved = false;
        return new SaslClientStep.GiveUp(reason);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}

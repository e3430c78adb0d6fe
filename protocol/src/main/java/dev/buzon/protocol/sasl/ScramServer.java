package dev.buzon.protocol.sasl;

import dev.buzon.protocol.sasl.ClientFirst.BindingFlag;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * One exchange of SCRAM-SHA-256 on the server's side, once the client's first message is accepted
 * (RFC 5802 §5).
 */
final class ScramServer {
    private final ClientFirst first;
    private final Optional<ChannelBinding> binding;
    private final ScramCredentials credentials;
    private final String nonce;
    private final String serverFirst;

    ScramServer(
            ClientFirst first,
            Optional<ChannelBinding> binding,
            ScramCredentials credentials,
            ScramNonce ours) {
        this.first = first;
        this.binding = binding;
        this.credentials = credentials;
        this.nonce = first.nonce() + ours.text();
        this.serverFirst =
                "r="
                        + nonce
                        + ",s="
                        + base64(credentials.salt().octets())
                        + ",i="
                        + credentials.iterations();
    }

    /** Whether the flag of the client fits the mechanism and what the connection offers. */
    static boolean fits(BindingFlag flag, Mechanism mechanism, SaslOffer offer) {
        boolean plus = mechanism == Mechanism.SCRAM_SHA_256_PLUS;
        return switch (flag) {
            case BindingFlag.Unsupported() -> !plus;
            // The client did not see the PLUS that we list: somebody took it away (RFC 5802 §6).
            case BindingFlag.NotSeen() -> !plus && !offer.has(Mechanism.SCRAM_SHA_256_PLUS);
            case BindingFlag.Used(var type) ->
                    plus
                            && offer.channelBinding()
                                    .filter(binding -> binding.type().equals(type))
                                    .isPresent();
        };
    }

    /** The first message of the server. */
    SaslMessage serverFirst() {
        return SaslMessage.of(serverFirst);
    }

    /** Judges the last message of the client: a challenge with our own proof, or a failure. */
    SaslStep clientFinal(SaslMessage message) {
        Optional<String> text = Utf8.text(message.view(), 0, message.length());
        Optional<ScramAttributes> parsed = text.flatMap(ScramAttributes::of);
        if (text.isEmpty() || parsed.isEmpty()) {
            return failed(SaslFailure.BAD_MESSAGE);
        }
        ScramAttributes attributes = parsed.get();
        Optional<byte[]> bound = attributes.nextOctets('c');
        Optional<String> echoed = attributes.nextNonce();
        Optional<byte[]> proof = attributes.lastOctets('p');
        if (bound.isEmpty() || echoed.isEmpty() || proof.isEmpty()) {
            return failed(SaslFailure.BAD_MESSAGE);
        }
        if (!echoed.get().equals(nonce) || proof.get().length != ScramCredentials.KEY_OCTETS) {
            return failed(SaslFailure.BAD_MESSAGE);
        }
        if (!Arrays.equals(bound.get(), expectedBinding())) {
            return failed(SaslFailure.BAD_CHANNEL_BINDING);
        }
        String withoutProof = text.get().substring(0, text.get().lastIndexOf(",p="));
        String authMessage = first.bare() + "," + serverFirst + "," + withoutProof;
        return credentials.proves(proof.get(), authMessage)
                ? new SaslStep.Challenge(
                        SaslMessage.of("v=" + base64(credentials.serverSignature(authMessage))))
                : failed(SaslFailure.WRONG_CREDENTIALS);
    }

    /** What {@code c=} must hold: the header again, then the data of the binding if it is used. */
    private byte[] expectedBinding() {
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(SaslMessage.of(first.header()).view());
        binding.ifPresent(used -> expected.writeBytes(used.data().octets()));
        return expected.toByteArray();
    }

    private static SaslStep failed(SaslFailure failure) {
        return new SaslStep.Failed(failure);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}

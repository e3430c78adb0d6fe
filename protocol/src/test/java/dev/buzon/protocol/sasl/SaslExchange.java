package dev.buzon.protocol.sasl;

import static org.assertj.core.api.Assertions.assertThat;

/** A client and a server that talk to each other without a wire. */
final class SaslExchange {
    private SaslExchange() {}

    /** What the client answers to the challenge of the server. */
    static SaslLine answer(SaslClient client, SaslStep step) {
        assertThat(step).isInstanceOf(SaslStep.Challenge.class);
        SaslClientStep answer = client.challenge(((SaslStep.Challenge) step).message());
        assertThat(answer).isInstanceOf(SaslClientStep.Respond.class);
        return new SaslLine.Message(((SaslClientStep.Respond) answer).message());
    }

    /** Runs SCRAM until it succeeds or fails. */
    static SaslStep scram(SaslServer server, SaslClient client, ScramCredentials credentials) {
        SaslStep step =
                server.begin(
                        client.mechanism().wireName(),
                        client.initialResponse().map(SaslLine.Message::new));
        while (true) {
            switch (step) {
                case SaslStep.LookUpScram _ -> step = server.scram(credentials);
                case SaslStep.Challenge(var message) -> {
                    SaslClientStep answer = client.challenge(message);
                    step =
                            switch (answer) {
                                case SaslClientStep.Respond(var response) ->
                                        server.respond(new SaslLine.Message(response));
                                case SaslClientStep.GiveUp _ ->
                                        server.respond(new SaslLine.Cancel());
                            };
                }
                case SaslStep.CheckPassword _, SaslStep.Succeeded _, SaslStep.Failed _ -> {
                    return step;
                }
            }
        }
    }
}

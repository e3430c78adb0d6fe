package dev.buzon.reader.setup;

import dev.buzon.client.account.MailAccount.Grant;
import dev.buzon.client.oauth.CodeFlow;
import dev.buzon.client.oauth.Landing;
import dev.buzon.client.oauth.OAuth;
import dev.buzon.client.oauth.OAuthException;
import dev.buzon.client.oauth.Tokens;
import dev.buzon.client.own.Grants;
import dev.buzon.client.own.OwnFailureException;
import dev.buzon.reader.web.Events;
import dev.buzon.reader.web.Json;
import dev.buzon.reader.web.Texts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Access that people are asked for at their provider's page, and what came of it. */
final class Consents implements AutoCloseable {
    /** How long a person may take at the provider's page. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** More at once are nobody's who sets up an account; the oldest is forgotten. */
    private static final int KEPT = 4;

    private final Grants grants;
    private final Events events;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Consent> consents = new LinkedHashMap<>();

    Consents(Grants grants, Events events) {
        this.grants = grants;
        this.events = events;
    }

    /** What is known of one. */
    private static final class Consent {
        private final Grant grant;
        private final CodeFlow flow;
        private Optional<Tokens> tokens = Optional.empty();

        Consent(Grant grant, CodeFlow flow) {
            this.grant = grant;
            this.flow = flow;
        }
    }

    /** Somebody who has agreed. */
    record Agreed(Grant grant, Tokens tokens) {}

    /** A question that is asked: its name here, and where the person's browser has to go. */
    record Begun(String flow, String address) {}

    /** Begins to ask; how it ends is told to the pages. */
    Begun begin(Grant grant, Texts texts)
            throws OwnFailureException, OAuthException, InterruptedException {
        OAuth oauth = grants.oauth(grant);
        var landing = new Landing(texts.text("oauth.done"), texts.text("oauth.refused"));
        CodeFlow flow = oauth.codeFlow(landing);
        String id = Long.toString(numbers.incrementAndGet());
        var consent = new Consent(grant, flow);
        synchronized (consents) {
            consents.put(id, consent);
            if (consents.size() > KEPT) {
                String oldest = consents.keySet().iterator().next();
                Optional.ofNullable(consents.remove(oldest)).ifPresent(old -> old.flow.close());
            }
        }
        Thread.ofVirtual().name("consent-" + id).start(() -> await(id, consent, texts));
        return new Begun(id, flow.address().toString());
    }

    private void await(String id, Consent consent, Texts texts) {
        try (CodeFlow flow = consent.flow) {
            Tokens tokens = flow.await(PATIENCE);
            synchronized (consents) {
                consent.tokens = Optional.of(tokens);
            }
            tell(id, true, texts.text("oauth.done"));
        } catch (OAuthException.Denied _) {
            tell(id, false, texts.text("oauth.refused"));
        } catch (OAuthException.TooLate _) {
            tell(id, false, texts.text("oauth.late"));
        } catch (OAuthException e) {
            tell(id, false, texts.text("oauth.failed", String.valueOf(e.getMessage())));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(String id, boolean ok, String text) {
        events.tell("oauth", Json.object().put("flow", id).put("ok", ok).put("text", text).made());
    }

    /** What came of a question, if the person agreed. */
    Optional<Agreed> agreed(String id) {
        synchronized (consents) {
            return Optional.ofNullable(consents.get(id))
                    .flatMap(one -> one.tokens.map(tokens -> new Agreed(one.grant, tokens)));
        }
    }

    @Override
    public void close() {
        synchronized (consents) {
            consents.values().forEach(one -> one.flow.close());
            consents.clear();
        }
    }
}

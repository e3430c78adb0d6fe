package dev.buzon.e2e.page;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Made-up answers of the set-up, of accounts and of writing. */
final class StandInSetup {
    private StandInSetup() {}

    static StandInMail.Answer answer(
            String method, String path, String body, BiConsumer<String, Object> tell) {
        return new StandInMail.Answer(
                200,
                switch (path) {
                    case "/api/setup/search" -> {
                        tell.accept(
                                "discovery",
                                Map.of("search", "s", "asking", asked("SRV", "Service records")));
                        yield Map.of("search", "s");
                    }
                    case "/api/setup/search/s" -> search(method);
                    case "/api/setup/check" ->
                            Map.of(
                                    "incoming",
                                    tried(true, "The password is right."),
                                    "outgoing",
                                    tried(!body.contains("refused.example"), "It works."));
                    case "/api/setup/dry" ->
                            Map.of(
                                    "messages",
                                    412,
                                    "octets",
                                    96_000_000,
                                    "deletes",
                                    37,
                                    "text",
                                    "");
                    case "/api/places" ->
                            Map.of(
                                    "path",
                                    "/home/ana/Mail",
                                    "free",
                                    82_000_000_000L,
                                    "writable",
                                    true,
                                    "exists",
                                    true,
                                    "usedBy",
                                    List.of("luis@example.org"),
                                    "folders",
                                    List.of("Documents"));
                    default -> Map.of();
                });
    }

    private static Map<String, Object> asked(String source, String name) {
        return Map.of("source", source, "name", name, "asked", "_pop3s._tcp.example.org");
    }

    private static Map<String, Object> search(String method) {
        if (method.equals("DELETE")) {
            return Map.of();
        }
        var finding = new LinkedHashMap<>(asked("SRV", "Service records"));
        finding.putAll(
                Map.of("verdict", "ANSWERED", "kind", "answer", "text", "It named servers."));
        return Map.of(
                "findings",
                List.of(finding),
                "asking",
                List.of(),
                "ended",
                true,
                "proposals",
                List.of(
                        proposal("pop.example.org", 995, "tls", true),
                        proposal("pop.plain.example", 110, "none", false)));
    }

    private static Map<String, Object> proposal(
            String host, int port, String security, boolean best) {
        var proposal = new HashMap<String, Object>();
        proposal.put("provider", "Example");
        proposal.put("source", "SRV");
        proposal.put("why", "The domain says so.");
        proposal.put("incoming", server(host, port, security));
        proposal.put("outgoing", server("smtp.example.org", 465, "tls"));
        proposal.put(
                "concerns",
                best
                        ? List.of()
                        : List.of(Map.of("code", "CLEARTEXT", "text", "There is no encryption.")));
        proposal.put("oauth", null);
        proposal.put("recommended", best);
        return proposal;
    }

    private static Map<String, Object> server(String host, int port, String security) {
        return Map.of("host", host, "port", port, "security", security, "user", StandInMail.ANA);
    }

    private static Map<String, Object> tried(boolean ok, String text) {
        var tried = new HashMap<String, Object>();
        tried.put("ok", ok);
        tried.put("text", ok ? text : "Somebody else's certificate.");
        tried.put("todo", "");
        tried.put("certificate", null);
        tried.put(
                "can",
                Map.of(
                        "uidl",
                        false,
                        "top",
                        true,
                        "expireDays",
                        30,
                        "loginDelaySeconds",
                        600,
                        "messages",
                        412,
                        "octets",
                        96_000_000));
        return tried;
    }

    static Map<String, Object> account() {
        var wishes =
                new HashMap<String, Object>(
                        Map.of(
                                "atStart",
                                true,
                                "everyMinutes",
                                10,
                                "automatic",
                                true,
                                "headersOnly",
                                false,
                                "leave",
                                true,
                                "days",
                                14,
                                "untilDeleted",
                                true));
        wishes.put("largest", null);
        return Map.of(
                "address",
                StandInMail.ANA,
                "name",
                "Ana",
                "incoming",
                server("pop.example.org", 995, "tls"),
                "outgoing",
                server("smtp.example.org", 465, "tls"),
                "wishes",
                wishes,
                "folder",
                Map.of("path", "/home/ana/Mail", "free", 82_000_000_000L),
                "identities",
                List.of(identity(StandInMail.ANA), identity("ana.g@example.org")),
                "can",
                Map.of("uidl", true, "top", true));
    }

    private static Map<String, Object> identity(String address) {
        return Map.of("address", address, "name", "Ana", "signature", "Ana");
    }

    static List<Object> people() {
        return List.of(
                Map.of("name", "Luis Ortega", "address", "luis@example.org", "times", 3),
                Map.of("name", "", "address", "lucia@example.org", "times", 1));
    }

    static List<Object> outbox() {
        return List.of(
                waiting("1", "waiting", ""), waiting("2", "refused", "550 5.1.1 no such user"));
    }

    private static Map<String, Object> waiting(String id, String fate, String text) {
        return Map.of(
                "id",
                id,
                "account",
                StandInMail.ANA,
                "subject",
                "Hello " + id,
                "to",
                List.of(Map.of("name", "", "address", "luis@example.org")),
                "time",
                "2026-03-31T10:00:00Z",
                "fate",
                fate,
                "text",
                text,
                "todo",
                "");
    }

    static List<Object> onServer() {
        return List.of(held("u1", true, null), held("u2", false, "2026-04-14T10:00:00Z"));
    }

    private static Map<String, Object> held(String uid, boolean here, @Nullable String until) {
        var held =
                new HashMap<String, Object>(
                        Map.of(
                                "uid",
                                uid,
                                "subject",
                                "Message " + uid,
                                "from",
                                Map.of("name", "Luis", "address", "luis@example.org"),
                                "date",
                                "2026-03-31T10:00:00Z",
                                "octets",
                                4000,
                                "here",
                                here,
                                "why",
                                "It is left for 14 days."));
        held.put("until", until);
        held.put("keep", null);
        return held;
    }

    static Map<String, Object> draft(String mode) {
        var draft = new LinkedHashMap<String, Object>();
        draft.put("id", "d1");
        draft.put("account", StandInMail.ANA);
        draft.put("identity", StandInMail.ANA);
        draft.put(
                "to",
                mode.equals("new")
                        ? List.of()
                        : List.of(Map.of("name", "Luis", "address", "luis@example.org")));
        draft.put("cc", List.of());
        draft.put("bcc", List.of());
        draft.put("subject", mode.equals("new") ? "" : "Re: Hello");
        draft.put("text", mode.equals("new") ? "" : "\n\n> Hello\n");
        draft.put("attachments", List.of());
        return draft;
    }
}

package dev.buzon.cli;

import com.google.gson.stream.JsonWriter;
import dev.buzon.client.sync.Outcome;
import dev.buzon.client.sync.SyncEvent;
import dev.buzon.client.sync.SyncReport;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;

/** Tells programs: a JSON object a line (NDJSON), as soon as it is known. */
final class FetchLines implements FetchWatcher {
    private final Terminal terminal;

    FetchLines(Terminal terminal) {
        this.terminal = terminal;
    }

    private interface Body {
        void write(JsonWriter json) throws IOException;
    }

    @Override
    public void event(String account, SyncEvent event) {
        switch (event) {
            case SyncEvent.Connecting(int session) ->
                    line("connecting", account, json -> json.name("session").value(session));
            case SyncEvent.Listed(int messages, long octets) ->
                    line(
                            "listed",
                            account,
                            json ->
                                    json.name("messages")
                                            .value(messages)
                                            .name("octets")
                                            .value(octets));
            case SyncEvent.Planned planned ->
                    line(
                            "planned",
                            account,
                            json -> {
                                json.name("toFetch").value(planned.toFetch());
                                json.name("octets").value(planned.octets());
                                json.name("toDelete").value(planned.toDelete());
                                json.name("skipped").value(planned.skipped());
                            });
            case SyncEvent.Progress progress ->
                    line(
                            "progress",
                            account,
                            json -> {
                                json.name("messages").value(progress.messages());
                                json.name("ofMessages").value(progress.ofMessages());
                                json.name("octets").value(progress.octets());
                                json.name("ofOctets").value(progress.ofOctets());
                                json.name("octetsPerSecond").value(progress.octetsPerSecond());
                                json.name("secondsLeft").value(progress.left().toSeconds());
                            });
            case SyncEvent.Stored(int messages) ->
                    line("stored", account, json -> json.name("messages").value(messages));
            case SyncEvent.Deleted(int messages) ->
                    line("deleted", account, json -> json.name("messages").value(messages));
            case SyncEvent.Broken(String text) ->
                    line("broken", account, json -> json.name("text").value(text));
            case SyncEvent.Note(String text) ->
                    line("note", account, json -> json.name("text").value(text));
        }
    }

    @Override
    public void over(SyncReport report) {
        line(
                "end",
                report.account(),
                json -> {
                    json.name("sessions").value(report.sessions());
                    json.name("listed").value(report.listed());
                    json.name("collected").value(report.collected());
                    json.name("collectedOctets").value(report.collectedOctets());
                    json.name("known").value(report.known());
                    json.name("deleted").value(report.deleted());
                    json.name("deletesOwed").value(report.deletesOwed());
                    failures(json, "tooBig", report.tooBig());
                    failures(json, "resting", report.resting());
                    failures(json, "failures", report.failures());
                    outcome(json, report.outcome());
                });
    }

    private static void failures(JsonWriter json, String name, List<SyncReport.Failure> all)
            throws IOException {
        json.name(name).beginArray();
        for (SyncReport.Failure one : all) {
            json.beginObject().name("uid").value(one.uid());
            json.name("octets").value(one.octets()).name("text").value(one.text()).endObject();
        }
        json.endArray();
    }

    private static void outcome(JsonWriter json, Outcome outcome) throws IOException {
        switch (outcome) {
            case Outcome.Complete() -> json.name("outcome").value("complete");
            case Outcome.Cancelled() -> json.name("outcome").value("cancelled");
            case Outcome.Again again -> {
                json.name("outcome").value("again").name("cause").value(again.cause().name());
                json.name("notBefore").value(again.notBefore().toString());
                json.name("text").value(again.text());
            }
            case Outcome.NeedsPerson person -> {
                json.name("outcome").value("needs-person").name("need").value(person.need().name());
                json.name("text").value(person.text());
            }
        }
    }

    @Override
    public void failed(String account, String sentence) {
        line(
                "end",
                account,
                json -> {
                    json.name("outcome").value("needs-person").name("need").value("SETTINGS");
                    json.name("text").value(sentence);
                });
    }

    private void line(String event, String account, Body body) {
        var text = new StringWriter();
        try (var json = new JsonWriter(text)) {
            json.beginObject().name("event").value(event).name("account").value(account);
            body.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new IllegalStateException("memory does not fail", e);
        }
        synchronized (terminal) {
            terminal.out().println(text);
            terminal.out().flush();
        }
    }
}

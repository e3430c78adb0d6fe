package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** curl: a URL for each message; its list is LIST's answer, its deleting a DELE. */
final class CurlCollector implements Collector {
    @Override
    public Program program() {
        return CurlSender.PROGRAM;
    }

    @Override
    public List<Door> doors() {
        return List.of(Door.POP3, Door.STLS, Door.POP3S);
    }

    @Override
    public boolean remembers() {
        return false;
    }

    @Override
    public List<Change> changes() {
        return List.of();
    }

    @Override
    public void collect(Visit visit) throws IOException {
        String list = curl(visit, "", List.of());
        int count = Math.toIntExact(list.lines().filter(line -> !line.isBlank()).count());
        if (count == 0) {
            return;
        }
        String all = "[1-" + count + "]";
        Path files = visit.out().resolve("#1.eml");
        curl(visit, all, List.of("--output", files.toString()));
        if (visit.delete()) {
            // --list-only: no message follows the answer.
            curl(visit, all, List.of("--list-only", "--request", "DELE"));
        }
    }

    private String curl(Visit visit, String path, List<String> more) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--silent",
                                "--show-error",
                                "--user",
                                visit.user() + ":" + House.PASSWORD,
                                "--cacert",
                                visit.house().certificate().toString()));
        if (visit.door() == Door.STLS) {
            arguments.add("--ssl-reqd");
        }
        arguments.addAll(more);
        String scheme = visit.door() == Door.POP3S ? "pop3s" : "pop3";
        arguments.add(scheme + "://" + House.HOST + ":" + visit.port() + "/" + path);
        return program().run(visit.home(), arguments).expecting(0).output();
    }
}

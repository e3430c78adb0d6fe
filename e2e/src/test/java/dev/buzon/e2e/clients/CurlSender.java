package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** curl, which sends a file as it is and ends its last line if need be. */
final class CurlSender implements Sender {
    static final Program PROGRAM =
            new Program("curl", Path.of("/usr/bin/curl"), "curl", "--version");

    @Override
    public Program program() {
        return PROGRAM;
    }

    @Override
    public List<Door> doors() {
        return List.of(Door.SUBMISSION, Door.STARTTLS, Door.SUBMISSIONS);
    }

    @Override
    public Program.Run send(House house, Door door, byte[] letter, String to, Path home)
            throws IOException {
        Path file = Files.write(home.resolve("letter"), letter);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--silent",
                                "--show-error",
                                "--user",
                                Letter.AUTHOR + ":" + House.PASSWORD,
                                "--cacert",
                                house.certificate().toString(),
                                "--mail-from",
                                Letter.AUTHOR,
                                "--mail-rcpt",
                                to,
                                "--upload-file",
                                file.toString()));
        if (door == Door.STARTTLS) {
            arguments.add("--ssl-reqd");
        }
        String scheme = door == Door.SUBMISSIONS ? "smtps" : "smtp";
        arguments.add(
                scheme + "://" + House.HOST + ":" + house.port(door.port()) + "/sender.example");
        return PROGRAM.run(home, arguments);
    }
}

package dev.buzon.e2e.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * swaks. It drops a lone dot at the end of its file and then ends the message itself, so every
 * message is given with such a dot; and it always writes an empty line behind a header.
 */
final class Swaks implements Sender {
    private static final Program PROGRAM =
            new Program("swaks", Path.of("/usr/bin/swaks"), "swaks", "--version");

    @Override
    public Program program() {
        return PROGRAM;
    }

    @Override
    public List<Door> doors() {
        return List.of(Door.SUBMISSION, Door.STARTTLS, Door.SUBMISSIONS, Door.LMTP);
    }

    @Override
    public boolean can(Letter letter) {
        return letter != Letter.HEADER_ONLY;
    }

    @Override
    public Program.Run send(House house, Door door, byte[] letter, String to, Path home)
            throws IOException {
        Path file = home.resolve("letter");
        String end = letter[letter.length - 1] == '\n' ? ".\r\n" : "\r\n.\r\n";
        Files.write(file, letter);
        Files.writeString(file, end, StandardOpenOption.APPEND);
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--server",
                                House.HOST,
                                "--port",
                                Integer.toString(house.port(door.port())),
                                "--ehlo",
                                "sender.example",
                                "--from",
                                Letter.AUTHOR,
                                "--to",
                                to,
                                "--data",
                                "@" + file,
                                "--hide-all"));
        arguments.addAll(
                switch (door) {
                    case SUBMISSION -> List.of();
                    case STARTTLS -> List.of("--tls");
                    case SUBMISSIONS -> List.of("--tlsc");
                    case LMTP -> List.of("--protocol", "LMTP");
                    case POP3, STLS, POP3S -> throw new IllegalArgumentException(door.title());
                });
        if (door == Door.STARTTLS || door == Door.SUBMISSIONS) {
            arguments.addAll(
                    List.of("--tls-verify", "--tls-ca-path", house.certificate().toString()));
        }
        if (door != Door.LMTP) {
            arguments.addAll(
                    List.of(
                            "--auth",
                            "PLAIN",
                            "--auth-user",
                            Letter.AUTHOR,
                            "--auth-password",
                            House.PASSWORD));
        }
        return PROGRAM.run(home, arguments);
    }
}

package dev.buzon.e2e.rivals;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The unique identifiers of a maildrop, asked for by hand. */
final class Uidls {
    private static final int PATIENCE_MS = 60_000;

    private Uidls() {}

    static List<String> of(InetSocketAddress server, String user) throws IOException {
        try (Socket socket = new Socket(server.getAddress(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            line(in);
            for (String command : List.of("USER " + user, "PASS " + Errand.PASSWORD, "UIDL")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(US_ASCII));
                String answer = line(in);
                if (!answer.startsWith("+OK")) {
                    throw new IOException(answer);
                }
            }
            List<String> uids = new ArrayList<>();
            for (String line = line(in); !line.equals("."); line = line(in)) {
                uids.add(line.substring(line.indexOf(' ') + 1));
            }
            socket.getOutputStream().write("QUIT\r\n".getBytes(US_ASCII));
            line(in);
            return uids;
        }
    }

    private static String line(BufferedReader in) throws IOException {
        return Optional.ofNullable(in.readLine()).orElseThrow(() -> new IOException("no answer"));
    }
}

package dev.buzon.reader.web;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A browser that can be told to lie: it sends exactly the headers it is given. */
public final class Browser {
    private static final int PATIENCE_MILLIS = 20_000;

    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();

    /** A browser of the page on this port; it knows no cookie yet. */
    public Browser(int port) {
        this.port = port;
        headers.put("Host", "127.0.0.1:" + port);
        headers.put("Accept-Language", "en");
    }

    /** One that has opened this address, and keeps the cookie it got there. */
    public static Browser at(String address) throws IOException {
        URI uri = URI.create(address);
        var browser = new Browser(uri.getPort());
        Reply reply = browser.get(uri.getRawPath() + "?" + uri.getRawQuery());
        String cookie = reply.header("set-cookie").orElse("").split(";", 2)[0];
        return browser.with("Cookie", cookie);
    }

    /** The same with another header; an empty value takes it away. */
    public Browser with(String name, String value) {
        var other = new Browser(port);
        other.headers.putAll(headers);
        other.headers.put(name, value);
        other.headers.values().removeIf(String::isEmpty);
        return other;
    }

    /** An answer. */
    public static final class Reply {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] octets;

        Reply(int status, Map<String, String> headers, byte[] octets) {
            this.status = status;
            this.headers = headers;
            this.octets = octets;
        }

        /** The status of HTTP. */
        public int status() {
            return status;
        }

        /** The headers by their names in lower case. */
        public Map<String, String> headers() {
            return headers;
        }

        /** The body. */
        public byte[] octets() {
            return octets.clone();
        }

        /** A header by its name in lower case. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** The body as text. */
        public String text() {
            return new String(octets, StandardCharsets.UTF_8);
        }

        /** The body as a JSON object. */
        public JsonObject json() {
            return element().getAsJsonObject();
        }

        /** The body as JSON. */
        public JsonElement element() {
            return JsonParser.parseString(text());
        }

        @Override
        public String toString() {
            return status + " " + headers + "\n" + text();
        }
    }

    /** Asks for something. */
    public Reply get(String path) throws IOException {
        return send("GET", path, new byte[0], "");
    }

    /** Sends JSON as the page does. */
    public Reply send(String method, String path, String json) throws IOException {
        return with("X-Buzon", "1")
                .with("Origin", "http://127.0.0.1:" + port)
                .send(method, path, json.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    /** Sends JSON as the page does. */
    public Reply post(String path, String json) throws IOException {
        return send("POST", path, json);
    }

    /** Sends octets as the page does. */
    public Reply upload(String path, byte[] octets) throws IOException {
        return with("X-Buzon", "1")
                .with("Origin", "http://127.0.0.1:" + port)
                .send("POST", path, octets, "application/octet-stream");
    }

    /** Sends something, with no other headers than this browser's. */
    public Reply send(String method, String path, byte[] body, String type) throws IOException {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (!type.isEmpty()) {
            head.append("Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n");
        }
        var all = new ByteArrayOutputStream();
        all.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.writeBytes(body);
        return raw(all.toByteArray());
    }

    /** Sends these octets, whatever they are. */
    public Reply raw(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request);
            var in = new BufferedInputStream(socket.getInputStream());
            Reply head = head(in);
            boolean bare =
                    new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1)
                            .equals("HEAD ");
            return bare ? head : new Reply(head.status(), head.headers(), body(head, in));
        }
    }

    /** Asks, and reads the answer while it comes; close the stream in the end. */
    public InputStream listen(String path) throws IOException {
        Socket socket = connect();
        var head = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        socket.getOutputStream()
                .write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        var in = new BufferedInputStream(socket.getInputStream());
        Reply answer = head(in);
        if (answer.status() != 200) {
            throw new IOException("status " + answer.status());
        }
        return new Chunks(in);
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static Reply head(InputStream in) throws IOException {
        String[] status = line(in).split(" ", 3);
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] pieces = line.split(":", 2);
            headers.put(pieces[0].toLowerCase(Locale.ROOT), pieces[1].strip());
        }
        return new Reply(Integer.parseInt(status[1]), headers, new byte[0]);
    }

    private static byte[] body(Reply head, InputStream in) throws IOException {
        if (head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (head.header("transfer-encoding").isPresent()) {
            try (var chunks = new Chunks(in)) {
                return chunks.readAllBytes();
            }
        }
        int length = Integer.parseInt(head.header("content-length").orElse("0"));
        return in.readNBytes(length);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new IOException("the answer ends early");
            }
            line.write(octet);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    /** The octets of a body that comes in chunks (RFC 9112 §7.1); it must end as it should. */
    private static final class Chunks extends InputStream {
        private final InputStream in;
        private int left;
        private boolean over;

        Chunks(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            if (over) {
                return -1;
            }
            if (left == 0) {
                left = Integer.parseInt(line(in), 16);
                if (left == 0) {
                    over = true;
                    return -1;
                }
            }
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the answer ends early");
            }
            if (--left == 0) {
                line(in);
            }
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            int first = most == 0 ? -1 : read();
            if (first < 0) {
                return most == 0 ? 0 : -1;
            }
            into[from] = (byte) first;
            int more = Math.min(Math.min(most - 1, left - 1), in.available());
            int got = more > 0 ? in.read(into, from + 1, more) : 0;
            left -= Math.max(0, got);
            return 1 + Math.max(0, got);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}

package dev.buzon.server.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.tomlj.TomlTable;

/** The files of one certificate and its key, relative to the data folder unless absolute. */
public sealed interface CertificateFiles {
    /** PEM: the chain, the server's own certificate first, and the key; may be the same file. */
    record Pem(Path chain, Path key) implements CertificateFiles {}

    /** PKCS#12, with the file whose first line is its password; none for an empty password. */
    record Pkcs12(Path file, Optional<Path> passwordFile) implements CertificateFiles {}

    /** One certificate as an inline table. */
    static Form<CertificateFiles> form() {
        return Form.of(CertificateFiles::read, CertificateFiles::write);
    }

    private static CertificateFiles read(Object toml) throws MisreadException {
        if (toml instanceof TomlTable table) {
            Set<String> keys = table.keySet();
            if (keys.equals(Set.of("chain", "key"))) {
                return new Pem(path(table, "chain"), path(table, "key"));
            }
            if (keys.equals(Set.of("pkcs12"))) {
                return new Pkcs12(path(table, "pkcs12"), Optional.empty());
            }
            if (keys.equals(Set.of("pkcs12", "password-file"))) {
                return new Pkcs12(path(table, "pkcs12"), Optional.of(path(table, "password-file")));
            }
        }
        throw new MisreadException(
                "must be a list of { chain = \"FILE\", key = \"FILE\" } or"
                        + " { pkcs12 = \"FILE\", password-file = \"FILE\" }");
    }

    private static Path path(TomlTable table, String key) throws MisreadException {
        Object value = table.get(key);
        return Form.path().read(value == null ? "" : value);
    }

    private static String write(CertificateFiles files) {
        Form<Path> path = Form.path();
        return switch (files) {
            case Pem(Path chain, Path key) ->
                    "{ chain = %s, key = %s }".formatted(path.write(chain), path.write(key));
            case Pkcs12(Path file, Optional<Path> password) ->
                    "{ pkcs12 = "
                            + path.write(file)
                            + password.map(p -> ", password-file = " + path.write(p)).orElse("")
                            + " }";
        };
    }
}

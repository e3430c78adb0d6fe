package dev.buzon.cli;

import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.admin.AdminAnswer;
import dev.buzon.server.admin.AdminRequest;
import dev.buzon.server.config.Config;
import dev.buzon.server.net.Deadlines;
import dev.buzon.store.MailStore;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The store of a server that does not run, opened for one request. */
final class StoppedStore implements AccountDesk.StoppedOffice {
    private final Texts texts;

    StoppedStore(Texts texts) {
        this.texts = texts;
    }

    @Override
    public Optional<AdminAnswer> carryOut(Path data, Optional<Path> file, AdminRequest request)
            throws CommandFailure {
        Config config = Configurations.read(file, texts);
        if (config.store().engine() == Config.Engine.MEMORY) {
            throw new CommandFailure(texts.text("user.memory", data));
        }
        Surroundings surroundings = Surroundings.real();
        try (Deadlines _ = surroundings.deadlines();
                MailStore store = Wiring.openStore(config, data, surroundings)) {
            return Optional.of(
                    Wiring.administration(config, store, surroundings).carryOut(request));
        } catch (StoreException e) {
            boolean held =
                    e.kind() == StoreException.Kind.TEMPORARY
                            && !(e.getCause() instanceof IOException);
            if (held) {
                return Optional.empty();
            }
            throw new CommandFailure(texts.text("user.store", data, Failures.reason(e)));
        } catch (IOException e) {
            throw new CommandFailure(texts.text("user.store", data, Failures.reason(e)));
        }
    }
}

package dev.buzon.cli;

import dev.buzon.server.PostOffice;
import dev.buzon.server.Surroundings;
import dev.buzon.server.Wiring;
import dev.buzon.server.config.Config;
import dev.buzon.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code buzon serve}: a post office, until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs a post office until it is told to stop (SIGTERM, Ctrl-C).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(ServeCommand.class);

    private final Terminal terminal;
    @Mixin private Place place = new Place();

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws CommandFailure {
        Config config = Configurations.read(place.config(), terminal.texts());
        LogSetup.follow(config.log());
        PostOffice office = open(config, place.data(), terminal.texts());
        List<PostOffice.Offered> offered = office.offered();
        for (PostOffice.Offered one : offered) {
            LOG.info("{} listens on {}", one.name(), PortsFile.words(one.address()));
        }
        LOG.info("Buzon {} is ready, data in {}", Wiring.VERSION, place.data().toAbsolutePath());
        Running.untilTold(
                office,
                () -> {
                    PortsFile.remove(place.data());
                    LOG.info("stopped");
                });
        return 0;
    }

    /** Opens a post office and says in the data folder where it listens. */
    static PostOffice open(Config config, Path data, Texts texts) throws CommandFailure {
        try {
            PostOffice office = Wiring.open(config, data, Surroundings.real());
            try {
                PortsFile.write(data, office.offered());
                return office;
            } catch (IOException e) {
                office.close();
                throw e;
            }
        } catch (IOException e) {
            throw new CommandFailure(texts.text("serve.failed", Failures.place(e)));
        } catch (GeneralSecurityException e) {
            throw new CommandFailure(texts.text("serve.certificate", Failures.reason(e)));
        } catch (StoreException e) {
            throw new CommandFailure(texts.text("serve.store", Failures.reason(e)));
        }
    }
}

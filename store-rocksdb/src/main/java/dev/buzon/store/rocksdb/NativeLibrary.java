package dev.buzon.store.rocksdb;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads RocksDB's library, once in a process. By itself it would unpack 17 MB into the folder for
 * temporary files at every start and leave them there when killed; here they are unpacked once into
 * the store's folder.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Loads it, from this folder if it can be, and narrows the umask of the process to 077: RocksDB
     * makes its files by its own rules, and they hold people's mail.
     */
    static synchronized void load(Path folder) {
        if (loaded) {
            return;
        }
        CompletableFuture<Void> umask = CompletableFuture.runAsync(NativeLibrary::narrowUmask);
        try {
            loadFrom(folder);
        } finally {
            umask.join();
        }
        loaded = true;
    }

    private static void loadFrom(Path folder) {
        try {
            RocksDB.loadLibrary(List.of(unpack(folder).toString()));
        } catch (IOException | UnsatisfiedLinkError e) {
            LOG.info("RocksDB's library is loaded from the temporary folder", e);
            RocksDB.loadLibrary();
        }
    }

    private static Path unpack(Path folder) throws IOException {
        String version =
                RocksDB.class.getPackage().getImplementationVersion() == null
                        ? "0"
                        : RocksDB.class.getPackage().getImplementationVersion();
        Path home = folder.resolve("rocksdb-" + version);
        Path library = home.resolve(Environment.getJniLibraryFileName("rocksdbjni"));
        String name = "/" + Environment.getJniLibraryFileName("rocksdb");
        var resource = RocksDB.class.getResource(name);
        if (resource == null) {
            throw new IOException("no " + name);
        }
        long size = resource.openConnection().getContentLengthLong();
        if (!Files.exists(library) || Files.size(library) != size) {
            Path draft = Files.createTempFile(folder, "unpacking", "");
            try (InputStream in = resource.openStream();
                    OutputStream out = Files.newOutputStream(draft)) {
                in.transferTo(out);
            }
            Files.createDirectories(home, OWNER_ONLY);
            Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE);
        }
        return home;
    }

    @SuppressWarnings("restricted") // calling C is what this is for
    private static void narrowUmask() {
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle umask =
                    linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("umask"),
                            FunctionDescriptor.of(JAVA_INT, JAVA_INT));
            int before = (int) umask.invokeExact(0x3f);
            LOG.debug("umask 077 instead of {}", Integer.toOctalString(before));
        } catch (Throwable e) {
            LOG.warn("the umask stays as it was; the data folder itself is closed to others", e);
        }
    }
}

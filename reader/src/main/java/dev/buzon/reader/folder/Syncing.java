package dev.buzon.reader.folder;

import dev.buzon.client.disk.Disk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Syncs several files at once: the disk's journal takes them together. */
final class Syncing {
    /** Fewer are synced one after the other. */
    private static final int FEW = 4;

    private static final int AT_ONCE = 16;

    private Syncing() {}

    static void all(List<Disk.Writing> files) throws IOException {
        if (files.size() <= FEW) {
            for (Disk.Writing file : files) {
                file.sync();
            }
            return;
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> syncs = new ArrayList<>();
            for (Disk.Writing file : files) {
                syncs.add(
                        threads.submit(() -> {
                            file.sync();
                            return true;
                        }));
            }
            for (Future<?> sync : syncs) {
                sync.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("while messages were made durable");
        }
    }
}

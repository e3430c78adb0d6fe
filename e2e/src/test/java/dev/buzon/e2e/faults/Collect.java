package dev.buzon.e2e.faults;

import dev.buzon.client.disk.Disk;
import dev.buzon.client.ledger.Ledger;
import dev.buzon.client.sink.Maildir;
import dev.buzon.client.sync.SyncReport;
import java.nio.file.Path;
import java.time.Duration;

/** A collector in a process of its own, to be killed: {@code Collect port folder delete|leave}. */
final class Collect {
    private static final Duration READ = Duration.ofSeconds(30);

    private Collect() {}

    /** Says {@code ready} when it is about to begin. */
    @SuppressWarnings("SystemOut") // its parent reads it
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        Wish wish = args[2].equals("delete") ? Wish.nothingStays() : Wish.everythingStays();
        Watch watch = new Watch();
        Maildir maildir = Maildir.at(folder.resolve("mail"), Disk.real(), watch);
        Ledger ledger = Ledger.in(folder.resolve("state"), Disk.real(), watch);
        var sync = LineRun.sync(Integer.parseInt(args[0]), wish, READ, maildir, ledger, watch);
        System.out.println("ready");
        System.out.flush();
        SyncReport report = sync.run();
        System.out.println(report);
    }
}

package dev.buzon.e2e.rivals;

import dev.buzon.e2e.dovecot.Dovecot;
import dev.buzon.e2e.rivals.Errand.Trusted;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Debian's Dovecot with a Maildir: the control that our figures are not a friend's favour. */
final class DovecotServer implements Server {
    private static final String USER = "ana";

    private final Dovecot dovecot = Dovecot.start();

    DovecotServer() throws IOException {}

    @Override
    public String name() {
        return "Dovecot";
    }

    @Override
    public InetSocketAddress address(boolean tls) {
        return tls ? dovecot.pop3s() : dovecot.pop3();
    }

    @Override
    public Trusted trusted() {
        throw new UnsupportedOperationException("its certificate is for another name");
    }

    @Override
    public String maildrop(Mailing mailing) throws IOException {
        dovecot.clear();
        add(USER, mailing, 1);
        return USER;
    }

    @Override
    public void add(String user, Mailing mailing, int from) throws IOException {
        for (int number = from; number < from + mailing.count(); number++) {
            dovecot.deliver(user, number, mailing.message(number));
        }
    }

    @Override
    public int left(String user) throws IOException {
        return dovecot.count(user);
    }

    @Override
    public void close() throws IOException {
        dovecot.close();
    }
}

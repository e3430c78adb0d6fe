package dev.buzon.server.pop3;

import dev.buzon.protocol.pop3.Listing;
import dev.buzon.store.Maildrop;
import dev.buzon.store.Maildrop.Form;

/** An open maildrop of the store as the protocol sees it. */
record StoredListing(Maildrop maildrop) implements Listing {
    static Form form(boolean utf8) {
        return utf8 ? Form.STORED : Form.SURROGATE;
    }

    @Override
    public int count() {
        return maildrop.count();
    }

    @Override
    public long totalOctets(boolean utf8) {
        return maildrop.totalOctets(form(utf8));
    }

    @Override
    public long octets(int number, boolean utf8) {
        return maildrop.octets(number, form(utf8));
    }

    @Override
    public String uidl(int number) {
        return maildrop.uidl(number);
    }

    @Override
    public boolean damaged(int number) {
        return maildrop.damaged(number);
    }

    @Override
    public boolean readOnly() {
        return maildrop.readOnly();
    }
}

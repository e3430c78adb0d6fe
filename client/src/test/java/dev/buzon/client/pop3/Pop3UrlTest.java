package dev.buzon.client.pop3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.buzon.client.net.Security;
import dev.buzon.client.net.ServerAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Pop3UrlTest {
    @Test
    void partsAreReadAsTheRfcSays() {
        assertThat(Pop3Url.parse("pop://rg@mailsrv.qualcomm.com"))
                .isEqualTo(
                        new Pop3Url(
                                new ServerAddress("mailsrv.qualcomm.com", 110),
                                Security.UPGRADE,
                                Optional.of("rg"),
                                Optional.empty()));
        assertThat(Pop3Url.parse("pop://rg;AUTH=+APOP@mail.eudora.com:8110"))
                .isEqualTo(
                        new Pop3Url(
                                new ServerAddress("mail.eudora.com", 8110),
                                Security.UPGRADE,
                                Optional.of("rg"),
                                Optional.of("+APOP")));
        assertThat(Pop3Url.parse("pop://baz;AUTH=SCRAM-SHA-256@foo.bar").mechanism())
                .contains("SCRAM-SHA-256");
        assertThat(Pop3Url.parse("pop://ana;auth=*@h").mechanism()).isEmpty();
        assertThat(Pop3Url.parse("POPS://h/").server()).isEqualTo(new ServerAddress("h", 995));
        assertThat(Pop3Url.parse("pops://[2001:DB8::1]:99").server())
                .isEqualTo(new ServerAddress("2001:db8::1", 99));
        assertThat(Pop3Url.parse("pops://b\u00fccher.example").server().host())
                .isEqualTo("xn--bcher-kva.example");
    }

    @Test
    void escapesInNamesAreUndone() {
        assertThat(Pop3Url.parse("pops://ana%40example.org@h").user()).contains("ana@example.org");
        assertThat(Pop3Url.parse("pops://jos%C3%A9%3Bx@h").user()).contains("jos\u00e9;x");
    }

    @Test
    void otherFormsAreRefusedAndPasswordsNotRepeated() {
        for (String no :
                List.of(
                        "",
                        "pop:ana@h",
                        "imap://ana@h",
                        "pops://",
                        "pops://@h",
                        "pops://ana:hunter2@h",
                        "pops://ana@h/inbox",
                        "pops://ana@h:0",
                        "pops://ana@h:65536",
                        "pops://ana@h:x",
                        "pops://ana;AUTH=@h",
                        "pops://ana;PASS=hunter2@h",
                        "pops://ana%0d%0aDELE@h",
                        "pops://ana%4@h",
                        "pops://ana%ff@h",
                        "pops://a b@h",
                        "pops://ana@h..example/../x")) {
            assertThatThrownBy(() -> Pop3Url.parse(no))
                    .as(no)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("hunter2");
        }
    }
}
